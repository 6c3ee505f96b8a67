"""The SPK on paper. The workshop's page and the seller's print the same one."""

from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import public_path
from bukapo.faces.papers.work_order_pdf import work_order_pdf
from bukapo.production.reads import ToldWorkOrder, work_order_sheet
from bukapo.production.sheet import SheetPhoto


def printed(told: ToldWorkOrder, *, url: str, lang: str = "id") -> bytes:
    """A PDF; `url` is the workshop's page and becomes the QR."""
    photos = _photos(told.design) if told.design else ()
    return work_order_pdf(work_order_sheet(told, url=url, photos=photos), lang=lang)


def _photos(design: Photo) -> tuple[SheetPhoto, ...]:
    try:
        data = public_path(design, width=1200).read_bytes()
    except OSError:
        # The paper names a picture it can't open rather than leaving it out.
        data = b""
    return (SheetPhoto(data, design.alt),)

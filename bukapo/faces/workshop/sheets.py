"""The SPK on paper and as a workbook. The workshop's page and the seller's hand out the same ones."""

from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import public_path
from bukapo.faces.papers.work_order_pdf import work_order_pdf
from bukapo.faces.papers.work_order_xlsx import work_order_xlsx
from bukapo.production.reads import ToldWorkOrder, work_order_sheet


def printed(told: ToldWorkOrder, *, url: str, lang: str = "id") -> bytes:
    """A PDF; `url` is the workshop's page and becomes the QR."""
    return work_order_pdf(work_order_sheet(told, url=url, pictures=_pictures(told)), lang=lang)


def workbook(told: ToldWorkOrder, *, url: str, lang: str = "id") -> bytes:
    """An XLSX for workshops that type it over."""
    return work_order_xlsx(work_order_sheet(told, url=url), lang=lang)


def _pictures(told: ToldWorkOrder) -> dict[int, bytes]:
    photos = [design.photo for design in told.designs if design.photo]
    return {photo.pk: _bytes(photo) for photo in photos}


def _bytes(photo: Photo) -> bytes:
    try:
        return public_path(photo, width=1200).read_bytes()
    except OSError:
        # The paper names a picture it can't open rather than leaving it out.
        return b""

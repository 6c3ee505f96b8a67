"""Choosing how a store looks."""

from datetime import datetime

from bukapo.catalog.brand.rules import checked_brand
from bukapo.catalog.models import Brand, Photo
from bukapo.catalog.pictures import LOGO
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.stores.events import StoreChanged
from bukapo.stores.models import Store


@write
def set_brand(
    *, actor: Actor, at: datetime, store: Store, colour: str, line: str = "", logo_id: int | None = None
) -> StoreChanged:
    """Colour, line and logo (a photo kept as `pictures.LOGO`; None = none). Raises Invalid, NotFound."""
    colour, line = checked_brand(colour=colour, line=line)
    if logo_id is not None and not Photo.objects.of(store).filter(pk=logo_id, place=LOGO).exists():
        raise NotFound()
    values = {"colour": colour, "line": line, "logo_id": logo_id}
    Store.objects.select_for_update().get(pk=store.pk)
    if not Brand.objects.of(store).update(**values):
        Brand.objects.create(store=store, **values)
    return StoreChanged(store_id=store.pk, what="brand", changed=values)


def brand_of(store: Store) -> Brand:
    """What the store chose (with its `logo`), or the house's own look. One query."""
    found: Brand | None = Brand.objects.of(store).select_related("logo").first()
    return found or Brand(store=store)

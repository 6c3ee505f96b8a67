"""Where things are made, as a choice: the directory, and names that only stand on work orders."""

from bukapo.kernel.refusal import NotFound
from bukapo.production.models import WorkOrder, Workshop
from bukapo.production.patterns.rules import BUILT_IN
from bukapo.production.promise.facts import Own, Shop, typed_paces
from bukapo.production.promise.reads import shop_of
from bukapo.stores.models import Store

MOST = 200
_ROW, _NAME = "k", "n"


def places(store: Store, anywhere: str) -> list[tuple[str, str]]:
    """(value, words); the first is `anywhere`."""
    rows = Workshop.objects.of(store).filter(archived_at=None).order_by("name")[:MOST]
    named = WorkOrder.objects.of(store).filter(workshop=None).order_by("workshop_name")
    names = named.values_list("workshop_name", flat=True).distinct()[:MOST]
    known = {row.name.casefold() for row in rows}
    return [
        ("", anywhere),
        *((f"{_ROW}{row.pk}", row.name) for row in rows),
        *((f"{_NAME}{name}", name) for name in names if name.casefold() not in known),
    ]


def shop_at(store: Store, place: str) -> Shop:
    """The workshop behind a value of `places`."""
    if place.startswith(_NAME):
        return shop_of(store, name=place[1:])
    return shop_of(store, workshop_of(store, int(place[1:])) if place else None)


def workshop_of(store: Store, pk: int) -> Workshop | None:
    """By its id, 0 = none in particular. NotFound for another store's."""
    if not pk:
        return None
    found: Workshop | None = Workshop.objects.of(store).filter(pk=pk).first()
    if found is None:
        raise NotFound()
    return found


def stages_at(own: Own, shop: Shop, template: str = "") -> tuple[str, ...]:
    """The stages of a template; else as in the latest work order, as typed, or the usual ones."""
    if template in BUILT_IN:
        return tuple(BUILT_IN[template])
    typed = tuple(pace.stage for pace in typed_paces(shop.store_id, shop.workshop))
    return own.stages or typed or tuple(BUILT_IN["umum"])

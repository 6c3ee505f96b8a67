"""A part that is asked for, or out, as its buyer and the seller see it."""

from dataclasses import dataclass

from bukapo.orders.models import Order, PartShipment
from bukapo.orders.packing.contents import every_slot_of
from bukapo.orders.packing.rules import Slot
from bukapo.orders.parts.rules import in_part, without


@dataclass(frozen=True)
class PartTold:
    """`ahead` goes now, `rest` follows at the seller's cost."""

    part: PartShipment
    ahead: tuple[Slot, ...]
    rest: tuple[Slot, ...]


def part_of(order: Order) -> PartTold | None:
    """The last one that was not declined or withdrawn. One query without, four with."""
    rows = PartShipment.objects.of(order.store_id).filter(order=order)
    part = rows.exclude(state__in=["declined", "withdrawn"]).order_by("-pk").first()
    if part is None:
        return None
    slots = every_slot_of(order)
    return PartTold(part, tuple(in_part(slots, part.lines)), tuple(without(slots, part.lines)))

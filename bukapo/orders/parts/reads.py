"""A part that is asked for, or out, as its buyer and the seller see it."""

from dataclasses import dataclass

from bukapo.orders.couriers.reads import ParcelTrack, track_of_part
from bukapo.orders.models import DroppedRest, Order, PartShipment
from bukapo.orders.packing.contents import every_slot_of
from bukapo.orders.packing.rules import Slot
from bukapo.orders.parts.money import unsent_worths
from bukapo.orders.parts.rules import OUT, in_part, without


@dataclass(frozen=True)
class PartTold:
    """`ahead` goes now, `rest` follows at the seller's cost. `worth` rupiah of the rest, once the part has left."""

    part: PartShipment
    ahead: tuple[Slot, ...]
    rest: tuple[Slot, ...]
    worth: int = 0
    dropped: DroppedRest | None = None

    @property
    def under_way(self) -> bool:
        """It is on its way, whatever became of the rest."""
        return bool(self.part.state == "sent")

    @property
    def track(self) -> ParcelTrack | None:
        """What its courier tells of it, where it was booked at a service. A query."""
        return track_of_part(self.part)

    @property
    def left(self) -> bool:
        """It has left, and the rest has not: money back is for the rest."""
        return self.part.state in OUT and self.part.order.state == "confirmed"


def part_of(order: Order) -> PartTold | None:
    """The last one that was not declined or withdrawn. One query without, ten with."""
    rows = PartShipment.objects.of(order.store_id).filter(order=order)
    part = rows.select_related("order").exclude(state__in=["declined", "withdrawn"]).order_by("-pk").first()
    if part is None:
        return None
    slots = every_slot_of(order)
    return PartTold(
        part,
        tuple(in_part(slots, part.lines)),
        tuple(without(slots, part.lines)),
        unsent_worths(order.store_id, [order]).get(order.pk, 0),
        DroppedRest.objects.of(order.store_id).filter(order=order).first(),
    )

"""The packing table as its packer sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order, Packing
from bukapo.orders.packing.contents import slots_of, taken_of
from bukapo.orders.packing.gates import rule_of
from bukapo.orders.packing.rules import SCAN, Slot
from bukapo.shipping.models import Parcel

MOST_OPEN = 20


@dataclass(frozen=True)
class SlotTold:
    """`inside` of `slot.qty` pieces are in; `next_code` is the sticker of the next one ("" when all are)."""

    slot: Slot
    inside: int
    next_code: str

    @property
    def full(self) -> bool:
        return self.inside >= self.slot.qty


@dataclass(frozen=True)
class ParcelTold:
    """One order at the table. `packing` None: nobody fills it. `packed`: it is a parcel already."""

    order: Order
    packing: Packing | None
    packed: bool
    rule: str
    slots: tuple[SlotTold, ...]

    @property
    def pieces(self) -> int:
        return sum(one.slot.qty for one in self.slots)

    @property
    def inside(self) -> int:
        return sum(one.inside for one in self.slots)

    @property
    def full(self) -> bool:
        return self.inside == self.pieces

    @property
    def may_tap(self) -> bool:
        return self.rule != SCAN


def parcel_told(store_id: int, number: str) -> ParcelTold:
    """What is in and what lacks, of the store's order. Raises NotFound. Seven queries, whatever the order holds."""
    order = Order.objects.of(store_id).filter(number=number).select_related("campaign").first()
    if order is None:
        raise NotFound()
    packing = Packing.objects.of(store_id).filter(order=order, state="open").first()
    taken = taken_of(packing) if packing else {}
    slots = []
    for slot in slots_of(order):
        left = [place for place in slot.places if place not in taken.get(slot.key, ())]
        code = slot.code_of(left[0]) if left else ""
        slots.append(SlotTold(slot, slot.qty - len(left), code))
    packed = Parcel.objects.of(store_id).filter(order=order).exists()
    return ParcelTold(order, packing, packed, rule_of(store_id), tuple(slots))


@dataclass(frozen=True)
class OpenPacking:
    """A parcel that is being filled somewhere."""

    number: str
    buyer_name: str
    packer: str
    desk: str
    begun_at: datetime


def open_packings(store_id: int) -> Sequence[OpenPacking]:
    """Begun and not closed, oldest first; at most `MOST_OPEN`. One query."""
    rows = Packing.objects.of(store_id).filter(state="open").select_related("order").order_by("id")
    return [
        OpenPacking(row.order.number, row.order.buyer_name, row.packer, row.desk, row.begun_at)
        for row in rows[:MOST_OPEN]
    ]

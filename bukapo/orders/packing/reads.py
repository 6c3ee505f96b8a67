"""The packing table as its packer sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Subquery

from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order, Packing, PackingRule
from bukapo.orders.packing.contents import slots_of, taken_of
from bukapo.orders.packing.rules import FREE, SCAN, Slot
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
    """One order at the table. `packing` None: nobody fills it. `packed`: it is a parcel already, and its pieces
    count as in; `in_house`: it has not left.
    """

    order: Order
    packing: Packing | None
    packed: bool
    in_house: bool
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
    """What is in and what lacks, of the store's order. Raises NotFound. Six queries, whatever the order holds."""
    rows = Order.objects.of(store_id).filter(number=number).select_related("campaign")
    order = rows.annotate(
        is_packed=Exists(Parcel.objects.of(store_id).filter(order=OuterRef("pk"))),
        in_house=Exists(Parcel.objects.of(store_id).filter(order=OuterRef("pk"), state="packed")),
        rule=Subquery(PackingRule.objects.of(store_id).values("rule")[:1]),
    ).first()
    if order is None:
        raise NotFound()
    packing = Packing.objects.of(store_id).filter(order=order, state="open").first()
    taken = taken_of(packing) if packing else {}
    slots = []
    for slot in slots_of(order):
        if order.is_packed:
            slots.append(SlotTold(slot, slot.qty, ""))
            continue
        left = [place for place in slot.places if place not in taken.get(slot.key, ())]
        code = slot.code_of(left[0]) if left else ""
        slots.append(SlotTold(slot, slot.qty - len(left), code))
    return ParcelTold(order, packing, order.is_packed, order.in_house, str(order.rule or FREE), tuple(slots))


def packing_at(store_id: int, number: str) -> int:
    """Which packing of the store's order is open. Raises NotFound when nobody fills its parcel. One query."""
    rows = Packing.objects.of(store_id).filter(order__number=number, state="open")
    found: int | None = rows.values_list("pk", flat=True).first()
    if found is None:
        raise NotFound()
    return found


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

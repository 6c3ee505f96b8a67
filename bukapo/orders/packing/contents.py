"""What has to be in an order's parcel, and what is in it so far. A step of reads and writes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bukapo.orders.allotment.rules import FILLED
from bukapo.orders.models import Order, OrderLine, Packing, PackScan, PartShipment, ShortPiece
from bukapo.orders.packing.rules import Key, Slot
from bukapo.orders.parts.rules import GONE, in_part, without


def slots_of(order: Order) -> list[Slot]:
    """What goes into the order's next parcel: the part that its buyer agreed to, or what is left. Three queries."""
    return slots_of_many(order.store_id, [order.pk]).get(order.pk, [])


def every_slot_of(order: Order) -> list[Slot]:
    """All its pieces, line by line: what came out, and what the buyer took instead of missing ones. Two queries."""
    return _every(order.store_id, [order.pk]).get(order.pk, [])


def slots_of_many(store_id: int, order_ids: Sequence[int]) -> dict[int, list[Slot]]:
    """`slots_of` for many orders of a store, by their ids. Three queries for each thousand."""
    return {pk: one.next for pk, one in contents_of_many(store_id, order_ids).items()}


@dataclass(frozen=True)
class Contents:
    """`every` slot of an order, and its `part` that is agreed, on its way, or all that was sent of it."""

    every: list[Slot]
    part: PartShipment | None = None

    @property
    def ahead(self) -> list[Slot]:
        """What is in the part."""
        return in_part(self.every, self.part.lines) if self.part else []

    @property
    def rest(self) -> list[Slot]:
        """What is not."""
        return without(self.every, self.part.lines) if self.part else self.every

    @property
    def next(self) -> list[Slot]:
        """What goes into the next parcel. Once the rest was dropped the part is the order's parcel."""
        return self.ahead if self.part and self.part.state not in GONE else self.rest


def contents_of_many(store_id: int, order_ids: Sequence[int]) -> dict[int, Contents]:
    """By their ids. Three queries for each thousand."""
    found: dict[int, Contents] = {}
    for start in range(0, len(order_ids), 1000):
        ids = order_ids[start : start + 1000]
        parts = PartShipment.objects.of(store_id).filter(
            order_id__in=ids, state__in=["agreed", *GONE, "final"]
        )
        its = {part.order_id: part for part in parts.order_by("pk")}
        found |= {pk: Contents(slots, its.get(pk)) for pk, slots in _every(store_id, ids).items()}
    return found


def _every(store_id: int, ids: Sequence[int]) -> dict[int, list[Slot]]:
    found: dict[int, list[Slot]] = {}
    shorts = ShortPiece.objects.of(store_id).filter(order_id__in=ids).select_related("variant")
    short = {row.line_id: row for row in shorts}
    lines = OrderLine.objects.of(store_id).filter(order_id__in=ids).select_related("variant", "bundle")
    for line in lines.order_by("order_id", "position"):
        found.setdefault(line.order_id, []).extend(_slots(line, short.get(line.pk)))
    return found


def _slots(line: OrderLine, short: ShortPiece | None) -> Iterable[Slot]:
    missing = short.pieces if short and short.state != FILLED else 0
    texts = tuple((field, text) for field, text in line.personalization.items() if text)
    if line.qty > missing:
        yield Slot(
            line.position, line.pk, line.variant_id, line.qty - missing, line.product_name,
            " · ".join(line.values), texts, line.variant.sku, package=line.bundle_name,
        )  # fmt: skip
    if missing and short and short.variant:
        yield Slot(
            line.position, line.pk, short.variant.pk, missing, line.product_name,
            " · ".join(short.variant.values), texts, short.variant.sku, package=line.bundle_name,
            first=line.qty - missing + 1,
        )  # fmt: skip


def taken_of(packing: Packing) -> dict[Key, set[int]]:
    """What is scanned into it. One query."""
    taken: dict[Key, set[int]] = defaultdict(set)
    scans = PackScan.objects.of(packing.store_id).filter(packing=packing)
    for position, variant_id, place in scans.values_list("position", "variant_id", "place"):
        taken[position, variant_id].add(place)
    return taken

"""What has to be in an order's parcel, and what is in it so far. A step of reads and writes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bukapo.orders.allotment.rules import FILLED
from bukapo.orders.models import Order, OrderLine, Packing, PackScan, ShortPiece
from bukapo.orders.packing.rules import Key, Slot


def slots_of(order: Order) -> list[Slot]:
    """The pieces to pack, line by line: what came out, and what the buyer took instead of missing ones. Two queries."""
    return slots_of_many(order.store_id, [order.pk]).get(order.pk, [])


def slots_of_many(store_id: int, order_ids: Sequence[int]) -> dict[int, list[Slot]]:
    """The same for many orders of a store, by their ids. Two queries for each thousand."""
    found: dict[int, list[Slot]] = {}
    for start in range(0, len(order_ids), 1000):
        ids = order_ids[start : start + 1000]
        shorts = ShortPiece.objects.of(store_id).filter(order_id__in=ids).select_related("variant")
        short = {row.line_id: row for row in shorts}
        lines = OrderLine.objects.of(store_id).filter(order_id__in=ids).select_related("variant")
        for line in lines.order_by("order_id", "position"):
            found.setdefault(line.order_id, []).extend(_slots(line, short.get(line.pk)))
    return found


def _slots(line: OrderLine, short: ShortPiece | None) -> Iterable[Slot]:
    missing = short.pieces if short and short.state != FILLED else 0
    texts = tuple((field, text) for field, text in line.personalization.items() if text)
    if line.qty > missing:
        yield Slot(
            line.position, line.pk, line.variant_id, line.qty - missing, line.product_name,
            " · ".join(line.values), texts, line.variant.sku,
        )  # fmt: skip
    if missing and short and short.variant:
        yield Slot(
            line.position, line.pk, short.variant.pk, missing, line.product_name,
            " · ".join(short.variant.values), texts, short.variant.sku, first=line.qty - missing + 1,
        )  # fmt: skip


def taken_of(packing: Packing) -> dict[Key, set[int]]:
    """What is scanned into it. One query."""
    taken: dict[Key, set[int]] = defaultdict(set)
    scans = PackScan.objects.of(packing.store_id).filter(packing=packing)
    for position, variant_id, place in scans.values_list("position", "variant_id", "place"):
        taken[position, variant_id].add(place)
    return taken

"""What the two parcels of an order weigh."""

from collections import defaultdict
from collections.abc import Iterable

from bukapo.orders.models import OrderLine, PartShipment
from bukapo.orders.parts.rules import Share


def shares_of(store_id: int, parts: Iterable[PartShipment]) -> dict[int, Share]:
    """Order id -> what its part weighs beside the whole, by the products' weights. One query, none without parts."""
    rows = {part.order_id: part for part in parts}
    if not rows:
        return {}
    lines: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    told = OrderLine.objects.of(store_id).filter(order_id__in=rows)
    for order, position, qty, grams in told.values_list("order_id", "position", "qty", "product__weight"):
        lines[order][position] = (qty, grams or 1)
    return {order: _share(part, lines[order]) for order, part in rows.items()}


def share_of(part: PartShipment) -> Share:
    """The same of one part. One query."""
    return shares_of(part.store_id, [part])[part.order_id]


def _share(part: PartShipment, lines: dict[int, tuple[int, int]]) -> Share:
    ahead = sum(pieces * lines[position][1] for position, _variant, pieces in part.lines)
    return Share(ahead, sum(qty * grams for qty, grams in lines.values()))

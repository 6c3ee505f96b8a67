"""What the pieces of an order are worth that have not left, once a part of it has."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bukapo.orders.allotment.rules import SWAPPED, worth
from bukapo.orders.models import Order, OrderLine, PartShipment, ShortPiece
from bukapo.orders.packing.contents import slots_of_many
from bukapo.orders.packing.rules import Slot
from bukapo.orders.parts.rules import OUT


def unsent_worths(store_id: int, orders: Sequence[Order]) -> dict[int, int]:
    """Order id -> rupiah its buyer pays for the pieces that have not left, goods only: of orders a part of which has.

    One query where there is none, six otherwise.
    """
    rows = PartShipment.objects.of(store_id).filter(order_id__in=[one.pk for one in orders], state__in=OUT)
    ids = list(rows.values_list("order_id", flat=True))
    if not ids:
        return {}
    rests = slots_of_many(store_id, ids)
    lines: dict[int, OrderLine] = OrderLine.objects.of(store_id).filter(order_id__in=ids).in_bulk()
    cheaper = _cheaper(store_id, ids)
    return {
        one.pk: worth_of_slots(one, rests.get(one.pk, []), lines, cheaper) for one in orders if one.pk in ids
    }


def worth_of_slots(
    order: Order,
    slots: Iterable[Slot],
    lines: Mapping[int, OrderLine],
    cheaper: Mapping[int, tuple[int, int]],
) -> int:
    """Rupiah. The order's discount is shared by price and its part rounded down, in the buyer's favour."""
    price = 0
    for slot in slots:
        line = lines[slot.line_id]
        price += line.total // line.qty * slot.qty
        if slot.variant_id != line.variant_id:  # taken instead: what it is cheaper went back already
            back, pieces = cheaper[slot.line_id]
            price -= back * slot.qty // pieces
    return worth(line_total=price, qty=1, pieces=1, goods=order.goods, discount=order.discount)


def _cheaper(store_id: int, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Line -> (rupiah that went back, pieces) of what its buyer took instead of missing pieces."""
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 1))
    rows = ShortPiece.objects.of(store_id).filter(order_id__in=ids, state=SWAPPED)
    found.update(
        {line: (back, pieces) for line, back, pieces in rows.values_list("line_id", "amount", "pieces")}
    )
    return found

"""Pieces that are not sent any more, of orders a part of which had left."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import DroppedRest, Order, OrderLine


def dropped_pieces(campaign: Campaign) -> Iterator[tuple[int, Sequence[str], int]]:
    """(product id, values, pieces) per order line. One query where there are none, two otherwise.

    A piece taken instead of a missing one is left out: the missing one is counted where it went missing.
    """
    rests = DroppedRest.objects.of(campaign.store_id).filter(order__campaign=campaign)
    gone: dict[tuple[int, int, int], int] = {}
    for order_id, lines in rests.values_list("order_id", "lines"):
        gone |= {(order_id, position, variant): pieces for position, variant, pieces in lines}
    if not gone:
        return
    lines_of = OrderLine.objects.of(campaign.store_id).filter(order_id__in={key[0] for key in gone})
    columns = ("order_id", "position", "variant_id", "product_id", "values")
    for order_id, position, variant, product, values in lines_of.order_by().values_list(*columns):
        if pieces := gone.get((order_id, position, variant)):
            yield product, values, pieces


def dropped_of(order: Order) -> Counter[int]:
    """Position of an order line -> pieces of it that are not sent any more. One query."""
    found: Counter[int] = Counter()
    rows = DroppedRest.objects.of(order.store_id).filter(order=order).values_list("lines", flat=True)
    for lines in rows:
        for position, _variant, pieces in lines:
            found[position] += pieces
    return found

"""Orders as the tallies see them: as they are, and as they were counted. A fixed number of queries each."""

from collections import defaultdict
from collections.abc import Collection

from bukapo.insights.tallies.rows import CountedOrder
from bukapo.insights.tallies.rules import Facts, hour_of, way_in
from bukapo.orders.models import Order, OrderLine

WHY = "the tallies follow the journal of every store"
_ORDER = (
    "pk", "store_id", "campaign_id", "placed_at", "source", "interest_id", "partner_id", "state", "pieces", "charged",
    "paid", "refunded",
)  # fmt: skip


def facts_now(order_ids: Collection[int]) -> dict[int, Facts]:
    """By order id. Two queries."""
    orders = Order.objects.across_stores(WHY).filter(pk__in=order_ids)
    lines: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    groups: set[int] = set()
    rows = (
        OrderLine.objects.across_stores(WHY).filter(order_id__in=order_ids).order_by("order_id", "position")
    )
    for order, variant, qty, total, member in rows.values_list(
        "order_id", "variant_id", "qty", "total", "roster_piece__pk"
    ):
        lines[order].append((variant, qty, total))
        if member:
            groups.add(order)
    found = {}
    for (
        pk,
        store,
        campaign,
        at,
        source,
        interest,
        partner,
        state,
        pieces,
        charged,
        paid,
        back,
    ) in orders.values_list(*_ORDER):
        way = way_in(source, interest=bool(interest), partner=bool(partner), group=pk in groups)
        hour, kept, told = hour_of(at), paid - back, tuple(lines[pk])
        found[pk] = Facts(pk, store, campaign, hour, way, state, pieces, charged, kept, told)
    return found


def facts_counted(order_ids: Collection[int]) -> dict[int, Facts]:
    """By order id, those that are in the tallies. One query."""
    rows = CountedOrder.objects.across_stores(WHY).filter(pk__in=order_ids)
    return {row.order_id: counted(row) for row in rows}


def counted(row: CountedOrder) -> Facts:
    """What the row keeps."""
    return Facts(
        row.order_id,
        row.store_id,
        row.campaign_id,
        row.hour,
        row.source,
        row.state,
        row.pieces,
        row.charged,
        row.kept,
        tuple((variant, qty, total) for variant, qty, total in row.lines),
    )


def counted_row(facts: Facts) -> CountedOrder:
    """The row that keeps these facts."""
    return CountedOrder(
        order_id=facts.order_id,
        store_id=facts.store_id,
        campaign_id=facts.campaign_id,
        hour=facts.hour,
        source=facts.source,
        state=facts.state,
        pieces=facts.pieces,
        charged=facts.charged,
        kept=facts.kept,
        lines=facts.lines,
    )

"""Orders as the tallies see them: as they are, and as they were counted. A fixed number of queries each."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import astuple

from django.db.models import Sum

from bukapo.insights.tallies.rows import CountedOrder
from bukapo.insights.tallies.rules import Facts, Part, hour_of, way_in
from bukapo.ledger.models import Posting
from bukapo.orders.models import Order, OrderLine

WHY = "the tallies follow the journal of every store"
_ORDER = (
    "pk", "store_id", "campaign_id", "placed_at", "source", "interest_id", "partner_id", "state", "pieces", "charged",
    "paid", "refunded", "goods", "discount", "forgiven", "campaign__early_until",
)  # fmt: skip
_LINE = (
    "order_id", "variant_id", "qty", "total", "bundle_id", "bundle_slot", "roster_piece__pk",
)  # fmt: skip


def facts_now(order_ids: Collection[int]) -> dict[int, Facts]:
    """By order id. Three queries."""
    lines, groups = _lines(order_ids)
    flows = _flows(order_ids)
    found = {}
    for row in Order.objects.across_stores(WHY).filter(pk__in=order_ids).values_list(*_ORDER, named=True):
        way = way_in(
            row.source, interest=bool(row.interest_id), partner=bool(row.partner_id), group=row.pk in groups
        )
        until = row.campaign__early_until
        found[row.pk] = Facts(
            order_id=row.pk,
            store_id=row.store_id,
            campaign_id=row.campaign_id,
            hour=hour_of(row.placed_at),
            source=way,
            state=row.state,
            pieces=row.pieces,
            charged=row.charged,
            kept=row.paid - row.refunded,
            lines=tuple(sorted(lines[row.pk])),
            income=row.goods - row.discount - row.forgiven,
            early=until is not None and row.placed_at < until,
            flows=tuple(sorted(flows[row.pk])),
        )
    return found


def _lines(order_ids: Collection[int]) -> tuple[dict[int, list[Part]], set[int]]:
    """By order, and the orders that came from a group."""
    rows = OrderLine.objects.across_stores(WHY).filter(order_id__in=order_ids)
    lines: dict[int, list[Part]] = defaultdict(list)
    groups: set[int] = set()
    for order, variant, qty, total, bundle, slot, member in rows.order_by().values_list(*_LINE):
        lines[order].append(Part(variant, qty, total, bundle or 0, slot))
        if member:
            groups.add(order)
    return lines, groups


def _flows(order_ids: Collection[int]) -> dict[int, list[tuple[int, int, int]]]:
    rows = Posting.objects.across_stores(WHY).filter(order_id__in=order_ids)
    sums = rows.order_by().values_list("order_id", "source_id", "destination_id").annotate(all=Sum("amount"))
    flows: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for order, source, destination, amount in sums:
        flows[order].append((source, destination, amount))
    return flows


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
        tuple(sorted(Part(*line) for line in row.lines)),
        row.income,
        row.early,
        tuple(sorted((source, destination, amount) for source, destination, amount in row.flows)),
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
        income=facts.income,
        early=facts.early,
        lines=[astuple(line) for line in facts.lines],
        flows=facts.flows,
    )

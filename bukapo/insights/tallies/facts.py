"""Orders as the tallies see them: as they are, and as they were counted. A fixed number of queries each."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import astuple

from django.db.models import Sum

from bukapo.insights.tallies.rows import CountedOrder
from bukapo.insights.tallies.rules import Facts, Part, due_hour, hour_of, way_in, wording_of
from bukapo.ledger.models import Posting
from bukapo.orders.models import Order, OrderLine
from bukapo.payments.models import Charge
from bukapo.shipping.rules import COURIER

WHY = "the tallies follow the journal of every store"
_ORDER = (
    "pk", "store_id", "campaign_id", "placed_at", "source", "interest_id", "partner_id", "state", "pieces", "charged",
    "paid", "refunded", "goods", "discount", "forgiven", "campaign__early_until",
    "fulfilment", "zone_id", "parcel__pk",
)  # fmt: skip
_LINE = (
    "order_id", "variant_id", "qty", "total", "bundle_id", "bundle_slot", "product_name", "label", "personalization",
    "roster_piece__pk",
)  # fmt: skip


def facts_now(order_ids: Collection[int]) -> dict[int, Facts]:
    """By order id. Four queries."""
    lines, groups = _lines(order_ids)
    flows = _flows(order_ids)
    charges, dues = _charges(order_ids)
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
            fulfilment=row.fulfilment,
            packed=row.parcel__pk is not None,
            no_fee=row.fulfilment == COURIER and row.zone_id is None,
            money=(row.paid, row.forgiven, *charges[row.pk]),
            dues=tuple(sorted(dues[row.pk].items())),
        )
    return found


def _lines(order_ids: Collection[int]) -> tuple[dict[int, list[Part]], set[int]]:
    """By order, and the orders that came from a group."""
    rows = OrderLine.objects.across_stores(WHY).filter(order_id__in=order_ids)
    lines: dict[int, list[Part]] = defaultdict(list)
    groups: set[int] = set()
    for order, variant, qty, total, bundle, slot, *said, member in rows.order_by().values_list(*_LINE):
        lines[order].append(Part(variant, qty, total, bundle or 0, slot, wording_of(*said)))
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


def _charges(order_ids: Collection[int]) -> tuple[dict[int, list[int]], dict[int, dict[int, int]]]:
    """By order: what came for its charges, is asked now, later, and came for those that wait; what is due when."""
    rows = Charge.objects.across_stores(WHY).filter(order_id__in=order_ids).exclude(state="void").order_by()
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    dues: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for order, state, total, paid, due_at in rows.values_list("order_id", "state", "total", "paid", "due_at"):
        waits = state in ("open", "planned")
        more = (
            paid,
            total - paid if state == "open" else 0,
            total - paid if state == "planned" else 0,
            paid if waits else 0,
        )
        sums[order] = [one + other for one, other in zip(sums[order], more, strict=True)]
        if state == "open" and due_at and paid < total:
            dues[order][due_hour(due_at)] += total - paid
    return sums, dues


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
        row.fulfilment,
        row.packed,
        row.no_fee,
        tuple(row.money),
        tuple(sorted((hour, rest) for hour, rest in row.dues)),
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
        fulfilment=facts.fulfilment,
        packed=facts.packed,
        no_fee=facts.no_fee,
        money=facts.money,
        dues=facts.dues,
    )

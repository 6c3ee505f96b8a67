"""How buyers paid: how fast, how late, what went back and why."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet, Sum

from bukapo.campaigns.models import Campaign
from bukapo.insights import rules
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.payments.dunning import BEFORE
from bukapo.payments.models import Charge, Proof, Refund

SAMPLE = 3_000
"""Rows that a middle is taken of: more would not move it."""
MOST_REASONS = 5


@dataclass(frozen=True)
class Paying:
    """`first_minutes` to the first payment (middle), `slow_hours` within which 95 of 100 who paid did, rounded up; of
    `sampled` orders. `asked` charges after the first payment, `reminded` of them after their day, `overdue` still open
    past it with `owed` rupiah. `reasons` (reason, refunds, rupiah), most rupiah first.
    """

    sampled: int = 0
    first_minutes: int | None = None
    slow_hours: int | None = None
    asked: int = 0
    reminded: int = 0
    overdue: int = 0
    owed: int = 0
    proofs: int = 0
    proof_minutes: int | None = None
    reasons: tuple[tuple[str, int, int], ...] = ()


def paying_of(campaign: Campaign, *, at: datetime) -> Paying:
    """Seven queries."""
    store_id = campaign.store_id
    orders = Order.objects.of(store_id).filter(campaign=campaign, confirmed_at__isnull=False)
    waits = _minutes(orders, "placed_at", "confirmed_at")
    later = Charge.objects.of(store_id).filter(
        order__campaign=campaign, order__state__in=HOLDING, position__gt=0
    )
    overdue = Q(state="open", due_at__lt=at)
    sums = later.exclude(state__in=["planned", "void"]).aggregate(
        asked=Count("pk"),
        reminded=Count("pk", filter=Q(reminded__gt=BEFORE)),
        overdue=Count("pk", filter=overdue),
        owed=Sum(F("total") - F("paid"), filter=overdue),
    )
    proofs = Proof.objects.of(store_id).filter(order__campaign=campaign, decided_at__isnull=False)
    back = Refund.objects.of(store_id).filter(order__campaign=campaign, state__in=["paid", "owed"]).order_by()
    reasons = back.values_list("reason").annotate(n=Count("pk"), sum=Sum("amount")).order_by("-sum")
    return Paying(
        sampled=len(waits),
        first_minutes=rules.median(waits),
        slow_hours=-(-sorted(waits)[len(waits) * 95 // 100] // 60) if waits else None,
        asked=sums["asked"],
        reminded=sums["reminded"],
        overdue=sums["overdue"],
        owed=sums["owed"] or 0,
        proofs=proofs.count(),
        proof_minutes=rules.median(_minutes(proofs, "sent_at", "decided_at")),
        reasons=tuple(reasons[:MOST_REASONS]),
    )


def _minutes(rows: "QuerySet[Order] | QuerySet[Proof]", begins: str, ends: str) -> list[int]:
    """From one moment to the other, of at most SAMPLE rows spread evenly over all. Two queries."""
    step = -(-rows.count() // SAMPLE) or 1
    spread = rows.annotate(turn=F("pk") % step).filter(turn=0) if step > 1 else rows
    return [
        max(0, round((last - first).total_seconds() / 60))
        for first, last in spread.order_by().values_list(begins, ends)[: 2 * SAMPLE]
    ]

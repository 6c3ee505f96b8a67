"""How far a PO is from its minimum, and how its orders stand to a shortage."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Sum

from bukapo.campaigns.minimums.rules import COUNTING, GRACE, RUN, Least, Pieces, Tally, judged, tallies
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import minimums_of, window_of
from bukapo.campaigns.rules import BATCH
from bukapo.catalog.models import Variant
from bukapo.orders.models import Order, OrderLine, Shortage
from bukapo.orders.rules import HOLDING

CARRYING, EMPTY = "carrying", "empty"
PAID = [state for state in HOLDING if state != "placed"]
"""The first payment is in, or the seller has taken the order in."""


def pieces_held(campaign: Campaign) -> list[Pieces]:
    """What orders hold, alike pieces together. Two queries."""
    rows = OrderLine.objects.of(campaign.store_id).filter(order__campaign=campaign, order__state__in=HOLDING)
    sums = list(
        rows.order_by().values_list("product_id", "variant_id", "order__state").annotate(total=Sum("qty"))
    )
    variants = Variant.objects.of(campaign.store_id).in_bulk({variant for _product, variant, *_ in sums})
    return [
        Pieces(product, tuple(variants[variant].values), total, state in PAID)
        for product, variant, state, total in sums
    ]


def tallies_of(campaign: Campaign, minimums: Sequence[Least] | None = None) -> tuple[Tally, ...]:
    """How far each minimum is. Three queries at most, one without any minimum."""
    needed = minimums_of(campaign) if minimums is None else minimums
    return tallies(needed, pieces_held(campaign)) if needed else ()


def verdict_of(campaign: Campaign, at: datetime) -> tuple[str, tuple[Tally, ...]]:
    """(RUN, COUNTING, SHORT, CARRYING or EMPTY, what is short) if the PO were to close at `at`.

    EMPTY: a batch of a running series that nobody ordered from.
    """
    if Shortage.objects.of(campaign.store_id).filter(campaign=campaign, done_at=None).exists():
        return CARRYING, ()
    if campaign.fell_short_at:
        return RUN, ()
    holding = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING)
    if campaign.kind == BATCH and campaign.series.state == "running" and not holding.exists():  # type: ignore[union-attr]
        return EMPTY, ()
    if campaign.waived_at:
        return RUN, ()
    return judged(tallies_of(campaign), waited=_waited(campaign, at))


def _waited(campaign: Campaign, at: datetime) -> bool:
    """Nobody who ordered in time may still pay: the worker lets unpaid orders lapse by themselves."""
    ends_at = window_of(campaign).ends_at
    if ends_at is not None and at >= ends_at + GRACE:
        return True
    may_pay = Order.objects.of(campaign.store_id).filter(campaign=campaign, state="placed")
    return not may_pay.exclude(pay_by=None).exists()


def short_of(tally: Tally) -> dict[str, Any]:
    """As `Shortage.short` keeps it."""
    least = tally.least
    return {
        "product_id": least.product_id, "option": least.option, "value": least.value, "pieces": least.pieces,
        "counted": tally.paid,
    }  # fmt: skip


def leasts_of(job: Shortage) -> list[Least]:
    """The minimums that a shortage is about."""
    return [Least(row["pieces"], row["product_id"], row["option"], row["value"]) for row in job.short]


def waiting_pieces(campaign: Campaign) -> int:
    """Pieces paid for by buyers who chose to wait."""
    rows = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=PAID, if_short="wait")
    return int(rows.aggregate(total=Sum("pieces"))["total"] or 0)


__all__ = [
    "CARRYING", "COUNTING", "EMPTY", "RUN", "leasts_of", "pieces_held", "short_of", "tallies_of", "verdict_of",
    "waiting_pieces",
]  # fmt: skip

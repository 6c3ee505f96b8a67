"""An evaluation as the rules of suggestions take it."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import minimums_of
from bukapo.campaigns.rules import PRODUCED, SHIP_UNTIL
from bukapo.insights.evaluation.glance import Glance
from bukapo.insights.evaluation.legs import STAGE, slowest
from bukapo.insights.evaluation.reads import Beside, Evaluation
from bukapo.insights.suggestions.outcomes import (
    EXPIRED,
    LATE_MADE,
    LATE_SENT,
    MARGIN,
    PIECES,
    UNPAID,
    Outcome,
    outcomes,
)
from bukapo.insights.suggestions.rules import suggestions
from bukapo.insights.suggestions.values import Facts, PriceFacts, Suggestion
from bukapo.payments.rules import DEPOSIT as BY_DEPOSIT


def suggestions_for(told: Beside) -> tuple[Suggestion, ...]:
    """For the PO after `told.this`; none while it still takes orders. One query."""
    return suggestions(facts_of(told)) if told.this.over else ()


def outcomes_for(told: Beside) -> tuple[Outcome, ...]:
    """What became of what this PO took over from its origin."""
    if told.origin is None or told.origin_glance is None:
        return ()
    return outcomes(told.origin.applied, measures(told.origin_glance), measures(told.this.glance))


def measures(one: Glance) -> dict[str, int | None]:
    """The numbers by which a taken over suggestion is judged."""
    return {
        PIECES: one.pieces,
        LATE_MADE: one.late(PRODUCED),
        LATE_SENT: late_sent(one),
        UNPAID: one.unpaid_bp,
        EXPIRED: one.expired_bp,
        MARGIN: one.margin_bp,
    }


def late_sent(one: Glance) -> int | None:
    """Days that sending alone was late: beyond what production was."""
    whole, made = one.late(SHIP_UNTIL), one.late(PRODUCED)
    return None if whole is None or made is None else whole - made


def facts_of(told: Beside) -> Facts:
    """One query."""
    this, one = told.this, told.this.glance
    campaign, coming, paying = this.campaign, this.coming, this.paying
    slow = slowest([leg for leg in this.making.legs if leg.kind == STAGE])
    rhythm = coming.rhythm
    earlier = [other for other in told.earlier if not is_made_to_order(other.campaign)]
    return Facts(
        orders=one.orders,
        pieces=one.pieces,
        placed=one.placed,
        target=campaign.target,
        cap=one.cap,
        refused=coming.refused,
        lined_up=coming.lined_up,
        minimum=next((least.pieces for least in minimums_of(campaign) if least.whole), None),
        break_even=_break_even(one),
        fixed=one.earned.fixed,
        counted=rhythm.orders,
        window_days=rhythm.length,
        quiet_days=rhythm.quiet,
        silent_end=rhythm.silent_end if _sold_out(one) else 0,
        last_bp=rhythm.last_bp,
        opened_at_hour=_hour_of_week(campaign),
        busy_hour=rhythm.hour,
        busy_bp=rhythm.hour_bp,
        busy_weekday=rhythm.weekday,
        busy_weekday_bp=rhythm.weekday_bp,
        slow_stage=slow.name if slow else "",
        slow_days=slow.over or 0 if slow else 0,
        **_days(this, earlier),
        deposit_bp=campaign.deposit_bp
        if campaign.pay_mode == BY_DEPOSIT and not campaign.deposit_fixed
        else None,
        balances=one.balances,
        unpaid=one.unpaid,
        reminded=paying.reminded,
        deposits_held=_deposits(campaign, one),
        down_payment=one.earned.down,
        goods=one.goods,
        pay_hours=campaign.pay_hours,
        expired=one.expired,
        payers=paying.sampled,
        slow_hours=paying.slow_hours,
        prices=_prices(one),
        margin_bp=one.margin_bp,
        planned_bp=_planned_bp(one),
        checked=sum(size.checked for size in this.making.sizes),
        lost=sum(size.lost for size in this.making.sizes),
        lost_sizes=tuple((size.label, size.lost, size.checked) for size in this.making.sizes if size.lost),
    )


def _sold_out(one: Glance) -> bool:
    return bool(one.cap and one.pieces >= one.cap)


def _hour_of_week(campaign: Campaign) -> int | None:
    if campaign.opens_at is None:
        return None
    there = campaign.opens_at.astimezone(ZoneInfo(campaign.store.zone))
    return there.weekday() * 24 + there.hour


def _days(this: Evaluation, earlier: Sequence[Glance]) -> dict[str, Any]:
    """Made to order promises days per order: nothing of the PO's own is to be changed."""
    promised = {one.what: one for one in this.promises}
    closed = this.campaign.closed_at or this.campaign.closes_at
    if PRODUCED not in promised or closed is None:
        return {}
    made = promised[PRODUCED]
    closed_on = closed.astimezone(ZoneInfo(this.campaign.store.zone)).date()
    days = max(0, (made.first - closed_on).days)
    sent = promised.get(SHIP_UNTIL)
    used = (made.actual - closed_on).days if made.actual else 0
    return {
        "produce_days": days,
        "ship_days": max(0, (sent.first - made.first).days) if sent else None,
        "late_made": made.days_late,
        "late_sent": late_sent(this.glance),
        "earlier_made": tuple(late for one in earlier if (late := one.late(PRODUCED)) is not None),
        "earlier_sent": tuple(late for one in earlier if (late := late_sent(one)) is not None),
        "capacity": this.glance.pieces * days // used if used > 0 and days > 0 else None,
    }


def _deposits(campaign: Campaign, one: Glance) -> int:
    """Rupiah that the deposits of the goods came to, whatever was paid since."""
    return one.goods * campaign.deposit_bp // 10_000


def _break_even(one: Glance) -> int | None:
    """Pieces whose margin pays what comes once. None while a cost is unknown or no piece earns anything."""
    if one.margin is None or not one.pieces:
        return None
    made = one.margin.income - one.earned.made_for
    return -(-one.earned.fixed * one.pieces // made) if made > 0 else None


def _planned_bp(one: Glance) -> int | None:
    """Basis points of the income that the plan would have left, at the prices of the PO."""
    if one.margin is None or one.margin.planned_pieces <= 0:
        return None
    income = (one.margin.income - one.margin.prices) * one.margin.planned_pieces // max(1, one.margin.pieces)
    return one.margin.plan * 10_000 // income if income > 0 else None


def _prices(one: Glance) -> tuple[PriceFacts, ...]:
    """What a piece really cost, from all work orders together: they say nothing of single products."""
    sold, real = one.earned.sold, one.earned.made_for
    told = sum(row.pieces * (row.each or 0) for row in sold)
    return tuple(
        PriceFacts(
            row.product_id, row.name, row.price, row.pieces, row.each,
            -(-row.each * real // told) if row.each is not None and told else None,
        )
        for row in sold
    )  # fmt: skip

"""Carrying out what each buyer chose: one order a transaction, so that a killed worker has done each whole or not.

What is still to be done needs no mark: who got the money back or joined another batch is gone, who has another colour
is no longer touched, and who waits stays.
"""

from collections.abc import Sequence
from datetime import datetime

from bukapo.campaigns.minimums.events import ShortageSettled
from bukapo.campaigns.minimums.rules import COLOUR, NEXT, REFUND, WAIT_FOR_MORE, deed
from bukapo.campaigns.minimums.steps import postpone
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import Closed, OverBuyerCap, SoldOut
from bukapo.campaigns.steps import lock_counters
from bukapo.journal.events import Event
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.orders.models import Order, OrderLine, Shortage
from bukapo.orders.parts.ending import end_unsent
from bukapo.orders.parts.rules import PartIsOut
from bukapo.orders.shortage.judge import extended
from bukapo.orders.shortage.reads import leasts_of
from bukapo.orders.shortage.swap import replacements, swap_within
from bukapo.orders.steps import lock_order
from bukapo.orders.writes.move_batch import OtherTiers, OtherWay, move_within

LIVING = ["placed", "confirmed"]
CANT = (SoldOut, OverBuyerCap, Closed, OtherWay, OtherTiers, PartIsOut)
"""Refusals of what a buyer chose that mean: the money goes back (of what was not sent, once a part was)."""


def touched(job: Shortage, order_id: int | None = None) -> list[int]:
    """Ids of the orders (or this one) that something is still to be done for, in the order they came. One query."""
    rows = Order.objects.of(job.store_id).filter(campaign_id=job.campaign_id, state__in=LIVING)
    if order_id is not None:
        rows = rows.filter(pk=order_id)
    if job.extends:
        rows = rows.exclude(if_short=WAIT_FOR_MORE)
    if job.whole:
        return list(rows.order_by("pk").values_list("pk", flat=True))
    short = leasts_of(job)
    lines = OrderLine.objects.of(job.store_id).filter(order__in=rows).order_by("order_id", "position")
    found = [
        order
        for order, product, values in lines.values_list("order_id", "product_id", "values")
        if any(least.counts(product, values) for least in short)
    ]
    return list(dict.fromkeys(found))


def carry_one(*, store_id: int, shortage_id: int, order_id: int, at: datetime) -> str:
    """Do for one order what is to be done, whoever else tries the same; what it was, "" when nothing.

    Raises ProofWaiting, PriceBeingAsked: somebody must decide first; it is tried again.
    """
    with writing():
        job = _locked(store_id, shortage_id)
        if job is None:
            return ""
        order = lock_order(store_id=store_id, order_id=order_id)
        if not touched(job, order_id):
            return ""
        lines = list(OrderLine.objects.of(store_id).filter(order=order).order_by("position"))
        done, event = _carried(job, order, lines, at)
        record([event], actor=SYSTEM_ACTOR, at=at)
        name = {NEXT: "moved", COLOUR: "swapped", REFUND: "refunded"}[done]
        setattr(job, name, getattr(job, name) + 1)
        job.save(update_fields=[name])
    return done


def _locked(store_id: int, shortage_id: int) -> Shortage | None:
    rows = Shortage.objects.of(store_id).select_for_update().filter(pk=shortage_id, done_at=None)
    found: Shortage | None = rows.first()
    return found


def _carried(job: Shortage, order: Order, lines: Sequence[OrderLine], at: datetime) -> tuple[str, Event]:
    others = (
        replacements(order, lines, leasts_of(job)) if order.if_short == COLOUR and not job.whole else None
    )
    what = deed(
        order.if_short,
        merge=job.merge,
        whole=job.whole,
        extended=job.extends,
        second_is_made=bool(others),
        has_next=job.target_id is not None,
    )
    try:
        if what == NEXT:
            return NEXT, move_within(order, job.target_id or 0, reason=job.reason)
        if what == COLOUR and others:
            return COLOUR, swap_within(order, lines, others, reason=job.reason)
    except CANT:
        pass  # the other batch or colour is full, or closed by now
    return REFUND, end_unsent(order, reason=job.reason, at=at)


def finish(*, store_id: int, shortage_id: int, at: datetime) -> bool:
    """Nothing is left to do: the PO goes on for those who wait, or closes. False while something is left."""
    with writing():
        job = _locked(store_id, shortage_id)
        if job is None:
            return False
        lock_counters(store_id=store_id, campaign_id=job.campaign_id)
        if touched(job):
            return False
        campaign = Campaign.objects.of(store_id).select_related("store").get(pk=job.campaign_id)
        waits = Order.objects.of(store_id).filter(campaign=campaign, state__in=LIVING)
        event: Event
        if job.extends and waits.exists():
            event = _prolonged(campaign, job, at)
        else:
            if job.whole and campaign.fell_short_at is None:  # who wanted to wait has left meanwhile
                Campaign.objects.of(store_id).filter(pk=campaign.pk).update(fell_short_at=at)
            event = ShortageSettled(
                store_id=store_id,
                campaign_id=campaign.pk,
                moved=job.moved,
                swapped=job.swapped,
                refunded=job.refunded,
            )
        job.done_at = at
        job.save(update_fields=["done_at"])
        record([event], actor=SYSTEM_ACTOR, at=at)
    return True


def _prolonged(campaign: Campaign, job: Shortage, at: datetime) -> Event:
    whole = next(row for row in job.short if row["product_id"] is None)
    return postpone(
        campaign,
        closes_at=extended(campaign, at),
        at=at,
        how="extension",
        reason=job.reason,
        counted=whole["counted"],
        minimum=whole["pieces"],
        extended_at=at,
    )

"""At closing: may the PO run? If not, what is done about it: one decision in one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bukapo.campaigns.minimums.events import CampaignFellShort, MinimumWaived
from bukapo.campaigns.minimums.rules import (
    SHORT,
    WHOLE_PO,
    BelowMinimum,
    CarryingOut,
    NothingShort,
    StillCounting,
    Tally,
    enough_wait,
)
from bukapo.campaigns.minimums.steps import postpone
from bukapo.campaigns.models import Campaign, Series
from bukapo.campaigns.reads import window_of
from bukapo.campaigns.rules import BATCH
from bukapo.campaigns.series.opening import lock_series, next_of
from bukapo.campaigns.series.rules import MERGE, ROLL, Rhythm
from bukapo.campaigns.steps import lock_counters, locked_campaign
from bukapo.catalog.models import Product
from bukapo.journal.events import Event
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import SYSTEM_ACTOR, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.orders.models import Order, Shortage
from bukapo.orders.rules import HOLDING
from bukapo.orders.shortage.reads import (
    CARRYING,
    COUNTING,
    EMPTY,
    short_of,
    tallies_of,
    verdict_of,
    waiting_pieces,
)

NOBODY = "Belum ada pesanan di gelombang ini."


class NobodyOrdered(Refusal):
    """A batch that nobody ordered from is not closed, it is put off."""

    code = "nobody_ordered"
    sentence = gettext_noop("Belum ada pesanan di gelombang ini.")


def check_minimum(campaign: Campaign, now: datetime, *, by_hand: bool) -> None:
    """A step of closing, under the lock. Raises BelowMinimum, StillCounting, CarryingOut, NobodyOrdered (by itself)."""
    what, short = verdict_of(campaign, now)
    if what == CARRYING:
        raise CarryingOut()
    if what == EMPTY and not by_hand:
        raise NobodyOrdered()
    if what == COUNTING and not by_hand:
        raise StillCounting()
    if what in (SHORT, COUNTING):
        tally = short[0]
        raise BelowMinimum(what=named(campaign, tally), counted=tally.paid, pieces=tally.least.pieces)


def named(campaign: Campaign, tally: Tally) -> str:
    """What a minimum is of: the whole PO, or the product and its colour."""
    least = tally.least
    if least.product_id is None:
        return WHOLE_PO
    product = Product.objects.of(campaign.store_id).get(pk=least.product_id)
    return f"{product.name} {least.value}".strip()


def fall_short(*, store_id: int, campaign_id: int, at: datetime) -> Event:
    """The PO's time is over and its minimum was not reached: put it off, or begin what its buyers chose.

    Raises NothingShort (it may close, or is counted still), WrongState, NotFound.
    """
    with writing():
        series = _series(store_id, campaign_id)
        lock_counters(store_id=store_id, campaign_id=campaign_id)
        _old, now = locked_campaign(store_id=store_id, campaign_id=campaign_id)
        campaign = Campaign.objects.of(store_id).select_related("store", "series").get(pk=campaign_id)
        ends_at = window_of(campaign).ends_at
        if campaign.state != "published" or ends_at is None or now < ends_at:
            raise WrongState(state=campaign.state)
        events = _decided(campaign, series, at)
        record(events, actor=SYSTEM_ACTOR, at=at)
    return events[0]


def _series(store_id: int, campaign_id: int) -> Series | None:
    """The lock of a series comes before that of its batches."""
    rows = Campaign.objects.of(store_id).filter(pk=campaign_id).values_list("series_id", flat=True)
    if not rows.exists():
        raise NotFound()
    pk = rows.first()
    return lock_series(store_id=store_id, series_id=pk) if pk is not None else None


def _decided(campaign: Campaign, series: Series | None, at: datetime) -> list[Event]:
    what, short = verdict_of(campaign, at)
    if what == EMPTY and series is not None:
        closes_at = _next_closing(campaign, series, at)
        return [
            postpone(campaign, closes_at=closes_at, at=at, how="empty", reason=NOBODY, counted=0, minimum=0)
        ]
    if what != SHORT:
        raise NothingShort()
    whole = next((tally for tally in short if tally.least.whole), None)
    if whole is not None and series is not None and _may(series, campaign, ROLL):
        return [_rolled(campaign, series, whole, at)]
    return _begun(campaign, series, whole, short, at)


def _may(series: Series, campaign: Campaign, rule: str) -> bool:
    rhythm = Rhythm.of(series.rhythm)
    return series.state == "running" and rhythm.if_short == rule and campaign.rolled < rhythm.most_rolls


def _next_closing(campaign: Campaign, series: Series, at: datetime) -> datetime:
    return Rhythm.of(series.rhythm).next_closing(at, campaign.store.zone, before=campaign.closes_at)


def _rolled(campaign: Campaign, series: Series, whole: Tally, at: datetime) -> Event:
    return postpone(
        campaign,
        closes_at=_next_closing(campaign, series, at),
        at=at,
        how="roll",
        reason=reason_of(whole),
        counted=whole.paid,
        minimum=whole.least.pieces,
        rolled=campaign.rolled + 1,
    )


def reason_of(whole: Tally | None) -> str:
    """Why, for buyers, in Indonesian like everything of the contract."""
    if whole is None:
        return "Minimum sebagian pilihan di PO ini tidak tercapai."
    return f"Minimum {whole.least.pieces} pcs tidak tercapai: baru {whole.paid} pcs yang sudah dibayar."


def _begun(
    campaign: Campaign, series: Series | None, whole: Tally | None, short: Sequence[Tally], at: datetime
) -> list[Event]:
    merge = whole is not None and series is not None and _may(series, campaign, MERGE)
    extends = whole is not None and not merge and _extends(campaign, whole)
    target, opened = _target(campaign, series, merge=merge, at=at)
    return [
        begin(
            campaign,
            short=[short_of(tally) for tally in short],
            whole=whole is not None,
            merge=merge and target is not None,
            extends=extends,
            target=target,
            reason=reason_of(whole),
            at=at,
        ),
        *opened,
    ]


def _extends(campaign: Campaign, whole: Tally) -> bool:
    first = campaign.extension_days and campaign.extended_at is None
    return bool(first) and enough_wait(waiting_pieces(campaign), whole.least.pieces)


def _target(
    campaign: Campaign, series: Series | None, *, merge: bool, at: datetime
) -> tuple[Campaign | None, list[Event]]:
    """The batch that orders join, opened when it is needed."""
    rows = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING)
    if series is None or campaign.kind != BATCH or not (merge or rows.filter(if_short="next").exists()):
        return None, []
    return next_of(series, campaign.batch or 0, at=at)


def begin(
    campaign: Campaign,
    *,
    short: list[dict[str, Any]],
    whole: bool,
    merge: bool,
    extends: bool,
    target: Campaign | None,
    reason: str,
    at: datetime,
    by_hand: bool = False,
) -> CampaignFellShort:
    """A step, under the lock: from now on nobody orders, and the worker carries out what is to be done."""
    rows = Campaign.objects.of(campaign.store_id)
    columns: dict[str, Any] = {"fell_short_at": at} if whole and not extends else {}
    if campaign.closes_at is None or at < campaign.closes_at:
        columns["closes_at"] = campaign.closes_at = at
    if columns:
        rows.filter(pk=campaign.pk).update(**columns)
    if merge and target is not None:
        rows.filter(pk=target.pk).update(rolled=max(target.rolled, campaign.rolled + 1))
    Shortage.objects.create(
        store_id=campaign.store_id,
        campaign=campaign,
        short=short,
        whole=whole,
        merge=merge,
        extends=extends,
        target=target,
        reason=reason,
        begun_at=at,
    )
    of_all = next((row for row in short if row["product_id"] is None), {"counted": 0, "pieces": 0})
    return CampaignFellShort(
        store_id=campaign.store_id,
        campaign_id=campaign.pk,
        merge=merge,
        whole=whole,
        extends=extends,
        by_hand=by_hand,
        closes_at=campaign.closes_at,
        short=tuple(short),
        counted=of_all["counted"],
        minimum=of_all["pieces"],
        reason=reason,
    )


@write
def run_anyway(*, store_id: int, campaign_id: int, actor: Actor, at: datetime) -> MinimumWaived:
    """The seller makes it whatever the number: no minimum counts any more. Raises WrongState, NothingShort."""
    lock_counters(store_id=store_id, campaign_id=campaign_id)
    campaign = Campaign.objects.of(store_id).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    going = Shortage.objects.of(store_id).filter(campaign=campaign, done_at=None).exists()
    if campaign.state != "published" or campaign.fell_short_at or going:
        raise WrongState(state=campaign.state)
    told = tallies_of(campaign)
    if not told or campaign.waived_at:
        raise NothingShort()
    Campaign.objects.of(store_id).filter(pk=campaign_id).update(waived_at=at)
    return MinimumWaived(store_id=store_id, campaign_id=campaign_id, counted=told[0].paid)


def extended(campaign: Campaign, at: datetime) -> datetime:
    """When the PO closes if its buyers wait once: so many days later, counted from now when it was found late."""
    assert campaign.closes_at is not None
    days = timedelta(days=campaign.extension_days)
    later = campaign.closes_at + days
    return later if later > at + timedelta(hours=12) else at + days

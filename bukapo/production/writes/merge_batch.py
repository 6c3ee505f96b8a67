"""The seller joins a batch to the one that is open: its orders move there, one by one, by the worker."""

from datetime import datetime

from bukapo.campaigns.minimums.events import CampaignFellShort
from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.rules import SoldOut
from bukapo.campaigns.series.opening import lock_series, next_of
from bukapo.campaigns.series.rules import NoSuchBatch
from bukapo.campaigns.steps import lock_counters
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.models import Order, Shortage
from bukapo.orders.shortage.judge import begin
from bukapo.production.models import WorkOrder

LEAST_REASON, MOST_REASON = 5, 300


class WorkUnderWay(Refusal):
    code = "work_under_way"
    sentence = gettext_noop(
        "Gelombang ini sudah punya SPK. Batalkan SPK-nya dulu kalau memang belum dikerjakan."
    )


def merge_batch(
    *, store_id: int, campaign_id: int, reason: str, actor: Actor, at: datetime
) -> CampaignFellShort:
    """Everybody in this batch joins the next one, which opens if there is none; buyers read the reason.

    The batch takes no order from now on. Raises NotFound, NoSuchBatch (no series, or it is over), WrongState, SoldOut
    (the next one has not the pieces for all), WorkUnderWay, Invalid (reason).
    """
    words = " ".join(reason.split())
    if not LEAST_REASON <= len(words) <= MOST_REASON:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya; pembeli akan membacanya."))
    with writing():
        row = Campaign.objects.of(store_id).filter(pk=campaign_id).first()
        if row is None:
            raise NotFound()
        if row.series_id is None:
            raise NoSuchBatch()
        series = lock_series(store_id=store_id, series_id=row.series_id)
        lock_counters(store_id=store_id, campaign_id=campaign_id)
        campaign = Campaign.objects.of(store_id).select_related("store", "series").get(pk=campaign_id)
        _check(campaign)
        target, opened = next_of(series, campaign.batch or 0, at=at)
        if target is None:
            raise NoSuchBatch()
        _check_room(campaign, target)
        event = begin(
            campaign, short=[], whole=True, merge=True, extends=False, target=target, reason=words, at=at,
            by_hand=True,
        )  # fmt: skip
        record([event, *opened], actor=actor, at=at)
    return event


def _check(campaign: Campaign) -> None:
    going = Shortage.objects.of(campaign.store_id).filter(campaign=campaign, done_at=None).exists()
    if (
        campaign.state not in ("published", "closed")
        or campaign.produced_at
        or campaign.fell_short_at
        or going
    ):
        raise WrongState(state=campaign.state)
    work = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign)
    if work.exclude(state__in=["cancelled", "refused"]).exists():
        raise WorkUnderWay()
    if (
        not Order.objects.of(campaign.store_id)
        .filter(campaign=campaign, state__in=["placed", "confirmed"])
        .exists()
    ):
        raise WrongState(state="empty")


def _check_room(campaign: Campaign, target: Campaign) -> None:
    """By hand nobody is given up for want of pieces: the seller is told first."""
    mine = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign, taken__gt=0)
    theirs = {
        row.variant_id: row for row in PieceCounter.objects.of(campaign.store_id).filter(campaign=target)
    }
    for row in mine.select_related("variant"):
        there = theirs.get(row.variant_id)
        left = 0 if there is None else None if there.cap is None else there.cap - there.taken
        if left is not None and left < row.taken:
            what = row.variant.label if row.variant else gettext_noop("Kuota gelombang tujuan")
            raise SoldOut(what=what or campaign.title, left=max(0, left))

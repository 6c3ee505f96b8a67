"""A PO closes and its recap is frozen, in one transaction; later versions are amendments with a reason."""

from datetime import datetime

from django.db.models import F

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.reads import window_of
from bukapo.campaigns.rules import BATCH, CAMPAIGN
from bukapo.campaigns.series.rules import Rhythm
from bukapo.campaigns.steps import lock_counters, locked_campaign
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import STAFF, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.orders.pricing.settle import count_tiers
from bukapo.orders.shortage.judge import check_minimum
from bukapo.orders.writes.wait import miss_within
from bukapo.production.differences import difference
from bukapo.production.events import CampaignClosed, RecapAmended
from bukapo.production.models import FrozenRecap
from bukapo.production.opened import verified
from bukapo.production.reads.held import held_orders
from bukapo.production.recap import Recap, build_recap
from bukapo.production.refusals import NothingChanged, NotOpenedYet, NotTimeYet, StillOpen
from bukapo.production.steps import amendment, freeze


def close_campaign(*, store_id: int, campaign_id: int, actor: Actor, at: datetime) -> CampaignClosed:
    """Close the PO: no order gets in or changes any more, version 1 of its recap is frozen, who waits has missed it.

    Staff may at any moment after opening, time itself only at `closes_at` (or the end of the grace after it), or when a
    batch is full; the database's clock judges. Raises WrongState, NotOpenedYet, NotTimeYet, RecapUnsound; of a PO below
    its minimum BelowMinimum, StillCounting, CarryingOut, NobodyOrdered.
    """
    with writing():
        event = _close(store_id, campaign_id, actor, at)
        missed = miss_within(store_id=store_id, campaign_id=campaign_id, at=at)
        record([event, *missed], actor=actor, at=at)
    return event


def _close(store_id: int, campaign_id: int, actor: Actor, at: datetime) -> CampaignClosed:
    campaign, now = _locked(store_id, campaign_id)
    CAMPAIGN.check(campaign.state, "closed")
    ends_at: datetime = window_of(campaign).ends_at  # type: ignore[assignment]  # published ones have one (CHECK)
    by_hand = now < ends_at
    if by_hand and actor.kind != STAFF and not closes_full(campaign):
        raise NotTimeYet()
    if campaign.opens_at and now < campaign.opens_at:
        raise NotOpenedYet()
    check_minimum(campaign, now, by_hand=by_hand)
    closed_at = min(now, ends_at)
    tiers = count_tiers(campaign, at)  # before the recap: it speaks of the prices that were reached
    frozen = freeze(campaign, closes_at=closed_at, at=at)
    move(Campaign.objects.of(store_id), pk=campaign_id, machine=CAMPAIGN, to="closed", closed_at=closed_at)
    totals = frozen.content["totals"]
    return CampaignClosed(
        store_id=store_id,
        campaign_id=campaign_id,
        state="closed",
        recap_id=frozen.pk,
        version=frozen.version,
        digest=frozen.digest,
        orders=totals["orders"],
        pieces=totals["pieces"],
        rupiah=totals["goods"] or 0,
        by_hand=by_hand,
        tiers=tiers,
    )


def closes_full(campaign: Campaign) -> bool:
    """A batch that closes as soon as orders hold all its pieces, paid or not, and they do."""
    if campaign.kind != BATCH or not Rhythm.of(campaign.series.rhythm).close_when_full:  # type: ignore[union-attr]
        return False
    whole = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign, variant=None)
    return bool(whole.filter(cap__isnull=False, taken__gte=F("cap")).exists())


@write
def amend_recap(*, store_id: int, campaign_id: int, reason: str, actor: Actor, at: datetime) -> RecapAmended:
    """Freeze the next version, because orders were cancelled or expired since the last. The earlier ones stay.

    Raises StillOpen, WrongState (books closed), NothingChanged, Invalid, RecapUnsound.
    """
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya, misalnya: 2 pesanan batal."))
    campaign, _ = _locked(store_id, campaign_id)
    if campaign.state == "published":
        raise StillOpen()
    if campaign.state != "closed":
        raise WrongState(state=campaign.state)
    latest = FrozenRecap.objects.of(store_id).filter(campaign=campaign, order=None).order_by("version").last()
    if latest is None:
        raise NotFound()
    if not difference(verified(latest), _as_held(campaign, at)):
        raise NothingChanged()
    return amendment(campaign, reason=reason, at=at)


def _as_held(campaign: Campaign, at: datetime) -> Recap:
    held = held_orders(campaign, closes_at=campaign.closed_at)
    return build_recap(facts=held.facts, lines=held.lines, state="live", made_at=at)


def _locked(store_id: int, campaign_id: int) -> tuple[Campaign, datetime]:
    lock_counters(store_id=store_id, campaign_id=campaign_id)
    try:
        return locked_campaign(store_id=store_id, campaign_id=campaign_id)
    except Campaign.DoesNotExist:
        raise NotFound() from None

"""The moment the promises are made."""

from collections.abc import Mapping
from datetime import date, datetime

from bukapo.campaigns import draft_reads, readiness
from bukapo.campaigns.events import CampaignPublished
from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign, Draw, PieceCounter, Promise, YieldDraw
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import BATCH, CAMPAIGN, LOT, PROMISES
from bukapo.campaigns.series.begin import begin_series
from bukapo.campaigns.terms import document
from bukapo.campaigns.writes.freeze import freeze_terms
from bukapo.campaigns.writes.lock import locked
from bukapo.journal.steps import move
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.draw import commitment, new_seed
from bukapo.stores.models import Store


def publish_campaign(*, actor: Actor, at: datetime, store: Store, campaign_id: int) -> CampaignPublished:
    """Open the PO to buyers from `opens_at` on: counters, promised days and terms are fixed now.

    One in batches begins its series as the first of them. "In the past" is judged against `at`. Raises NotFound,
    WrongState (not a draft), NotReady with the whole list of what is missing.
    """
    with writing():
        campaign = locked(store, campaign_id)
        CAMPAIGN.check(campaign.state, "published")
        check_ready(campaign, at)
        begun = [begin_series(campaign, at)] if campaign.kind == BATCH else []
        event = publish_within(campaign, at)
        record([event, *begun], actor=actor, at=at)
    return event


def check_ready(campaign: Campaign, at: datetime) -> None:
    """Raise NotReady with everything that is missing."""
    lacking = readiness.missing(draft_reads.sheet_of(campaign), at=at)
    if not lacking:  # else the terms have gaps anyway
        lacking = readiness.unsaid(document(draft_reads.terms_facts(campaign, at=at)))
    if lacking:
        raise readiness.NotReady(lacking)


def publish_within(campaign: Campaign, at: datetime) -> CampaignPublished:
    """A step: the promises of a draft that is locked and ready are made. The caller records the event."""
    store = campaign.store
    move(Campaign.objects.of(store), pk=campaign.pk, machine=CAMPAIGN, to="published", published_at=at)
    _make_counters(campaign)
    days = {} if is_made_to_order(campaign) else current_promises(campaign)
    _make_promises(campaign, days, at)
    sealed = _seal_draw(campaign) if campaign.draw_at else ""
    if campaign.short_rule == LOT:
        _seal_yield(campaign)
    terms = freeze_terms(campaign, at)
    assert campaign.opens_at and campaign.closes_at  # readiness has seen to it
    return CampaignPublished(
        store_id=store.pk,
        campaign_id=campaign.pk,
        state="published",
        slug=campaign.slug,
        title=campaign.title,
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        promises=days,
        terms_id=terms.pk,
        terms_digest=terms.digest,
        draw_commitment=sealed,
    )


def _seal_draw(campaign: Campaign) -> str:
    """Nobody can change the seed of the draw any more, and nobody sees it before the draw."""
    seed = new_seed()
    draw = Draw.objects.create(
        store_id=campaign.store_id, campaign=campaign, seed=seed, commitment=commitment(seed)
    )
    return str(draw.commitment)


def _seal_yield(campaign: Campaign) -> None:
    """The terms frozen next carry the commitment: nobody can choose the seed once it is known who falls short."""
    seed = new_seed()
    YieldDraw.objects.create(
        store_id=campaign.store_id, campaign=campaign, seed=seed, commitment=commitment(seed)
    )


def _make_counters(campaign: Campaign) -> None:
    """One row for the PO and one per variant on offer; the draft's rows keep their caps."""
    offered = [variant.pk for variant in draft_reads.variants_on_offer(campaign)]
    rows = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign)
    rows.filter(variant__isnull=False).exclude(variant_id__in=offered).delete()
    known = set(rows.values_list("variant_id", flat=True))
    PieceCounter.objects.bulk_create(
        PieceCounter(store_id=campaign.store_id, campaign=campaign, variant_id=variant_id)
        for variant_id in [None, *offered]
        if variant_id not in known
    )


def _make_promises(campaign: Campaign, days: Mapping[str, date], at: datetime) -> None:
    """The draft's days become promises: one each, made now."""
    rows = Promise.objects.of(campaign.store_id).filter(campaign=campaign)
    rows.delete()
    Promise.objects.bulk_create(
        Promise(store_id=campaign.store_id, campaign=campaign, what=what, day=days[what], made_at=at)
        for what in PROMISES
        if what in days  # made to order: each order is promised its own
    )

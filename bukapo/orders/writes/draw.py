"""The draw: the sealed seed is opened, who registered is put in line by it, and pieces go out as far as they last."""

from collections.abc import Sequence
from datetime import datetime

from bukapo.campaigns.models import Campaign, Draw
from bukapo.campaigns.reads import window_of
from bukapo.campaigns.steps import lock_counters, locked_campaign
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.draw import digest_of, ranked
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.orders.models import WaitingEntry
from bukapo.orders.waiting.events import DrawHeld, WaitingDrawn, facts
from bukapo.orders.waiting.rules import REGISTERED, WAITING
from bukapo.orders.writes.serve import serve_within

_BATCH = 200


class DrawNotYet(Refusal):
    code = "draw_not_yet"
    sentence = gettext_noop("Undian PO ini belum waktunya.")


def hold_draw(*, store_id: int, campaign_id: int, actor: Actor, at: datetime) -> DrawHeld:
    """Carry out a draw whose time has come (by the database's clock), whole in one transaction.

    Raises NotFound, WrongState (no draw, already held, or the PO is over), DrawNotYet.
    """
    with writing():
        lock_counters(store_id=store_id, campaign_id=campaign_id)
        try:
            campaign, now = locked_campaign(store_id=store_id, campaign_id=campaign_id)
        except Campaign.DoesNotExist:
            raise NotFound() from None
        if campaign.state != "published" or not window_of(campaign).drawing:
            raise WrongState(state=campaign.state)
        if window_of(campaign).registering(now):
            raise DrawNotYet()
        event, entries = _open(campaign, now)
        # The PO's event comes before the orders: from it on the PO counts as drawn, for whoever keeps its offer.
        record([event], actor=actor, at=at)
        serve_within(store_id=store_id, campaign_id=campaign_id, at=at, most=len(entries))
        _tell_the_rest(campaign, at, actor)
    return event


def _open(campaign: Campaign, now: datetime) -> tuple[DrawHeld, Sequence[WaitingEntry]]:
    draw = Draw.objects.of(campaign.store_id).get(campaign=campaign)
    rows = WaitingEntry.objects.of(campaign.store_id).filter(campaign=campaign, state=REGISTERED)
    entries = {entry.code: entry for entry in rows.defer("wish")}
    for rank, code in enumerate(ranked(draw.seed, entries), start=1):
        entry = entries[code]
        entry.rank = entry.position = rank
        entry.state = WAITING
    rows.model._base_manager.bulk_update(
        list(entries.values()), ["rank", "position", "state"], batch_size=_BATCH
    )
    digest = digest_of(entries)
    Draw.objects.of(campaign.store_id).filter(pk=draw.pk).update(digest=digest, entries=len(entries))
    undrawn = Campaign.objects.of(campaign.store_id).filter(pk=campaign.pk, drawn_at__isnull=True)
    if undrawn.update(drawn_at=now) != 1:
        raise WrongState(state=campaign.state)
    event = DrawHeld(
        store_id=campaign.store_id,
        campaign_id=campaign.pk,
        seed=draw.seed,
        digest=digest,
        entries=len(entries),
    )
    return event, list(entries.values())


def _tell_the_rest(campaign: Campaign, at: datetime, actor: Actor) -> None:
    rows = WaitingEntry.objects.of(campaign.store_id).filter(campaign=campaign, state=WAITING)
    told = [WaitingDrawn(**facts(entry), rank=entry.rank) for entry in rows.order_by("rank").defer("wish")]
    record(told, actor=actor, at=at)

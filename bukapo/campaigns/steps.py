"""Taking and giving back pieces: the one place. Needs an open transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.rules import Left
from bukapo.journal import clock


def lock_counters(*, store_id: int, campaign_id: int) -> Left:
    """Lock every counter of the campaign, in order of id, and tell what is free. This is the campaign's lock."""
    rows = (
        PieceCounter.objects.of(store_id).filter(campaign_id=campaign_id).order_by("id").select_for_update()
    )
    whole: int | None = None
    variants: dict[int, int | None] = {}
    for row in rows:
        left = None if row.cap is None else row.cap - row.taken
        if row.variant_id is None:
            whole = left
        else:
            variants[row.variant_id] = left
    return Left(campaign=whole, variants=variants)


def locked_campaign(*, store_id: int, campaign_id: int) -> tuple[Campaign, datetime]:
    """The campaign as it is and the database's time, both read AFTER `lock_counters`: the judge of the window."""
    campaign: Campaign = Campaign.objects.of(store_id).get(pk=campaign_id)
    return campaign, clock.database_now()


def take_pieces(*, store_id: int, campaign_id: int, needs: Mapping[int, int]) -> None:
    """Count pieces per variant id (negative gives back). The CHECKs refuse what the caller failed to refuse."""
    counters = PieceCounter.objects.of(store_id).filter(campaign_id=campaign_id)
    for variant_id, pieces in sorted(needs.items()):
        if pieces:
            counters.filter(variant_id=variant_id).update(taken=F("taken") + pieces)
    if total := sum(needs.values()):
        counters.filter(variant__isnull=True).update(taken=F("taken") + total)


def give_back(*, store_id: int, campaign_id: int, pieces: Mapping[int, int]) -> None:
    """The pieces of a released order are free again."""
    take_pieces(store_id=store_id, campaign_id=campaign_id, needs={v: -n for v, n in pieces.items()})

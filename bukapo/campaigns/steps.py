"""Taking and giving back pieces: the one place. Needs an open transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import F

from bukapo.campaigns.models import BuyerCounter, Campaign, PieceCounter
from bukapo.campaigns.rules import Left, OverBuyerCap
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


def take_pieces(
    *, store_id: int, campaign_id: int, needs: Mapping[int, int], buyers: Mapping[str, int]
) -> None:
    """Count pieces per variant id and per buyer key (negative gives back); the CHECKs refuse what the caller let pass.

    Buyers are counted only where the campaign limits them.
    """
    counters = PieceCounter.objects.of(store_id).filter(campaign_id=campaign_id)
    for variant_id, pieces in sorted(needs.items()):
        if pieces:
            counters.filter(variant_id=variant_id).update(taken=F("taken") + pieces)
    if total := sum(needs.values()):
        counters.filter(variant__isnull=True).update(taken=F("taken") + total)
    _count_buyers(store_id, campaign_id, buyers)


def _count_buyers(store_id: int, campaign_id: int, buyers: Mapping[str, int]) -> None:
    moved = {who: pieces for who, pieces in sorted(buyers.items()) if pieces}
    cap = (
        Campaign.objects.of(store_id).values_list("buyer_cap", flat=True).get(pk=campaign_id)
        if moved
        else None
    )
    if cap is None:
        return
    rows = BuyerCounter.objects.of(store_id)
    for who, pieces in moved.items():
        if not rows.filter(who=who).update(taken=F("taken") + pieces):
            BuyerCounter.objects.create(
                store_id=store_id, campaign_id=campaign_id, who=who, cap=cap, taken=pieces
            )


def held_by(*, store_id: int, buyers: Iterable[str]) -> dict[str, int]:
    """Buyer key -> pieces it holds, for the keys that hold any."""
    rows = BuyerCounter.objects.of(store_id).filter(who__in=list(buyers))
    return dict(rows.values_list("who", "taken"))


def check_buyers(campaign: Campaign, moved: Mapping[str, int]) -> None:
    """Raise OverBuyerCap when a buyer who gets pieces would hold more than the campaign allows one."""
    if campaign.buyer_cap is None:
        return
    had = held_by(store_id=campaign.store_id, buyers=moved)
    for who, pieces in moved.items():
        if pieces > 0 and had.get(who, 0) + pieces > campaign.buyer_cap:
            raise OverBuyerCap(cap=campaign.buyer_cap, had=had.get(who, 0))


def give_back(*, store_id: int, campaign_id: int, pieces: Mapping[int, int], buyers: Iterable[str]) -> None:
    """The pieces of a released order are free again, and no longer count as its buyer's."""
    total = sum(pieces.values())
    take_pieces(
        store_id=store_id,
        campaign_id=campaign_id,
        needs={v: -n for v, n in pieces.items()},
        buyers=dict.fromkeys(buyers, -total),
    )

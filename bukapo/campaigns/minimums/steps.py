"""Putting a PO's end off. Needs an open transaction and the campaign's lock."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.campaigns.minimums.events import CampaignPostponed
from bukapo.campaigns.models import Campaign, Promise
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import PROMISES
from bukapo.campaigns.writes.freeze import freeze_terms


def postpone(
    campaign: Campaign,
    *,
    closes_at: datetime,
    at: datetime,
    how: str,
    reason: str,
    counted: int,
    minimum: int,
    **columns: Any,
) -> CampaignPostponed:
    """The PO takes orders until `closes_at`; its promised days move by as many days, with the reason.

    `columns` of the campaign change with it. The caller records the event, which tells every buyer.
    """
    assert campaign.closes_at is not None  # published ones have one (CHECK)
    was, zone = campaign.closes_at, ZoneInfo(campaign.store.zone)
    later = closes_at.astimezone(zone).date() - was.astimezone(zone).date()
    days = current_promises(campaign)
    moves = {what: days[what] + later for what in PROMISES if what in days} if later else {}
    _promise(campaign, moves, reason, at)
    Campaign.objects.of(campaign.store_id).filter(pk=campaign.pk).update(closes_at=closes_at, **columns)
    campaign.closes_at = closes_at
    freeze_terms(campaign, at)  # for the orders to come
    return CampaignPostponed(
        store_id=campaign.store_id,
        campaign_id=campaign.pk,
        how=how,
        closes_at=closes_at,
        was=was,
        moves=moves,
        counted=counted,
        minimum=minimum,
        reason=reason,
    )


def _promise(campaign: Campaign, moves: Mapping[str, date], reason: str, at: datetime) -> None:
    Promise.objects.bulk_create(
        Promise(store_id=campaign.store_id, campaign=campaign, what=what, day=day, reason=reason, made_at=at)
        for what, day in moves.items()
    )

"""What time makes due in production. The worker asks; every PO is its own write."""

from datetime import datetime

import structlog
from django.db.models import F

from bukapo.campaigns.minimums.rules import BelowMinimum
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import window_of
from bukapo.campaigns.rules import BATCH
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.shortage.judge import NobodyOrdered, fall_short
from bukapo.production.refusals import RecapUnsound
from bukapo.production.writes.close import close_campaign, closes_full

_BATCH = 50
log = structlog.get_logger("bukapo.production")


def close_ended(at: datetime) -> int:
    """Close every PO whose time is over; returns how many. One that can't be closed does not hold up the others."""
    ended = Campaign.objects.across_stores("the worker serves every store").filter(
        state="published", closes_at__lte=at
    )
    done = 0
    for campaign in ended.order_by("closes_at", "id")[:_BATCH]:
        ends_at = window_of(campaign).ends_at
        if ends_at is None or at < ends_at:
            continue  # checkouts begun in time may still be finished
        try:
            close_campaign(store_id=campaign.store_id, campaign_id=campaign.pk, actor=SYSTEM_ACTOR, at=at)
        except (BelowMinimum, NobodyOrdered):
            done += _fall_short(campaign, at)
        except RecapUnsound as unsound:
            log.error(
                "campaign not closed: its recap is unsound", campaign=campaign.pk, what=unsound.params["what"]
            )
        except Refusal:
            continue  # somebody was faster
        else:
            done += 1
    return done


def _fall_short(campaign: Campaign, at: datetime) -> int:
    try:
        fall_short(store_id=campaign.store_id, campaign_id=campaign.pk, at=at)
    except Refusal:
        return 0  # somebody was faster, or it has been decided otherwise meanwhile
    return 1


def close_full(at: datetime) -> int:
    """Close every batch whose pieces are all taken, where its series says so, ahead of its time."""
    rows = Campaign.objects.across_stores("the worker serves every store").filter(
        state="published", kind=BATCH, closes_at__gt=at, opens_at__lte=at, fell_short_at=None
    )
    full = rows.filter(
        counters__variant=None, counters__cap__isnull=False, counters__taken__gte=F("counters__cap")
    )
    done = 0
    for campaign in full.select_related("series").order_by("id")[:_BATCH]:
        if not closes_full(campaign):
            continue
        try:
            close_campaign(store_id=campaign.store_id, campaign_id=campaign.pk, actor=SYSTEM_ACTOR, at=at)
        except Refusal:
            continue  # its minimum is still being paid for, or somebody was faster
        done += 1
    return done

"""What time makes due in production. The worker asks; every PO is its own write."""

from datetime import datetime

import structlog

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import window_of
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.production.refusals import RecapUnsound
from bukapo.production.writes.close import close_campaign

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
        except RecapUnsound as unsound:
            log.error(
                "campaign not closed: its recap is unsound", campaign=campaign.pk, what=unsound.params["what"]
            )
        except Refusal:
            continue  # somebody was faster
        else:
            done += 1
    return done

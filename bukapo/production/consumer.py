"""What production does when something happened elsewhere."""

from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Shortage
from bukapo.production.writes.close import amend_recap


def amend_for_moved(event: EventRow, at: datetime) -> None:
    """Orders left a PO that is closed: its recap gets an addendum. Safe to run again: nothing changed then.

    Of `order.batch_moved` for one order; while a whole batch is being moved, its end (`campaign.shortage_settled`)
    makes one addendum for all.
    """
    source = event.data.get("source_id") or event.campaign_id
    campaign = Campaign.objects.of(event.store_id).filter(pk=source, state="closed").first()
    if (
        campaign is None
        or Shortage.objects.of(event.store_id).filter(campaign=campaign, done_at=None).exists()
    ):
        return
    number = event.data.get("number")
    words = (
        f"Pesanan {number} pindah ke {event.data['target_title']}."
        if number
        else "Pesanannya pindah gelombang."
    )
    try:
        amend_recap(store_id=event.store_id, campaign_id=campaign.pk, reason=words, actor=SYSTEM_ACTOR, at=at)
    except Refusal:
        return

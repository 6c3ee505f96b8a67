"""Calling a PO off while nobody has ordered."""

from datetime import datetime

from bukapo.campaigns.events import CampaignCancelled
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import HasOrders, HasWaiting
from bukapo.campaigns.rules import CAMPAIGN
from bukapo.campaigns.writes.lock import locked
from bukapo.journal.models import EventRow
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.stores.models import Store


@write
def cancel_campaign(
    *, actor: Actor, at: datetime, store: Store, campaign_id: int, reason: str = ""
) -> CampaignCancelled:
    """Take back a draft, or a published PO without a single order or registration.

    Raises NotFound, WrongState, HasOrders, HasWaiting.
    """
    locked(store, campaign_id)
    # The journal knows of orders without this room knowing theirs; no order can slip in behind the lock.
    told = EventRow.objects.filter(campaign_id=campaign_id)
    if told.filter(kind="order.placed").exists():
        raise HasOrders()
    if told.filter(kind="waiting.joined").exists():
        raise HasWaiting()
    move(Campaign.objects.of(store), pk=campaign_id, machine=CAMPAIGN, to="cancelled")
    return CampaignCancelled(
        store_id=store.pk, campaign_id=campaign_id, state="cancelled", reason=" ".join(reason.split())[:300]
    )

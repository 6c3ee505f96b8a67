"""Everything is made; and at the very end, the books of the PO are closed."""

from collections import Counter
from datetime import datetime

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import CAMPAIGN
from bukapo.campaigns.steps import lock_counters
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.orders.models import Order
from bukapo.production.events import CampaignFinished, CampaignProduced
from bukapo.production.models import WorkOrder
from bukapo.production.reads.business import open_business
from bukapo.production.refusals import (
    AlreadyProduced,
    BooksStillOpen,
    MadeOneByOne,
    StillOpen,
    WorkshopNotDone,
)
from bukapo.production.steps import campaign_of


@write
def declare_produced(
    *, store_id: int, campaign_id: int, counted_by_seller: bool = False, actor: Actor, at: datetime
) -> CampaignProduced:
    """Production is finished; the worker then asks the balances.

    Work orders that exist must be reported done, unless the seller has counted the goods (`counted_by_seller`).
    Raises StillOpen, MadeOneByOne, AlreadyProduced, WorkshopNotDone, WrongState.
    """
    lock_counters(store_id=store_id, campaign_id=campaign_id)
    campaign = campaign_of(store_id, campaign_id)
    if campaign.state == "published":
        raise StillOpen()
    if is_made_to_order(campaign):
        raise MadeOneByOne()
    if campaign.produced_at:
        raise AlreadyProduced()
    if campaign.state != "closed":
        raise WrongState(state=campaign.state)
    orders = WorkOrder.objects.of(store_id).filter(campaign=campaign)
    orders = orders.exclude(state__in=["done", "refused", "cancelled"])
    unfinished = list(orders.order_by("id").values_list("number", flat=True))
    if unfinished and not counted_by_seller:
        raise WorkshopNotDone(numbers=", ".join(unfinished))
    Campaign.objects.of(store_id).filter(pk=campaign_id).update(produced_at=at)
    return CampaignProduced(store_id=store_id, campaign_id=campaign_id, by_sellers_word=bool(unfinished))


@write
def finish_campaign(*, store_id: int, campaign_id: int, actor: Actor, at: datetime) -> CampaignFinished:
    """Close the books: every order has ended and nobody owes anybody anything.

    Raises BooksStillOpen (`reads.open_business` names what is left), StillOpen, WrongState.
    """
    lock_counters(store_id=store_id, campaign_id=campaign_id)
    campaign = campaign_of(store_id, campaign_id)
    if campaign.state == "published":
        raise StillOpen()
    CAMPAIGN.check(campaign.state, "finished")
    left = open_business(campaign)
    if left.count:
        raise BooksStillOpen(count=left.count)
    move(Campaign.objects.of(store_id), pk=campaign_id, machine=CAMPAIGN, to="finished", finished_at=at)
    states = Counter(Order.objects.of(store_id).filter(campaign=campaign).values_list("state", flat=True))
    return CampaignFinished(
        store_id=store_id,
        campaign_id=campaign_id,
        state="finished",
        received=states["received"],
        expired=states["expired"],
        cancelled=states["cancelled"],
    )

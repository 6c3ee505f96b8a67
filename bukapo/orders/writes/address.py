"""A buyer moves after the PO closed: the address, or the way the goods are received, until they are locked."""

from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.orders.events import OrderChanged
from bukapo.orders.models import Order
from bukapo.orders.readdressing import SameAsBefore, Where, check_locks, readdress, refuse_unless_open
from bukapo.orders.steps import changed, lock_order


@write
def change_address(*, store_id: int, order_id: int, where: Where, actor: Actor, at: datetime) -> OrderChanged:
    """Send the order elsewhere. Another zone's fee is charged, or what it is cheaper is paid too much.

    Raises WrongState, ProofWaiting, PriceBeingAsked, AlreadyPacked, AddressLocked, WayLocked, SameAsBefore, Invalid.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    refuse_unless_open(order)
    campaign = Campaign.objects.of(store_id).select_related("store").get(pk=order.campaign_id)
    told = where.tidy()
    if _same(order, told):
        raise SameAsBefore()
    check_locks(order, campaign, told, clock.database_now())
    what = ("fulfilment",) if told.fulfilment != order.fulfilment else ("address",)
    lines = readdress(order, campaign, told, at=at)
    return changed(order, *what, postings=lines)


def _same(order: Order, where: Where) -> bool:
    now = Where(order.fulfilment, order.address, order.city, order.postal_code, order.zone_id)
    return now == where

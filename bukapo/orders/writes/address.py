"""A buyer moves after the PO closed: the address, or the way the goods are received, until they are locked."""

from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.orders.events import OrderChanged
from bukapo.orders.foreseen.rules import ChangeSums, check_sums
from bukapo.orders.foreseen.steps import price_of, sums_after
from bukapo.orders.models import Order
from bukapo.orders.readdressing import SameAsBefore, Where, check_locks, readdress, refuse_unless_open
from bukapo.orders.steps import changed, lock_order


@write
def change_address(
    *, store_id: int, order_id: int, where: Where, actor: Actor, at: datetime, shown: str | None = None
) -> OrderChanged:
    """Send the order elsewhere. Another zone's fee is charged, or what it is cheaper is paid too much.

    `shown` names the sums that the buyer saw (`ChangeSums.token`). Raises WrongState, ProofWaiting, PriceBeingAsked,
    AlreadyPacked, AddressLocked, WayLocked, SameAsBefore, Invalid, SumsMoved.
    """
    event, sums = move_with_sums(store_id=store_id, order_id=order_id, where=where, at=at)
    check_sums(shown, sums)
    return event


def move_with_sums(
    *, store_id: int, order_id: int, where: Where, at: datetime
) -> tuple[OrderChanged, ChangeSums]:
    """A step: the new place, and what it makes of the order's money."""
    order = lock_order(store_id=store_id, order_id=order_id)
    refuse_unless_open(order)
    campaign = Campaign.objects.of(store_id).select_related("store").get(pk=order.campaign_id)
    told = where.tidy()
    if _same(order, told):
        raise SameAsBefore()
    check_locks(order, campaign, told, clock.database_now())
    what = ("fulfilment",) if told.fulfilment != order.fulfilment else ("address",)
    before = price_of(order)
    lines = readdress(order, campaign, told, at=at)
    return changed(order, *what, postings=lines), sums_after(store_id, order_id, before=before)


def _same(order: Order, where: Where) -> bool:
    now = Where(order.fulfilment, order.address, order.city, order.postal_code, order.zone_id)
    return now == where

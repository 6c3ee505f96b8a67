"""What may no longer, or not yet, be done with an order that is made by itself. Steps; the order is locked."""

from collections.abc import Collection

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import MADE_TO_ORDER
from bukapo.orders.making.refusals import AlreadyBeingMade, AlreadyPacked, NotMadeYet
from bukapo.orders.models import Job, Order
from bukapo.shipping.models import Parcel


def has_begun(order: Order) -> bool:
    """Its job is in the workshop's queue, or done."""
    return bool(Job.objects.of(order.store_id).filter(order=order).exists())


def is_own_job(order: Order) -> bool:
    """It is of a PO made to order."""
    kinds = Campaign.objects.of(order.store_id).filter(pk=order.campaign_id)
    return bool(kinds.values_list("kind", flat=True).get() == MADE_TO_ORDER)


def refuse_once_begun(order: Order, what: Collection[str]) -> bool:
    """Raise AlreadyBeingMade when the goods are to change (`lines`), AlreadyPacked when anything is, too late.

    Whether the order is being made, so that its goods stay word for word.
    """
    if not is_own_job(order) or not has_begun(order):
        return False
    if "lines" in what:
        raise AlreadyBeingMade()
    if Parcel.objects.of(order.store_id).filter(order=order).exists():
        raise AlreadyPacked()
    return True


def refuse_unless_made(order: Order) -> None:
    """Raise NotMadeYet: nothing leaves the house before it is made. (Of other POs the seller sees to that.)"""
    made = Job.objects.of(order.store_id).filter(order=order, made_at__isnull=False)
    if is_own_job(order) and not made.exists():
        raise NotMadeYet()

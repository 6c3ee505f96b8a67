"""Money that came after its order was released decides itself, where the store says so (`Store.settle_late`).

A piece is free: the order is taken in again. None is: the money is promised back at once. Only what is not certain (a
part of what would be asked) is left to the seller.
"""

from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.orders.writes.release import asked_on_return, promise_refund, readmit_order
from bukapo.stores.models import Store

CANCELLED = "Uangnya masuk setelah pesanan dibatalkan."
GONE = "Uangnya masuk setelah lewat batas bayar, dan kuotanya sudah dipakai pembeli lain."
CLOSED = "Uangnya masuk setelah lewat batas bayar, dan PO-nya sudah ditutup."


def settle_late(event: EventRow, at: datetime) -> None:
    """Consumer of `order.payment_received`. Safe to run again: what is decided is not decided twice."""
    if not event.data.get("late"):
        return
    store = Store.objects.get(pk=event.store_id)
    order = Order.objects.of(store).select_related("campaign").filter(pk=event.order_id).first()
    if not store.settle_late or order is None or order.state in HOLDING or order.outstanding >= 0:
        return
    why = CANCELLED
    if order.state == "expired":
        why = CLOSED if order.campaign.state != "published" else GONE
        if order.campaign.state == "published" and _readmitted(order, order.campaign, at):
            return
        if order.campaign.state == "published" and not _enough(order, order.campaign):
            return  # a part: wait for the rest, forgive it or send it back? The seller says.
    _promise_back(order, why, at)


def _enough(order: Order, campaign: Campaign) -> bool:
    return -order.outstanding >= asked_on_return(order, campaign)


def _readmitted(order: Order, campaign: Campaign, at: datetime) -> bool:
    if not _enough(order, campaign):
        return False
    try:
        readmit_order(store_id=order.store_id, order_id=order.pk, actor=SYSTEM_ACTOR, at=at)
    except Refusal:
        return False
    return True


def _promise_back(order: Order, why: str, at: datetime) -> None:
    try:
        promise_refund(
            store_id=order.store_id, order_id=order.pk, amount=-order.outstanding, reason=why, send_to="",
            actor=SYSTEM_ACTOR, at=at, seen=order.version,
        )  # fmt: skip
    except Refusal:
        return  # somebody decided meanwhile

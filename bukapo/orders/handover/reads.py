"""Hand-overs as the old and the new buyer see them."""

from bukapo.kernel.refusal import NotFound
from bukapo.orders.handover.rules import MoneyOpen
from bukapo.orders.models import Handover, Order
from bukapo.payments.models import Credit, Refund


def offered_handover(order: Order) -> Handover | None:
    """The one that waits for its new buyer."""
    found: Handover | None = Handover.objects.of(order.store_id).filter(order=order, state="offered").first()
    return found


def handover_of(secret: str) -> Handover:
    """Who holds the link of a hand-over, with its order. NotFound for an unknown one."""
    rows = Handover.objects.across_stores("a secret link is its own key")
    rows = rows.select_related("order__campaign", "order__store", "order__terms", "store")
    found: Handover | None = rows.filter(secret=secret).first()
    if found is None:
        raise NotFound()
    return found


def last_handover(order: Order) -> Handover | None:
    """Who had the order before; for the seller."""
    rows = Handover.objects.of(order.store_id).filter(order=order, state="accepted")
    found: Handover | None = rows.order_by("ended_at", "id").last()
    return found


def refuse_while_money_is_open(order: Order) -> None:
    """Raise MoneyOpen while money of this order is to go back to its buyer, or they hold credit from it."""
    refunds = Refund.objects.of(order.store_id).filter(order=order, state="owed")
    credits_left = [
        row for row in Credit.objects.of(order.store_id).filter(order=order) if row.used < row.amount
    ]
    if order.outstanding < 0 or refunds.exists() or credits_left:
        raise MoneyOpen()

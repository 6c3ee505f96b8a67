"""Reading the sums off an order inside the write that changes it. Need an open transaction, the order locked."""

from bukapo.orders.foreseen.rules import ChangeSums
from bukapo.orders.models import Order
from bukapo.payments.models import Charge
from bukapo.payments.steps import live_charges


def price_of(order: Order) -> int:
    """Rupiah that the order costs: goods less discount and what was let go, and shipping."""
    return int(order.net_goods + order.shipping_fee - order.forgiven)


def sums_after(store_id: int, order_id: int, *, before: int) -> ChangeSums:
    """How the money stands now that the change is made; `before` is `price_of` the order before it."""
    order = Order.objects.of(store_id).get(pk=order_id)
    asked = [charge for charge in live_charges(order) if charge.state == "open" and charge.rest]
    planned = [charge for charge in live_charges(order) if charge.state == "planned"]
    return ChangeSums(
        before=before,
        after=price_of(order),
        held=order.paid - order.refunded,
        now=sum(_rest(charge) for charge in asked),
        later=sum(_rest(charge) for charge in planned),
        over=max(0, -order.outstanding),
        until=min((charge.due_at for charge in asked if charge.due_at), default=None),
    )


def _rest(charge: Charge) -> int:
    """Still to pay of it, without its unique code, which is drawn anew each time."""
    return max(0, int(charge.goods + charge.shipping - charge.paid))

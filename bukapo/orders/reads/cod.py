"""Cash on delivery of one order, as the seller sees it."""

from dataclasses import dataclass

from bukapo.orders.cod import at_courier
from bukapo.orders.models import Order
from bukapo.orders.reads.detail import OrderTold
from bukapo.payments.plans import pays_cod
from bukapo.payments.rules import COD
from bukapo.shipping.rules import PICKUP


@dataclass(frozen=True)
class CodTold:
    """`rest` rupiah to be collected at the handing over, `at_courier` collected and not paid out yet."""

    rest: int
    at_courier: int
    may_take_in: bool
    may_hand_over: bool
    may_pay_out: bool

    @property
    def to_pay_out(self) -> int:
        """What the courier will have handed over once everything is."""
        return self.at_courier + self.rest


def cod_of(told: OrderTold) -> CodTold | None:
    """None where nothing is paid in cash. One query."""
    order: Order = told.order
    if not pays_cod(told.campaign.pay_mode, told.campaign.balance_due):
        return None
    asked = sum(charge.rest for charge in told.charges if charge.state == "open" and charge.due_at)
    held = at_courier(order)
    gone = order.state in ("shipped", "received")
    rest = told.later + sum(c.rest for c in told.charges if c.state == "open" and c.due_at is None)
    return CodTold(
        rest=rest,
        at_courier=held,
        may_take_in=order.state == "placed" and told.campaign.pay_mode == COD,
        may_hand_over=order.fulfilment == PICKUP and order.state == "confirmed" and rest > 0 and not asked,
        may_pay_out=gone and held + rest > 0,
    )

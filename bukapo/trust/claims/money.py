"""The refund of an agreed claim. Steps on a locked order, and what one would do."""

from datetime import datetime

from bukapo.journal.write import record
from bukapo.kernel.actor import Actor
from bukapo.orders.allotment.money import take_off_short
from bukapo.orders.cod import plan_of_order
from bukapo.orders.events import facts
from bukapo.orders.models import Order
from bukapo.orders.receive import Incoming, receive
from bukapo.payments.allowance import price_left
from bukapo.payments.rules import COD
from bukapo.shipping.rules import COURIER
from bukapo.trust.claims.days import arrived_at
from bukapo.trust.claims.events import OrderCompensated
from bukapo.trust.claims.rules import LOST, SETTLED
from bukapo.trust.claims.steps import become
from bukapo.trust.models import Claim


def compensate(order: Order, claim: Claim, actor: Actor, at: datetime) -> OrderCompensated:
    """Off the order's price, and owed back as far as it was paid: also what the courier has collected for it.

    That money is noted (and recorded) first; the caller records the rest.
    """
    collected = collected_for(order, claim)
    if collected:
        record([receive(order, Incoming(collected, COD), at=at)], actor=actor, at=at)
    taken = take_off_short(order, claim.amount, f"Komplain ke-{claim.number}", at)
    become(claim, SETTLED, settled_at=at, amount=taken.amount)
    return OrderCompensated(
        **facts(order), state=taken.state, claim_id=claim.pk, **taken.told(), postings=taken.postings
    )


def collected_for(order: Order, claim: Claim) -> int:
    """Rupiah of cash on delivery that nobody has noted yet: a courier hands nothing over without its money."""
    came = claim.reason != LOST and arrived_at(order) is not None
    if not came or order.outstanding <= 0 or order.fulfilment != COURIER:
        return 0
    return order.outstanding if plan_of_order(order).is_cod else 0


def foreseen(order: Order, claim: Claim, amount: int) -> tuple[int, int]:
    """(rupiah less to pay, how much of it was paid and goes back) if so much were granted now."""
    off = min(amount, price_left(order))
    return off, max(0, min(off, off - (order.outstanding - collected_for(order, claim))))

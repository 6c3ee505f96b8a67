"""A claim's own line of time, and what a refund would do to the order's money."""

from typing import Any

from bukapo.faces.dashboard.orders.told import Entry, entries
from bukapo.journal.events import SELLER
from bukapo.journal.reads import timeline
from bukapo.orders.models import Order
from bukapo.trust.claims.money import foreseen
from bukapo.trust.models import Claim


def entries_of(order: Order, claim_id: int) -> list[Entry]:
    """What happened to this claim, newest first."""
    moments = timeline(audience=SELLER, order_id=order.pk)
    return entries(tuple(one for one in moments if one.data.get("claim_id") == claim_id))


def foreseen_refund(claim: Claim, amount: int) -> dict[str, Any]:
    """`off` rupiah less to pay, `back` of them were paid and go back."""
    off, back = foreseen(claim.order, claim, amount)
    return {"off": off, "back": back}

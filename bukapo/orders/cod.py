"""Cash on delivery: what of an order is paid at the handing over. Steps; they need an open transaction."""

from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import plan_of
from bukapo.kernel.entry import Line
from bukapo.ledger.models import Posting
from bukapo.ledger.rules import CASH_AT_COURIER
from bukapo.orders.models import Order
from bukapo.payments.plans import Plan
from bukapo.payments.steps import live_charges, open_charge


def plan_of_order(order: Order) -> Plan:
    """How the order's PO is paid."""
    rows = Campaign.objects.of(order.store_id).select_related("store")
    return plan_of(rows.get(pk=order.campaign_id))


def rest_is_cod(order: Order) -> bool:
    """Everything that is still owed was agreed to be paid at the handing over; nothing asked before is missing."""
    missing = any(charge.rest for charge in live_charges(order) if charge.opened_at)
    return not missing and plan_of_order(order).is_cod


def ask_at_handover(order: Order, *, at: datetime) -> list[Line]:
    """The goods leave: what is paid in cash is asked now, without a unique code and without a day."""
    planned = [charge for charge in live_charges(order) if charge.state == "planned"]
    return [line for charge in planned for line in open_charge(charge, at=at, due_at=None, plain=True)]


def at_courier(order: Order) -> int:
    """Rupiah of this order that a courier has collected and not handed over yet, by the ledger."""
    rows = Posting.objects.of(order.store_id).filter(order=order)
    came = rows.filter(destination__code=CASH_AT_COURIER).values_list("amount", flat=True)
    left = rows.filter(source__code=CASH_AT_COURIER).values_list("amount", flat=True)
    return sum(came) - sum(left)

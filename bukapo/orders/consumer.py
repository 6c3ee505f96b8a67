"""What orders do when something happened elsewhere."""

from datetime import datetime

from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.orders.writes.pay import ask_balance
from bukapo.orders.writes.serve import MOST, serve_campaign
from bukapo.payments.models import Charge


def ask_balances(event: EventRow, at: datetime) -> None:
    """Production is finished: ask every order for what was planned without a day of its own. Safe to run again."""
    orders = Order.objects.of(event.store_id).filter(
        campaign_id=event.campaign_id,
        state__in=HOLDING,
        charges__in=Charge.objects.of(event.store_id).filter(state="planned", due_at=None),
    )
    for order_id in orders.values_list("pk", flat=True).distinct().order_by("pk"):
        try:
            ask_balance(store_id=event.store_id, order_id=order_id, actor=SYSTEM_ACTOR, at=at)
        except Refusal:
            continue


def serve_line(event: EventRow, at: datetime) -> None:
    """Pieces may have come free on a way that serves nobody itself, or more than one transaction serves."""
    if event.campaign_id is None:
        return
    while serve_campaign(store_id=event.store_id, campaign_id=event.campaign_id, at=at) == MOST:
        continue

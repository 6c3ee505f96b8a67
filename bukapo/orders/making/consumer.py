"""What an order does when it is made."""

from datetime import datetime

from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.writes.pay import ask_balance


def ask_its_balance(event: EventRow, at: datetime) -> None:
    """One order's goods are there: what was planned without a day of its own is asked now. Safe to run again."""
    assert event.order_id is not None  # it is the order's own event
    try:
        ask_balance(store_id=event.store_id, order_id=event.order_id, actor=SYSTEM_ACTOR, at=at)
    except Refusal:
        return  # nothing is planned any more, or the order is over

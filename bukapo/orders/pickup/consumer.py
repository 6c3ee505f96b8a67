"""An order that is over, or is sent instead, gives its place in a slot back."""

from datetime import datetime

from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import PickupChoice
from bukapo.orders.pickup.writes import free_place


def free_its_place(event: EventRow, at: datetime) -> None:
    """Safe to run again."""
    if (
        event.order_id is None
        or not PickupChoice.objects.of(event.store_id).filter(order_id=event.order_id).exists()
    ):
        return
    try:
        free_place(store_id=event.store_id, order_id=event.order_id, actor=SYSTEM_ACTOR, at=at)
    except Refusal:
        return

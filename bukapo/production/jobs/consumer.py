"""What a job does when its work order is done, or when its order is over."""

from datetime import datetime

from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.making.writes import declare_made
from bukapo.production.models import WorkOrder
from bukapo.production.writes.work_orders import cancel_work_order

REASON = "Pesanannya dibatalkan"


def order_is_made(event: EventRow, at: datetime) -> None:
    """The workshop has reported all of one order: it is made. Safe to run again; of other work orders nothing."""
    if event.order_id is None:
        return
    try:
        declare_made(store_id=event.store_id, order_id=event.order_id, actor=SYSTEM_ACTOR, at=at)
    except Refusal:
        return  # the seller was faster, or the order is over


def call_off(event: EventRow, at: datetime) -> None:
    """The order is cancelled: whoever works on it hears of it. Safe to run again."""
    works = WorkOrder.objects.of(event.store_id).filter(order_id=event.order_id)
    for work_order_id in works.exclude(state__in=["done", "cancelled", "refused"]).values_list(
        "pk", flat=True
    ):
        try:
            cancel_work_order(
                store_id=event.store_id, work_order_id=work_order_id, reason=REASON, actor=SYSTEM_ACTOR, at=at
            )
        except Refusal:
            continue  # done or refused meanwhile

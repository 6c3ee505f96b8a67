"""What time makes due for orders. The worker calls each; every row is its own write."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.gateways.attempts import still_coming
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.orders.writes.pay import remind_payment
from bukapo.orders.writes.release import expire_order
from bukapo.payments.models import Attempt, Charge

_BATCH = 100


def expire_unpaid(at: datetime) -> int:
    """Orders past their pay-by time, without money, without a proof that waits, and with no gateway about to pay."""
    rows = Order.objects.across_stores("the worker serves every store").filter(
        state="placed", pay_by__lte=at, paid=0
    )
    coming = Attempt.objects.across_stores("the worker serves every store").filter(still_coming(at))
    rows = rows.exclude(proofs__state="pending").exclude(pk__in=coming.values("order"))
    rows = rows.values_list("store_id", "pk").order_by("pay_by")[:_BATCH]
    return _each(rows, lambda store, pk: expire_order(store_id=store, order_id=pk, actor=SYSTEM_ACTOR, at=at))


def remind_unpaid(at: datetime) -> int:
    """Open charges: once when less than a third of the time (at most a day) is left, once when overdue."""
    rows = Charge.objects.across_stores("the worker serves every store").filter(
        state="open", due_at__isnull=False, order__state__in=HOLDING, reminded__lt=2, opened_at__isnull=False
    )
    soon = Q(reminded=0, due_at__lte=at + timedelta(days=1), due_at__gt=at)
    late = Q(reminded__lt=2, due_at__lte=at, order__state="confirmed")
    rows = rows.filter(soon | late).exclude(order__proofs__state="pending").order_by("due_at")
    due = [row for row in rows.select_related("order")[:_BATCH] if _time_to_remind(row, at)]
    pairs = [(charge.store_id, charge.pk) for charge in due]
    return _each(
        pairs, lambda store, pk: remind_payment(store_id=store, charge_id=pk, actor=SYSTEM_ACTOR, at=at)
    )


def _time_to_remind(charge: Charge, at: datetime) -> bool:
    if charge.due_at is None or charge.opened_at is None:
        return False
    if charge.due_at <= at:
        return charge.reminded < 2
    return (charge.due_at - at) * 3 <= charge.due_at - charge.opened_at


def _each(rows: Any, act: Callable[[int, int], object]) -> int:
    done = 0
    for store_id, pk in rows:
        try:
            act(store_id, pk)
        except Refusal:
            continue  # somebody was faster, or the row changed since we looked
        done += 1
    return done

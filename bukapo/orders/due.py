"""What time makes due for orders. The worker calls each; every row is its own write."""

from datetime import datetime

from django.db.models import Q

from bukapo.journal.alone import each_alone
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.orders.delays.reads import leaving
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.orders.writes.pay import remind_payment
from bukapo.orders.writes.release import expire_order
from bukapo.payments.dunning import AFTER, BEFORE, SOON, rung_of
from bukapo.payments.models import Charge
from bukapo.payments.waiting import without_signs

_BATCH = 100


def expire_unpaid(at: datetime) -> int:
    """Orders past their pay-by time, without money and without a sign that it may be here."""
    rows = Order.objects.across_stores("the worker serves every store").filter(
        state="placed", pay_by__lte=at, paid=0
    )
    rows = without_signs(rows, at).values_list("store_id", "pk").order_by("pay_by")[:_BATCH]
    return each_alone(
        rows, lambda store, pk: expire_order(store_id=store, order_id=pk, actor=SYSTEM_ACTOR, at=at)
    )


def remind_unpaid(at: datetime) -> int:
    """Open charges, each rung of the ladder once (`payments.dunning`); quiet while the money may be here.

    What is overdue is only reminded of where money has come already: an order without any expires instead. Who has
    chosen the money back because a date moved is not asked for more.
    """
    rows = Charge.objects.across_stores("the worker serves every store").filter(
        state="open", due_at__isnull=False, order__state__in=HOLDING, opened_at__isnull=False
    )
    rung = Q(reminded__lt=BEFORE, due_at__gt=at, due_at__lte=at + SOON)
    for number, wait in AFTER.items():
        rung |= Q(order__paid__gt=0, reminded__lt=number, due_at__lte=at - wait)
    rows = without_signs(rows.filter(rung).exclude(order_id__in=leaving()), at, order="order_id")
    rows = rows.order_by("due_at")
    due = [row for row in rows[:_BATCH] if _rung(row, at) > row.reminded]
    pairs = [(charge.store_id, charge.pk) for charge in due]
    return each_alone(
        pairs, lambda store, pk: remind_payment(store_id=store, charge_id=pk, actor=SYSTEM_ACTOR, at=at)
    )


def _rung(charge: Charge, at: datetime) -> int:
    return rung_of(opened_at=charge.opened_at, due_at=charge.due_at, at=at)

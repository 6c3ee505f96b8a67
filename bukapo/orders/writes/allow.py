"""Goodwill: an order costs less than was agreed, also when all of it is paid."""

from datetime import datetime

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.orders.edges import AllowanceGranted
from bukapo.orders.events import facts
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING, ORDER
from bukapo.orders.steps import lock_order, refuse_when_moved, save_money
from bukapo.orders.taxes import retaxed, taxed
from bukapo.payments.allowance import price_left, take_off
from bukapo.payments.models import Allowance
from bukapo.payments.steps import settle


class MoreThanPrice(Refusal):
    code = "more_than_price"
    sentence = gettext_noop("Potongan paling banyak {most}, sebesar harga pesanan ini.")


@write
def grant_allowance(
    *,
    store_id: int,
    order_id: int,
    amount: int,
    reason: str,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> AllowanceGranted:
    """Take `amount` rupiah off the order. What was paid already is then too much: refund it, or keep it as credit.

    Survives a change of the order. Raises WrongState (released), MoreThanPrice, Invalid (reason), Moved.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    refuse_when_moved(order, seen)
    if order.state not in HOLDING:
        raise WrongState(state=order.state)
    reason = reason.strip()[:200]
    if not reason:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya. Pembeli ikut membaca."))
    most = price_left(order)
    if not 0 < amount <= most:
        raise MoreThanPrice(most=rupiah(most))
    before = taxed(order)
    lines = take_off(order, amount)
    order.charged -= sum(line.amount for line in lines)
    order.forgiven += amount
    lines += retaxed(order, before=before, cause=f"order:{order.pk}")
    save_money(order)
    row = Allowance.objects.create(
        store_id=store_id, order=order, amount=amount, reason=reason, granted_at=at
    )
    first = settle(order)[0].state == "paid" and order.state == "placed"
    if first:
        move(Order.objects.of(store_id), pk=order.pk, machine=ORDER, to="confirmed", confirmed_at=at)
    return AllowanceGranted(
        **facts(order),
        state="confirmed" if first else "",
        allowance_id=row.pk,
        amount=amount,
        reason=reason,
        postings=tuple(lines),
    )

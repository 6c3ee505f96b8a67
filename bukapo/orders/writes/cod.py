"""Cash on delivery: taken in by the seller, collected at the handing over, paid out by the courier."""

from datetime import datetime

from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.ledger.rules import CASH_AT_COURIER, FEES, cash
from bukapo.orders.cod import at_courier, plan_of_order, rest_is_cod
from bukapo.orders.events import OrderReceived, facts
from bukapo.orders.models import Order
from bukapo.orders.plan_events import CodPaidOut, OrderTakenIn
from bukapo.orders.receive import Incoming, check_bank, receive
from bukapo.orders.rules import ORDER
from bukapo.orders.steps import lock_order, refuse_when_moved
from bukapo.orders.writes.send import NotPickup, hand_over_within
from bukapo.payments.rules import CASH, COD
from bukapo.shipping.rules import PICKUP


class NotCod(Refusal):
    code = "not_cod"
    sentence = gettext_noop("Pesanan ini tidak dibayar COD.")


class NothingAtCourier(Refusal):
    code = "nothing_at_courier"
    sentence = gettext_noop("Tidak ada uang COD pesanan ini di kurir.")


@write
def take_in_order(
    *, store_id: int, order_id: int, actor: Actor, at: datetime, seen: int | None = None
) -> OrderTakenIn:
    """The seller agrees to an order without any first payment (say after a chat with the buyer): it is confirmed.

    Raises NotCod when something is to be paid first, WrongState, Moved.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    refuse_when_moved(order, seen)
    if plan_of_order(order).mode != COD or not rest_is_cod(order):
        raise NotCod()
    if order.state != "placed":
        raise WrongState(state=order.state)
    move(Order.objects.of(store_id), pk=order.pk, machine=ORDER, to="confirmed", confirmed_at=at)
    return OrderTakenIn(**facts(order), state="confirmed")


def hand_over_for_cash(
    *, store_id: int, order_id: int, actor: Actor, at: datetime, seen: int | None = None
) -> OrderReceived:
    """The buyer stands here, pays the rest in cash and takes the order. Raises NotCod, NotPickup, WrongState, Moved."""
    with writing():
        order = lock_order(store_id=store_id, order_id=order_id)
        refuse_when_moved(order, seen)
        if order.fulfilment != PICKUP:
            raise NotPickup()
        if order.state not in ("placed", "confirmed"):
            raise WrongState(state=order.state)
        if not rest_is_cod(order):
            raise NotCod()
        if order.outstanding > 0:
            record([receive(order, Incoming(order.outstanding, CASH), at=at)], actor=actor, at=at)
        event = hand_over_within(store_id=store_id, order_id=order_id, at=at)
        record([event], actor=actor, at=at)
    return event


def pay_out_cod(
    *,
    store_id: int,
    order_id: int,
    fee: int,
    bank_account_id: int | None,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> CodPaidOut:
    """COD cair: the courier's money for this order is on the account (or in hand when None), less its `fee`.

    What was not noted as collected is noted first: the courier would not pay it out otherwise. Raises
    NothingAtCourier, Invalid, Moved.
    """
    with writing():
        order = lock_order(store_id=store_id, order_id=order_id)
        refuse_when_moved(order, seen)
        check_bank(store_id, bank_account_id)
        if order.state in ("shipped", "received") and order.outstanding > 0 and plan_of_order(order).is_cod:
            record([receive(order, Incoming(order.outstanding, COD), at=at)], actor=actor, at=at)
        amount = at_courier(order)
        if amount <= 0:
            raise NothingAtCourier()
        if not 0 <= fee < amount:
            raise Invalid(field="fee", why=gettext_noop("Biaya kurir harus kurang dari uang COD-nya."))
        event = CodPaidOut(
            **facts(order), amount=amount, fee=fee, postings=_paid_out(order, amount, fee, bank_account_id)
        )
        record([event], actor=actor, at=at)
    return event


def _paid_out(order: Order, amount: int, fee: int, bank_account_id: int | None) -> tuple[Line, ...]:
    cause = f"order:{order.pk}"
    arrived = Line(CASH_AT_COURIER, cash(bank_account_id), amount - fee, cause, order.pk)
    return (arrived, Line(CASH_AT_COURIER, FEES, fee, cause, order.pk)) if fee else (arrived,)

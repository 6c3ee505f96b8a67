"""Where the money goes back to: the buyer's own word, or the seller's after asking. And the buyer's wish for it."""

from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.money import rupiah
from bukapo.orders.edges import GiftReturned, RefundAccountGiven
from bukapo.orders.events import RefundPromised, facts
from bukapo.orders.gifts import split_gift
from bukapo.orders.refunding import account_columns, checked_account, owe
from bukapo.orders.steps import lock_order, save_money
from bukapo.orders.writes.release import MoreThanOwed
from bukapo.payments.models import Refund
from bukapo.payments.steps import settle
from bukapo.stores.rules import Bank


@write
def ask_money_back(
    *, store_id: int, order_id: int, account: Bank, actor: Actor, at: datetime
) -> RefundPromised | GiftReturned:
    """The buyer wants everything back that is too much, to this account; rewards come back as such.

    Raises MoreThanOwed, Invalid.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    to = checked_account(account)
    amount = -order.outstanding
    if amount <= 0:
        raise MoreThanOwed(most=rupiah(0))
    amount, gift = split_gift(order, amount, actor, at)
    if gift:
        return gift
    refund, lines = owe(order, amount, "Diminta pembeli", at, to)
    save_money(order)
    settle(order)
    return RefundPromised(
        **facts(order), refund_id=refund.pk, amount=amount, reason=refund.reason, postings=tuple(lines)
    )


@write
def give_refund_account(
    *, store_id: int, order_id: int, account: Bank, actor: Actor, at: datetime
) -> RefundAccountGiven:
    """Every refund of the order that is still to be sent goes to this account. Raises WrongState (none), Invalid."""
    order = lock_order(store_id=store_id, order_id=order_id)
    to = checked_account(account)
    owed = Refund.objects.of(store_id).filter(order=order, state="owed")
    ids = tuple(owed.order_by("pk").values_list("pk", flat=True))
    if not ids:
        raise WrongState(state="paid")
    owed.filter(pk__in=ids).update(**account_columns(to))
    return RefundAccountGiven(**facts(order), refund_ids=ids)

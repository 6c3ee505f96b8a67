"""A reward that paid for an order comes back as a reward: what the store gave never becomes money. Steps."""

from datetime import datetime

from django.db.models import Q, Sum

from bukapo.journal.write import record
from bukapo.kernel.actor import SYSTEM_ACTOR, Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.ids import credit_code
from bukapo.ledger.rules import CREDITS, RECEIVABLE
from bukapo.orders.edges import GiftReturned
from bukapo.orders.events import facts
from bukapo.orders.models import Order
from bukapo.orders.steps import save_money
from bukapo.orders.taxes import retaxed, taxed
from bukapo.payments.models import Credit, CreditUse
from bukapo.payments.steps import settle

CAME_BACK = Q(gift=True, guarantee__isnull=True, reward_of__isnull=True)
"""Credits that are rewards come back: neither given for being late nor earned by inviting."""


def return_gift(order: Order, amount: int, at: datetime) -> int:
    """Rupiah of `amount`, about to go back, that are no money: back as credit already, and told. The caller saves."""
    event = gift_returned(order, amount, at)
    if event is None:
        return 0
    record([event], actor=SYSTEM_ACTOR, at=at)
    return event.amount


def split_gift(order: Order, amount: int, actor: Actor, at: datetime) -> tuple[int, GiftReturned | None]:
    """(rupiah of `amount`, about to go back, that are money; the event of the whole write where none are)."""
    event = gift_returned(order, amount, at)
    if event is None:
        return amount, None
    if event.amount < amount:
        record([event], actor=actor, at=at)
        return amount - event.amount, None
    save_money(order)
    settle(order)
    return 0, event


def gift_returned(order: Order, amount: int, at: datetime) -> GiftReturned | None:
    """As `return_gift`, not recorded yet; None where all of it is the buyer's money. That goes back first."""
    gifts = held_gifts(order)
    part = max(0, min(gifts, amount - (order.paid - order.refunded - gifts)))
    if not part:
        return None
    row = Credit.objects.create(
        store_id=order.store_id, order=order, phone=order.phone, email=order.email, code=credit_code(),
        amount=part, gift=True, kept_at=at,
    )  # fmt: skip
    before, cause = taxed(order), f"credit:{row.pk}"
    order.refunded += part
    line = Line(CREDITS, RECEIVABLE, part, cause, order.pk)
    return GiftReturned(
        **facts(order), credit_id=row.pk, amount=part,
        postings=(line, *retaxed(order, before=before, cause=cause)),
    )  # fmt: skip


def held_gifts(order: Order) -> int:
    """Rupiah of rewards among what lies with the order. One query where there are none."""
    spent = CreditUse.objects.of(order.store_id).filter(payment__order=order, credit__gift=True)
    came = spent.aggregate(sum=Sum("amount"))["sum"] or 0
    if not came:
        return 0
    back = Credit.objects.of(order.store_id).filter(CAME_BACK, order=order)
    return int(came - (back.aggregate(sum=Sum("amount"))["sum"] or 0))

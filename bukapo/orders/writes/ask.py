"""Asking for what was agreed to be paid on a day: an instalment, a balance with a date."""

from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.orders.events import BalanceAsked, OrderEvent, facts
from bukapo.orders.models import Order
from bukapo.orders.plan_events import InstalmentAsked
from bukapo.orders.rules import HOLDING
from bukapo.orders.steps import lock_order, save_money
from bukapo.orders.taxes import retaxed, taxed
from bukapo.orders.writes.pay import NothingToPay
from bukapo.payments.models import Charge
from bukapo.payments.plans import LEAST_TIME
from bukapo.payments.rules import INSTALMENT
from bukapo.payments.steps import live_charges, open_charge, settle


@write
def ask_planned(*, store_id: int, charge_id: int, actor: Actor, at: datetime) -> OrderEvent:
    """Ask for a planned charge whose day is near, until that day; at least a day from now if it was found late.

    Not before the order's first payment is in. Raises NotFound, NothingToPay.
    """
    found = Charge.objects.of(store_id).filter(pk=charge_id).first()
    if found is None:
        raise NotFound()
    order = lock_order(store_id=store_id, order_id=found.order_id)
    found.refresh_from_db()
    if (
        found.state != "planned"
        or found.due_at is None
        or order.state not in HOLDING
        or order.state == "placed"
    ):
        raise NothingToPay()
    due_at, before = max(found.due_at, at + LEAST_TIME), taxed(order)
    lines = open_charge(found, at=at, due_at=due_at)
    order.charged += sum(line.amount for line in lines)
    lines += retaxed(order, before=before, cause=f"charge:{found.pk}")
    save_money(order)
    settle(order)
    if found.kind != INSTALMENT:
        return BalanceAsked(**facts(order), now=found.rest, due_at=due_at, postings=tuple(lines))
    term, terms = _place(order, found)
    return InstalmentAsked(
        **facts(order), charge_id=found.pk, term=term, terms=terms, now=found.rest, due_at=due_at, postings=tuple(lines)
    )  # fmt: skip


def _place(order: Order, charge: Charge) -> tuple[int, int]:
    instalments = [one.pk for one in live_charges(order) if one.kind == INSTALMENT]
    return instalments.index(charge.pk) + 1, len(instalments)

"""Asking an order's price anew: the one way in which a changed price reaches the charges. A step of a write."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bukapo.kernel.entry import Line
from bukapo.orders.models import Order
from bukapo.orders.steps import save_money, void_all
from bukapo.payments.allowance import allow_again
from bukapo.payments.models import Charge
from bukapo.payments.plans import LEAST_TIME, Ask, Plan, asks, asks_beside
from bukapo.payments.steps import CodeBook, drop_codes, live_charges, new_charges, raised, void


def recharge(order: Order, plan: Plan, *, at: datetime, plain: bool = False) -> list[Line]:
    """Make the charges ask what the order now costs (goods less discount, shipping), and return the ledger lines.

    First charges that are paid stand; everything after them is asked anew by the plan, what was asked already at once
    again and until the same day. Where they no longer fit (the price fell below them) all is asked anew, and the money
    fills it. `plain`: without unique codes. The caller settles.
    """
    charges = live_charges(order)
    asked = sum(c.goods + c.shipping for c in charges) + order.forgiven
    same_shipping = sum(c.shipping for c in charges) == order.shipping_fee
    if asked == order.net_goods + order.shipping_fee and same_shipping:
        return []
    kept = [c for c in charges if c.state == "paid"] if not order.forgiven else []
    goods = order.net_goods - sum(c.goods for c in kept)
    shipping = order.shipping_fee - sum(c.shipping for c in kept)
    if kept and goods >= 0 and shipping >= 0:
        gone = [charge for charge in charges if charge not in kept]
        lines = [line for charge in gone for line in void(charge)]
        parts = asks_beside(plan, [c.kind for c in kept], goods=goods, shipping=shipping, pieces=order.pieces)
        parts, due_at = _again(parts, gone), _until(order, gone, at)
    else:
        kept, due_at = [], order.pay_by
        lines = void_all(order)
        parts = asks(plan, goods=order.net_goods, shipping=order.shipping_fee, pieces=order.pieces)
    lines += ask_for(order, parts, plan, kept=kept, due_at=due_at, at=at, plain=plain)
    lines += allow_again(order)
    save_money(order)
    return lines


def ask_for(
    order: Order,
    parts: Sequence[Ask],
    plan: Plan,
    *,
    kept: Sequence[Charge],
    due_at: datetime | None,
    at: datetime,
    plain: bool,
) -> list[Line]:
    """Raise these charges beside the `kept` ones. `due_at`: until when what is asked at once is to be paid."""
    now = sum(part.amount for part in parts if part.now)
    codes = CodeBook(order.store_id, [part.amount for part in parts if part.now])
    first = Charge.objects.of(order.store_id).filter(order=order).count()
    fresh = new_charges(order, parts, codes=codes, at=at, due_at=due_at, zone=plan.zone, first=first)
    over = order.paid - order.refunded - sum(charge.total for charge in kept)
    if plain or over >= now:
        drop_codes(fresh)  # the money is here already: nothing needs to be recognised
    Charge.objects.bulk_create(fresh)
    order.charged = sum(charge.total for charge in [*kept, *fresh])
    save_money(order)
    return [line for charge in fresh for line in raised(charge)]


def _again(parts: Sequence[Ask], gone: Sequence[Charge]) -> list[Ask]:
    """What was open stays asked, whatever its sum is now."""
    opened = {charge.kind for charge in gone if charge.opened_at}
    first = next((place for place, part in enumerate(parts) if part.kind in opened), -1)
    return [replace(part, now=part.now or place == first) for place, part in enumerate(parts)]


def _until(order: Order, gone: Sequence[Charge], at: datetime) -> datetime | None:
    """The day of what was asked before; else as long as there was to pay the first time. None: it never had a day."""
    if order.state == "placed" or order.pay_by is None:
        return order.pay_by
    days = [charge.due_at for charge in gone if charge.opened_at and charge.due_at]
    if days:
        return max(min(days), at + LEAST_TIME)
    return max(order.pay_by, at + (order.pay_by - order.placed_at))

"""The money of missing pieces: off the order's price, and back as far as it was paid. Steps on a locked order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.journal.steps import move
from bukapo.kernel.entry import Line
from bukapo.orders.allotment.rules import worth
from bukapo.orders.gifts import return_gift
from bukapo.orders.models import Order, ShortPiece
from bukapo.orders.refunding import owe
from bukapo.orders.rules import ORDER
from bukapo.orders.steps import save_money
from bukapo.orders.taxes import retaxed, taxed
from bukapo.payments.allowance import price_left, take_off
from bukapo.payments.models import Allowance
from bukapo.payments.steps import settle


@dataclass(frozen=True)
class TakenOff:
    """`amount` rupiah less to pay, `back` of it owed back. `state`: "confirmed" when that made the order sure."""

    amount: int = 0
    back: int = 0
    allowance_id: int | None = None
    refund_id: int | None = None
    state: str = ""
    postings: tuple[Line, ...] = ()

    def told(self) -> dict[str, Any]:
        """The fields of an event."""
        return {
            "amount": self.amount,
            "refund": self.back,
            "allowance_id": self.allowance_id,
            "refund_id": self.refund_id,
        }


def worth_of(order: Order, short: ShortPiece) -> int:
    """Rupiah the buyer pays for these pieces, goods only: the parcel goes anyway."""
    line = short.line
    return worth(
        line_total=line.total, qty=line.qty, pieces=short.pieces, goods=order.goods, discount=order.discount
    )


def take_off_short(order: Order, amount: int, reason: str, at: datetime) -> TakenOff:
    """Like an allowance, and what lies with the order beyond its new price is owed back at once.

    Never more than the order's charges still ask, nor more back than was paid. The latest unpaid money goes first.
    """
    amount = min(amount, price_left(order))
    if not amount:
        return TakenOff()
    before = taxed(order)
    lines = take_off(order, amount)
    order.charged -= sum(line.amount for line in lines)
    order.forgiven += amount
    lines += retaxed(order, before=before, cause=f"order:{order.pk}")
    granted = Allowance.objects.create(
        store_id=order.store_id, order=order, amount=amount, reason=reason, granted_at=at
    )
    back = max(0, min(amount, -order.outstanding))
    back -= return_gift(order, back, at)
    refund = None
    if back:
        refund, owed = owe(order, back, reason, at)
        lines += owed
    save_money(order)
    sure = settle(order)[0].state == "paid" and order.state == "placed"
    if sure:
        move(Order.objects.of(order.store_id), pk=order.pk, machine=ORDER, to="confirmed", confirmed_at=at)
    return TakenOff(
        amount, back, granted.pk, refund.pk if refund else None, "confirmed" if sure else "", tuple(lines)
    )

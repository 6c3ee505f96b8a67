"""What is odd about an order's money, in words that buyer and seller both read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from bukapo.kernel.money import rupiah
from bukapo.orders.rules import HOLDING
from bukapo.payments.dunning import DECIDE_AFTER

LATE, GONE, DOUBLE, OVER, SHORT, OVERDUE, AHEAD = (
    "late",
    "gone",
    "double",
    "over",
    "short",
    "overdue",
    "ahead",
)
"""late: paid after it was released; gone: after it was cancelled; ahead: more than asked, already counted for later."""

TWICE_WITHIN = timedelta(days=7)
"""Two payments of the same amount in so many days are one that was made twice."""


@dataclass(frozen=True)
class Oddity:
    """`amount` rupiah are too many, or missing. `text` says what can become of it."""

    kind: str
    amount: int
    title: str
    text: str

    @property
    def needs_word(self) -> bool:
        """Somebody has to decide. What already counts for the balance needs nobody."""
        return self.kind != AHEAD


def oddity_of(order: Any, *, charges: Sequence[Any], payments: Sequence[Any], at: datetime) -> Oddity | None:
    """The one thing to say about this order's money, None when it is as it should be.

    `charges` are the live ones in order (state, total, paid, rest, due_at, reminded), `payments` are all of them
    (amount, received_at).
    """
    over = -order.outstanding
    if over > 0:
        return _too_much(order, over, payments)
    if order.state not in HOLDING:
        return None
    short = next((c for c in charges if c.state == "open" and c.paid and c.rest), None)
    if order.paid and (late := _overdue(charges, at)):
        return late
    if short:
        told = {"came": rupiah(short.paid), "asked": rupiah(short.total)}
        text = _("Masuk %(came)s dari %(asked)s yang ditagih.") % told
        return Oddity(SHORT, short.rest, _("Kurang %(amount)s") % {"amount": rupiah(short.rest)}, text)
    early = sum(charge.paid for charge in charges if charge.state == "planned")
    if early:
        text = _("Sudah dihitung untuk pelunasan, jadi nanti tinggal sisanya.")
        return Oddity(AHEAD, early, _("Lebih %(amount)s dari yang ditagih") % {"amount": rupiah(early)}, text)
    return None


def _too_much(order: Any, over: int, payments: Sequence[Any]) -> Oddity:
    way = _("Bisa dikembalikan, atau disimpan sebagai saldo untuk pesanan lain.")
    amount = {"amount": rupiah(over)}
    if order.state == "cancelled":
        return Oddity(GONE, over, _("%(amount)s masuk setelah pesanan dibatalkan") % amount, way)
    if order.state == "expired":
        late_way = _(
            "Pesanan diterima lagi kalau kuotanya masih ada. "
            "Kalau tidak, uangnya dikembalikan atau disimpan sebagai saldo."
        )
        return Oddity(LATE, over, _("%(amount)s masuk setelah lewat batas bayar") % amount, late_way)
    if twice := _paid_twice(payments, over):
        return Oddity(
            DOUBLE, over, _("Terbayar dua kali: %(amount)s masuk dua kali") % {"amount": rupiah(twice)}, way
        )
    return Oddity(OVER, over, _("Lebih bayar %(amount)s") % amount, way)


def _paid_twice(payments: Sequence[Any], over: int) -> int:
    """The amount that came twice within days, when all of it is too much; else 0."""
    seen: dict[int, datetime] = {}
    for payment in sorted(payments, key=lambda row: row.received_at):
        before = seen.get(payment.amount)
        if before and payment.received_at - before <= TWICE_WITHIN and over >= payment.amount:
            return int(payment.amount)
        seen[payment.amount] = payment.received_at
    return 0


def _overdue(charges: Sequence[Any], at: datetime) -> Oddity | None:
    late = [c for c in charges if c.state == "open" and c.rest and c.due_at and c.due_at + DECIDE_AFTER <= at]
    if not late:
        return None
    rest = sum(charge.rest for charge in late)
    days = (at - min(charge.due_at for charge in late)).days
    text = _("Sudah %(days)s hari lewat batas bayar.") % {"days": days}
    if any(charge.reminded for charge in late):
        text += " " + _("Sudah diingatkan.")
    return Oddity(OVERDUE, rest, _("Belum dibayar: %(amount)s") % {"amount": rupiah(rest)}, text)

"""An order's account in plain words, the same for buyer and seller: told from the ledger, so it cannot disagree."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from bukapo.kernel.money import rupiah
from bukapo.ledger.models import Posting
from bukapo.ledger.rules import (
    CODES,
    CREDITS,
    DEPOSITS,
    DISCOUNT,
    FORGIVEN,
    RECEIVABLE,
    REFUNDS_PAYABLE,
    REVENUE,
    UNIQUE_CODE,
)
from bukapo.payments.models import Charge, Payment, Refund

_CHARGED = {DEPOSITS, UNIQUE_CODE, FORGIVEN, DISCOUNT}
"""Where what a buyer owes comes from and goes back to, as long as no money moves."""


@dataclass(frozen=True)
class AccountRow:
    """`amount` rupiah more (+) or less (-) to pay, `rest` to pay after it. `receipt`: the code of a payment's nota."""

    at: datetime
    words: str
    amount: int
    rest: int
    note: str = ""
    receipt: str = ""

    @property
    def size(self) -> int:
        return abs(self.amount)

    @property
    def left(self) -> int:
        return abs(self.rest)


@dataclass(frozen=True)
class AccountTold:
    """Oldest first. `rest` is the order's outstanding, below zero: too much lies with the store."""

    rows: tuple[AccountRow, ...]
    released: bool

    @property
    def rest(self) -> int:
        return self.rows[-1].rest if self.rows else 0

    @property
    def closing(self) -> str:
        """The last line: how the order stands."""
        if self.rest > 0:
            return _("Sisa yang harus dibayar")
        if self.rest < 0:
            return _("Kelebihan di toko")
        return _("Tidak ada tagihan lagi") if self.released else _("Lunas")

    @property
    def closing_amount(self) -> int:
        return abs(self.rest)

    def text(self) -> str:
        """For a message: a line per row, then the last line."""
        lines = [
            f"{row.words}: {'−' if row.amount < 0 else ''}{rupiah(abs(row.amount))}" for row in self.rows
        ]
        last = f"{self.closing}: {rupiah(self.closing_amount)}" if self.rest else self.closing
        return "\n".join([*lines, last])


@dataclass(frozen=True)
class _Known:
    """The rows that postings name as their causes."""

    charges: dict[str, Charge]
    payments: dict[str, Payment]
    refunds: dict[str, Refund]


def account_of(order: Any) -> AccountTold:
    """Every rupiah of one order. Four queries. Words are in the language that is active."""
    moved = Q(source__code=RECEIVABLE) | Q(destination__code=RECEIVABLE)
    postings = Posting.objects.of(order.store_id).filter(moved, order_id=order.pk)
    postings = postings.select_related("event", "source", "destination").order_by("event_id", "id")
    known = _known(order)
    rows: list[AccountRow] = []
    rest = 0
    for _event, group in groupby(postings, key=lambda posting: posting.event_id):
        for entry in _entries(list(group), known):
            rest += entry.amount
            rows.append(AccountRow(entry.at, entry.words, entry.amount, rest, entry.note, entry.receipt))
    return AccountTold(tuple(rows), released=order.state in ("expired", "cancelled"))


def _known(order: Any) -> _Known:
    own = {"order_id": order.pk}
    charges = Charge.objects.of(order.store_id).filter(**own)
    payments = Payment.objects.of(order.store_id).filter(**own).select_related("bank_account", "attempt")
    refunds = Refund.objects.of(order.store_id).filter(**own)
    return _Known(
        {f"charge:{row.pk}": row for row in charges},
        {f"payment:{row.pk}": row for row in payments},
        {f"refund:{row.pk}": row for row in refunds},
    )


def _entries(postings: list[Any], known: _Known) -> Iterable[AccountRow]:
    """One event's lines: what was charged in one row, or in one per charge; money in one row each."""
    charged = [p for p in postings if _other(p) in _CHARGED]
    if charged:
        yield from _charged(charged, known)
    for posting in postings:
        if _other(posting) not in _CHARGED:
            yield _moved(posting, known)


def _charged(postings: list[Any], known: _Known) -> Iterable[AccountRow]:
    event = postings[0].event
    whole = _WHOLE.get(event.kind)
    if whole:
        amount = sum(_signed(posting) for posting in postings)
        if amount:
            yield AccountRow(event.at, whole(), amount, 0, str(event.data.get("reason") or ""))
        return
    for cause, group in groupby(postings, key=lambda posting: posting.cause):
        lines = list(group)
        words = _charge_words(known.charges.get(cause), lines)
        yield AccountRow(event.at, words, sum(_signed(line) for line in lines), 0)


def _charge_words(charge: Charge | None, lines: list[Any]) -> str:
    if all(_other(line) == UNIQUE_CODE for line in lines):
        return _("Kode unik")
    if charge is None:
        return _("Tagihan")
    name = charge_name(charge.kind)
    if charge.state == "planned":
        return _("%(what)s, ditagih nanti") % {"what": name}
    return _("%(what)s ditagih") % {"what": name}


def charge_name(kind: str) -> str:
    """A charge in everybody's words."""
    names = {
        "full": _("Pembayaran penuh"),
        "deposit": _("DP"),
        "instalment": _("Cicilan"),
        "balance": _("Pelunasan"),
        "shipping": _("Ongkir"),
        "adjustment": _("Tambahan"),
    }
    return names.get(kind, kind)


_WHOLE: dict[str, Callable[[], str]] = {
    "order.changed": lambda: _("Pesanan diubah"),
    "order.cancelled": lambda: _("Batal, tidak jadi ditagih"),
    "order.expired": lambda: _("Hangus, tidak jadi ditagih"),
    "order.readmitted": lambda: _("Diterima lagi, ditagih"),
    "order.shortfall_forgiven": lambda: _("Kekurangan direlakan"),
    "order.allowance_granted": lambda: _("Potongan dari penjual"),
    "order.short_refunded": lambda: _("Barang yang tidak jadi"),
    "order.rest_dropped": lambda: _("Barang yang tidak jadi dikirim"),
    "order.short_swapped": lambda: _("Pilihan lain lebih murah"),
}
"""Events whose charges are told in one row: what each of them was would explain nothing."""


def _moved(posting: Any, known: _Known) -> AccountRow:
    """Money in, money back, a fee: one line of the ledger, one row."""
    at, amount, other = posting.event.at, _signed(posting), _other(posting)
    if payment := known.payments.get(posting.cause):
        return AccountRow(at, _payment_words(payment), amount, 0, payment.note, payment.receipt_code)
    if refund := known.refunds.get(posting.cause):
        return AccountRow(at, _refund_words(refund), amount, 0, refund.reason)
    if other == CREDITS:
        return AccountRow(at, _("Kelebihan disimpan sebagai saldo"), amount, 0)
    if other == REVENUE:
        return AccountRow(at, _("Potongan pembatalan"), amount, 0)
    if other == REFUNDS_PAYABLE:
        return AccountRow(at, _("Dikembalikan"), amount, 0)
    return AccountRow(at, _(CODES[other]) if other in CODES else other, amount, 0)


def _payment_words(payment: Payment) -> str:
    bank = payment.bank_account.bank if payment.bank_account else ""
    if payment.method == "gateway" and payment.attempt:
        return _("Pembayaran lewat %(gateway)s masuk") % {"gateway": payment.attempt.gateway.capitalize()}
    words = {
        "transfer": _("Transfer %(bank)s masuk") % {"bank": bank},
        "qris": _("QRIS masuk"),
        "cash": _("Uang tunai diterima"),
        "cod": _("COD dibayar"),
        "credit": _("Dibayar dengan saldo"),
    }
    return " ".join(words.get(payment.method, _("Uang masuk")).split())


def _refund_words(refund: Refund) -> str:
    words = {"paid": _("Dikembalikan"), "credited": _("Disimpan sebagai saldo")}
    return words.get(refund.state, _("Akan dikembalikan"))


def _other(posting: Any) -> str:
    """The account at the other end of the line."""
    there = posting.source if posting.destination.code == RECEIVABLE else posting.destination
    return str(there.code)


def _signed(posting: Any) -> int:
    return int(posting.amount if posting.destination.code == RECEIVABLE else -posting.amount)

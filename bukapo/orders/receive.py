"""The one way in which money reaches an order. A step: needs an open transaction and a locked order."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.journal.steps import move
from bukapo.kernel.entry import Line
from bukapo.kernel.ids import secret
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.ledger.rules import CASH_AT_COURIER, CREDITS, RECEIVABLE, at_gateway, cash
from bukapo.orders.events import PaymentReceived, facts
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING, ORDER
from bukapo.orders.steps import save_money
from bukapo.orders.taxes import retaxed, taxed
from bukapo.payments.models import Attempt, Payment, Proof, StatementLine
from bukapo.payments.rules import COD, CREDIT, GATEWAY, QRIS, TRANSFER
from bukapo.payments.steps import settle
from bukapo.stores.models import BankAccount

MAX_AMOUNT = 2_000_000_000
"""Rupiah; above it somebody typed a phone number."""


@dataclass(frozen=True)
class Incoming:
    """`amount` rupiah that came in by `method` (`payments.rules.METHODS`), and what shows it."""

    amount: int
    method: str
    bank_account_id: int | None = None
    proof: Proof | None = None
    line: StatementLine | None = None
    attempt: Attempt | None = None
    note: str = ""

    @property
    def bank(self) -> int | None:
        """The bank account it arrived at, None when at none."""
        return self.bank_account_id if self.method in (TRANSFER, QRIS) else None

    @property
    def account(self) -> str:
        """The ledger account it arrived at."""
        if self.method == GATEWAY and self.attempt:
            return at_gateway(self.attempt.gateway)
        return {COD: CASH_AT_COURIER, CREDIT: CREDITS}.get(self.method) or cash(self.bank)


def receive(order: Order, money: Incoming, *, at: datetime) -> PaymentReceived:
    """Take the money in, let it fill the charges, confirm the order when its first charge is covered.

    Whatever was asked, what came is booked; a released order takes it too (`late`). Raises Invalid.
    """
    if not 0 < money.amount <= MAX_AMOUNT:
        raise Invalid(field="amount", why=gettext_noop("Tulis jumlah yang masuk, dalam rupiah."))
    check_bank(order.store_id, money.bank)
    payment = Payment.objects.create(
        store_id=order.store_id,
        order=order,
        amount=money.amount,
        method=money.method,
        bank_account_id=money.bank,
        proof=money.proof,
        statement_line=money.line,
        attempt=money.attempt,
        received_at=at,
        note=money.note[:200],
        receipt_code=secret()[:20],
    )
    before, cause = taxed(order), f"payment:{payment.pk}"
    order.paid += money.amount
    save_money(order)
    charges = settle(order)
    first = order.state == "placed" and bool(charges) and charges[0].state == "paid"
    if first:
        move(Order.objects.of(order.store_id), pk=order.pk, machine=ORDER, to="confirmed", confirmed_at=at)
    return PaymentReceived(
        **facts(order),
        state="confirmed" if first else "",
        payment_id=payment.pk,
        amount=money.amount,
        method=money.method,
        first=first,
        late=order.state not in HOLDING,
        postings=(
            Line(RECEIVABLE, money.account, money.amount, cause, order.pk),
            *retaxed(order, before=before, cause=cause),
        ),
    )


def check_bank(store_id: int, bank_account_id: int | None) -> None:
    """Raise Invalid unless it is an account of this store (or none)."""
    known = BankAccount.objects.of(store_id).filter(pk=bank_account_id)
    if bank_account_id is not None and not known.exists():
        raise Invalid(field="bank_account", why=gettext_noop("Pilih rekening toko yang menerima uangnya."))

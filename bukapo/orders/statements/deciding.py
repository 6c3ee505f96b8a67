"""What a person says about a line that was not certain. Each verb acts once: the line's state is its guard."""

from collections.abc import Sequence
from datetime import datetime

from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.orders.events import PaymentReceived
from bukapo.orders.receive import Incoming, receive
from bukapo.orders.statements.events import (
    StatementLineIgnored,
    StatementLineLinked,
    StatementLineMatched,
    StatementLineReopened,
)
from bukapo.orders.statements.money import ProofNow, deciding_proof
from bukapo.orders.steps import lock_order
from bukapo.payments.matching.reasons import NOT_ORDER, NOTHING_FITS
from bukapo.payments.models import Payment, Proof, StatementLine
from bukapo.payments.rules import PROOF, QRIS, STATEMENT_LINE, TRANSFER

MOST_PARTS = 20
"""Orders that one line may pay."""


class PartsDiffer(Refusal):
    """`parts` and `amount` are written out, in rupiah."""

    code = "parts_differ"
    sentence = gettext_noop("Pembagiannya harus pas sama dengan uang yang masuk.")
    http_status = 422


class PaymentNotThis(Refusal):
    """Paired already, of another amount, or at another account."""

    code = "payment_not_this"
    sentence = gettext_noop("Catatan pembayaran itu bukan untuk mutasi ini, atau sudah dipasangkan.")


class NotMoneyIn(Refusal):
    code = "not_money_in"
    sentence = gettext_noop("Uang keluar tidak bisa dipasangkan dengan pesanan.")


def match_line(
    *, store_id: int, line_id: int, parts: Sequence[tuple[int, int]], actor: Actor, at: datetime
) -> StatementLineMatched:
    """The line pays these orders: (order id, rupiah) each, together all of it. Released orders take it as late money.

    Raises PartsDiffer, NotFound, WrongState (somebody was faster).
    """
    with writing():
        line = _line(store_id, line_id)
        wanted = _checked(parts, line)
        _decide(line, "matched", at, why="")
        events = [_pay(store_id, order_id, amount, line, at) for order_id, amount in wanted]
        event = StatementLineMatched(
            store_id=store_id,
            file_id=line.file_id,
            line_id=line.pk,
            amount=line.amount,
            payments=tuple((int(one.order_id or 0), one.payment_id) for one in events),
        )
        record([*events, event], actor=actor, at=at)
    return event


@write
def link_line(
    *, store_id: int, line_id: int, payment_id: int, actor: Actor, at: datetime
) -> StatementLineLinked:
    """The line is money that was written down before it was seen: nothing moves. Raises PaymentNotThis, WrongState."""
    line = _line(store_id, line_id)
    _decide(line, "matched", at, why="")
    mine = Payment.objects.of(store_id).filter(
        pk=payment_id,
        statement_line__isnull=True,
        amount=line.amount,
        bank_account_id=line.bank_account_id,
        method__in=(TRANSFER, QRIS),
    )
    if mine.update(statement_line=line) != 1:
        raise PaymentNotThis()
    return StatementLineLinked(
        store_id=store_id, file_id=line.file_id, line_id=line.pk, amount=line.amount, payment_id=payment_id
    )


@write
def ignore_line(*, store_id: int, line_id: int, actor: Actor, at: datetime) -> StatementLineIgnored:
    """Not about an order: the seller's own money, a supplier's refund. Raises WrongState."""
    line = _line(store_id, line_id)
    _decide(line, "ignored", at, why=NOT_ORDER)
    return StatementLineIgnored(store_id=store_id, file_id=line.file_id, line_id=line.pk, amount=line.amount)


@write
def reopen_line(*, store_id: int, line_id: int, actor: Actor, at: datetime) -> StatementLineReopened:
    """An ignored line was about an order after all. Raises NotMoneyIn, WrongState."""
    line = _line(store_id, line_id)
    if line.amount < 0:
        raise NotMoneyIn()
    # What is matched has its payments and stays matched.
    ignored = StatementLine.objects.of(store_id).filter(state="ignored")
    move(ignored, pk=line.pk, machine=STATEMENT_LINE, to="doubtful", decided_at=None, why=NOTHING_FITS)
    return StatementLineReopened(store_id=store_id, file_id=line.file_id, line_id=line.pk, amount=line.amount)


def _checked(parts: Sequence[tuple[int, int]], line: StatementLine) -> list[tuple[int, int]]:
    """The parts by order, so that two people never wait for each other in a ring."""
    orders = {order_id for order_id, _amount in parts}
    if not 0 < len(parts) == len(orders) <= MOST_PARTS:
        raise PartsDiffer()
    if any(amount <= 0 for _order, amount in parts) or sum(amount for _order, amount in parts) != line.amount:
        raise PartsDiffer()
    return sorted(parts)


def _pay(store_id: int, order_id: int, amount: int, line: StatementLine, at: datetime) -> PaymentReceived:
    order = lock_order(store_id=store_id, order_id=order_id)
    pending = Proof.objects.of(store_id).filter(order=order, state="pending").order_by("sent_at", "pk")
    deciding = deciding_proof([ProofNow(*row) for row in pending.values_list("pk", "claimed")], amount)
    proof: Proof | None = None
    if deciding:
        proof = pending.get(pk=deciding.id)
        move(Proof.objects.of(store_id), pk=deciding.id, machine=PROOF, to="accepted", decided_at=at)
    money = Incoming(amount, TRANSFER, bank_account_id=line.bank_account_id, proof=proof, line=line)
    return receive(order, money, at=at)


def _line(store_id: int, line_id: int) -> StatementLine:
    line: StatementLine | None = StatementLine.objects.of(store_id).filter(pk=line_id).first()
    if line is None:
        raise NotFound()
    return line


def _decide(line: StatementLine, to: str, at: datetime, *, why: str) -> None:
    rows = StatementLine.objects.of(line.store_id)
    move(rows, pk=line.pk, machine=STATEMENT_LINE, to=to, decided_at=at, why=why)

"""One piece of a statement in one transaction. The account is locked first, then orders by id: a fixed order."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from django.db import connection
from django.db.models import F

from bukapo.journal.write import record
from bukapo.kernel.actor import Actor
from bukapo.ledger.rules import DEPOSITS, PPN_OUT, RECEIVABLE, REVENUE, cash
from bukapo.ledger.tax import StoreTax
from bukapo.orders.statements.compose import Composer, Rows
from bukapo.orders.statements.events import StatementImported
from bukapo.orders.statements.money import ChargeNow, OrderNow
from bukapo.orders.statements.postgres import PostgresBooks
from bukapo.orders.statements.sqlite import SqliteBooks
from bukapo.orders.statements.tables import TABLES
from bukapo.payments.matching import reasons
from bukapo.payments.matching.field import Field
from bukapo.payments.matching.judge import judge, recognise
from bukapo.payments.matching.shapes import Candidate, Certain, Doubtful, Ignored, Seen, Verdict
from bukapo.payments.models import StatementFile
from bukapo.payments.statements.statement import Movement, Statement
from bukapo.stores.models import BankAccount

Marked = tuple[Movement, str]
FILES = StatementFile._meta.db_table


class Books(Protocol):
    """What booking asks of a database, inside an open transaction."""

    def piece(self) -> AbstractContextManager[None]:
        """While one piece is booked."""

    def known(self, bank_account_id: int, fingerprints: Sequence[str]) -> set[str]:
        """Those of the account that were imported before."""

    def asking(self, store_id: int, amounts: Sequence[int]) -> list[OrderNow]:
        """The orders whose open charge is recognised by one of these amounts, locked, by id."""

    def locked(self, store_id: int, order_ids: Sequence[int]) -> list[OrderNow]:
        """These orders, locked, by id."""

    def accounts(self, store_id: int, codes: Sequence[str]) -> dict[str, int]:
        """Ledger account code -> id; opened when they are not there yet."""

    def ids(self, table: str, count: int) -> Sequence[int]:
        """Ids for new rows of a table."""

    def write(self, rows: Rows) -> None:
        """All of it, or an exception."""


@dataclass
class Work:
    """An import as it goes on: what it reads, for whom, and the row that stands for it once anything is new.

    `held`: the account is locked already, by the transaction around all pieces.
    """

    store_id: int
    account: BankAccount
    zone: str
    statement: Statement
    name: str
    digest: str
    actor: Actor
    at: datetime
    today: date
    consumers: Sequence[str]
    tax: StoreTax
    file_id: int | None = None
    held: bool = False


@dataclass
class Piece:
    """What came of it; `left` are lines that need more than a look at their amount."""

    new: int = 0
    known: int = 0
    ignored: int = 0
    confirmed: list[tuple[int, str, int]] = field(default_factory=list)
    linked: list[tuple[int, str, int]] = field(default_factory=list)
    doubtful: list[tuple[int, int, str, tuple[Candidate, ...]]] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    left: list[Marked] = field(default_factory=list)


def by_amount(work: Work, lines: Sequence[Marked], elsewhere: set[int]) -> Piece:
    """Book what an amount alone makes certain, keep what is no money in; the others are `left`."""
    books = _books(work)
    with books.piece():
        return _by_amount(work, books, lines, elsewhere)


def _by_amount(work: Work, books: Books, lines: Sequence[Marked], elsewhere: set[int]) -> Piece:
    piece = Piece()
    fresh = _fresh(work, books, lines, piece)
    if not fresh:
        return piece
    coming = [line.amount for line, _mark in fresh if line.amount > 0 and line.amount not in elsewhere]
    asked = {
        charge.amount: (order, charge)
        for order in books.asking(work.store_id, coming)
        for charge in order.charges
        if charge.amount and charge.state == "open"
    }
    composer = _composer(work, books, len(fresh), len(coming))
    for line, mark in fresh:
        if line.amount < 0 or line.ignored:
            composer.keep(
                line, mark, "ignored", reasons.MONEY_OUT if line.amount < 0 else reasons.BANK_ITSELF
            )
            piece.ignored += 1
        elif (hit := asked.pop(line.amount, None)) and _recognised(work, line, *hit, elsewhere):
            composer.take(hit[0], line, mark)
            piece.confirmed.append((line.row, hit[0].number, line.amount))
        else:
            piece.left.append((line, mark))
    _close(work, books, composer, piece)
    return piece


def by_everything(work: Work, lines: Sequence[Marked], around: Field) -> Piece:
    """Judge what was left. What is certain now is booked, unless its order moved since `around` was read."""
    books = _books(work)
    with books.piece():
        return _by_everything(work, books, lines, around)


def _by_everything(work: Work, books: Books, lines: Sequence[Marked], around: Field) -> Piece:
    piece = Piece()
    fresh = _fresh(work, books, lines, piece)
    verdicts = [judge(seen(line), around, today=work.today) for line, _mark in fresh]
    wanted = {one.part.order_id for one in verdicts if isinstance(one, Certain) and not one.payment_id}
    orders = {order.id: order for order in books.locked(work.store_id, sorted(wanted))} if wanted else {}
    composer = _composer(work, books, len(fresh), len(wanted))
    for (line, mark), verdict in zip(fresh, verdicts, strict=True):
        _settle(piece, composer, orders, line, mark, verdict)
    _close(work, books, composer, piece)
    return piece


def _settle(
    piece: Piece,
    composer: Composer,
    orders: dict[int, OrderNow],
    line: Movement,
    mark: str,
    verdict: Verdict,
) -> None:
    if isinstance(verdict, Ignored):
        composer.keep(line, mark, "ignored", verdict.why)
        piece.ignored += 1
        return
    if isinstance(verdict, Certain):
        part, order = verdict.part, orders.get(verdict.part.order_id)
        if verdict.payment_id and verdict.payment_id not in {payment for _line, payment in piece.pairs}:
            piece.pairs.append(composer.link(verdict.payment_id, line, mark, verdict.reason))
            piece.linked.append((line.row, part.number, line.amount))
            return
        if order is not None and not verdict.payment_id and order.version == verdict.version:
            composer.take(order, line, mark, verdict.reason)
            piece.confirmed.append((line.row, part.number, line.amount))
            return
        verdict = Doubtful(reasons.MOVED, (Candidate((part,), 50, (verdict.reason,)),))
    composer.keep(line, mark, "doubtful", verdict.why)
    piece.doubtful.append((line.row, line.amount, verdict.why, verdict.candidates))


def seen(line: Movement) -> Seen:
    """The line as matching looks at it."""
    assert line.day is not None  # what the bank has not booked is left for the next file
    return Seen(line.row, line.day, line.amount, line.description, line.sender)


def _recognised(work: Work, line: Movement, order: OrderNow, charge: ChargeNow, elsewhere: set[int]) -> bool:
    # An earlier line of this piece may have filled the order's charges otherwise.
    if charge.amount is None or charge.opened is None or line.amount in elsewhere:
        return False
    return recognise(
        seen(line), asked=charge.amount, number=order.number, opened=charge.opened, today=work.today
    )


def lock_account(work: Work) -> None:
    """Two imports of one account never run at the same time."""
    BankAccount.objects.of(work.store_id).select_for_update(no_key=True).get(pk=work.account.pk)


def _books(work: Work) -> Books:
    if not work.held:
        lock_account(work)
    raw: Any = connection.connection
    if connection.vendor == "sqlite":
        return SqliteBooks(raw, zone=work.zone)
    return PostgresBooks(raw, zone=work.zone, taxed=bool(work.tax.periods))


def _fresh(work: Work, books: Books, lines: Sequence[Marked], piece: Piece) -> list[Marked]:
    known = books.known(work.account.pk, [mark for _line, mark in lines])
    piece.known = len(known)
    return [marked for marked in lines if marked[1] not in known]


def _composer(work: Work, books: Books, lines: int, payments: int) -> Composer:
    codes = [RECEIVABLE, cash(work.account.pk)]
    codes += [DEPOSITS, REVENUE, PPN_OUT] if work.tax.periods else []
    return Composer(
        store_id=work.store_id,
        file_id=work.file_id or books.ids(FILES, 1)[0],
        bank_account_id=work.account.pk,
        at=work.at,
        actor=work.actor,
        consumers=work.consumers,
        accounts=books.accounts(work.store_id, codes),
        tax=work.tax,
        line_ids=_ids(books, "lines", lines),
        payment_ids=books.ids(TABLES["payments"][0], payments),
        event_ids=_ids(books, "events", payments),
    )


def _ids(books: Books, name: str, count: int) -> Iterator[int]:
    return iter(books.ids(TABLES[name][0], count))


def _open_file(work: Work, file_id: int) -> int:
    """The file's row, once there is something new in it."""
    read = work.statement
    StatementFile.objects.create(
        pk=file_id,
        store_id=work.store_id,
        bank_account=work.account,
        name=work.name[:200],
        digest=work.digest,
        layout=read.layout[:40],
        lines=len(read.lines),
        new=0,
        first_day=read.first_day,
        last_day=read.last_day,
        opening=read.opening,
        closing=read.closing,
        imported_at=work.at,
    )
    return file_id


def _close(work: Work, books: Books, composer: Composer, piece: Piece) -> None:
    rows = composer.rows
    piece.new = len(rows.lines)
    if not piece.new:
        return
    if work.file_id is None:
        work.file_id = _open_file(work, composer.file_id)
    with connection.wrap_database_errors:
        books.write(rows)
    StatementFile.objects.of(work.store_id).filter(pk=work.file_id).update(new=F("new") + piece.new)
    event = StatementImported(
        store_id=work.store_id,
        file_id=work.file_id,
        name=work.name[:200],
        bank_account_id=work.account.pk,
        lines=len(work.statement.lines),
        new=piece.new,
        matched=len(piece.confirmed) + len(piece.linked),
        doubtful=len(piece.doubtful),
        ignored=piece.ignored,
        linked=tuple(piece.pairs),
    )
    record([event], actor=work.actor, at=work.at)

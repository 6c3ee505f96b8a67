"""Reading a statement in: certain lines become payments, doubtful ones wait, everything else is kept and ignored.

In pieces, each a transaction of its own: first whatever an amount alone makes certain, then the rest against everything
the store knows by then. A piece that is committed stays; the same file again does what is missing.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from bukapo.journal.write import writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.orders.events import PaymentReceived
from bukapo.orders.statements import pieces
from bukapo.orders.statements.hands import together
from bukapo.orders.statements.look import ambiguous_amounts, field_of
from bukapo.orders.statements.pieces import Piece, Work
from bukapo.orders.taxes import tax_of_store
from bukapo.payments.matching.field import Field
from bukapo.payments.matching.shapes import Candidate
from bukapo.payments.statements.fingerprints import fingerprints
from bukapo.payments.statements.statement import Movement, Statement
from bukapo.stores.models import BankAccount, Store

PIECE = 5_000
"""Lines in one transaction."""
MANY = 3
"""So many pieces are worth a second connection."""
Marked = tuple[Movement, str]
"""A line and its fingerprint."""


@dataclass
class Imported:
    """What came of a statement. `file_id` is None when all of it was known (or it was only a try).

    `confirmed`: (row, order number, rupiah); `doubtful`: (row, rupiah, why, candidates). Lines are new, known or,
    as the bank has not booked them yet, left for the next file (`unbooked`).
    """

    lines: int = 0
    new: int = 0
    known: int = 0
    unbooked: int = 0
    ignored: int = 0
    confirmed: list[tuple[int, str, int]] = field(default_factory=list)
    linked: list[tuple[int, str, int]] = field(default_factory=list)
    doubtful: list[tuple[int, int, str, tuple[Candidate, ...]]] = field(default_factory=list)
    file_id: int | None = None


def import_statement(
    *,
    store_id: int,
    bank_account_id: int,
    statement: Statement,
    name: str,
    digest: str,
    actor: Actor,
    at: datetime,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Imported:
    """Book the statement of an account of this store. `digest` is the SHA-256 of the file. Raises NotFound.

    `progress(lines done, of how many)` is called after every committed piece.
    """
    work = _work(store_id, bank_account_id, statement, name, digest, actor, at)
    return _run(work, statement, writing, progress)


def preview_statement(
    *, store_id: int, bank_account_id: int, statement: Statement, name: str, actor: Actor, at: datetime
) -> Imported:
    """What an import would do now; nothing is kept."""
    with writing():
        work = _work(store_id, bank_account_id, statement, name, "", actor, at)
        done = _run(work, statement, nullcontext, lambda done, of: None)
        transaction.set_rollback(True)
    done.file_id = None
    return done


def _work(
    store_id: int,
    bank_account_id: int,
    statement: Statement,
    name: str,
    digest: str,
    actor: Actor,
    at: datetime,
) -> Work:
    account = BankAccount.objects.of(store_id).filter(pk=bank_account_id).first()
    if account is None:
        raise NotFound()
    zone: str = Store.objects.values_list("zone", flat=True).get(pk=store_id)
    return Work(
        store_id=store_id,
        account=account,
        zone=zone,
        statement=statement,
        name=name,
        digest=digest,
        actor=actor,
        at=at,
        today=at.astimezone(ZoneInfo(zone)).date(),
        consumers=import_string(settings.BUKAPO_REACTIONS)(PaymentReceived.kind),
        tax=tax_of_store(store_id),
    )


def _run(
    work: Work,
    statement: Statement,
    unit: Callable[[], AbstractContextManager[None]],
    progress: Callable[[int, int], None],
) -> Imported:
    lines = _marked(work, statement.lines)
    done = Imported(lines=len(statement.lines), unbooked=len(statement.lines) - len(lines))
    left: list[Marked] = []
    passed = 0
    for some, piece in _everyday(work, lines, unit):
        _add(done, piece)
        left += piece.left
        passed += len(some) - len(piece.left)
        progress(passed, len(lines))
    around = _field(work, left) if left else None
    for some in _pieces(left):
        assert around is not None
        with unit():
            piece = pieces.by_everything(work, some, around)
        _add(done, piece)
        passed += len(some)
        progress(passed, len(lines))
    for told in (done.confirmed, done.linked, done.doubtful):
        told.sort(key=lambda one: one[0])
    done.file_id = work.file_id
    return done


def _everyday(
    work: Work, lines: Sequence[Marked], unit: Callable[[], AbstractContextManager[None]]
) -> Iterator[tuple[Sequence[Marked], Piece]]:
    """Every piece booked by its amounts; those of a big file two at a time, where the database can."""
    elsewhere = ambiguous_amounts(work.store_id, work.account.pk, _first_day(lines, work.today))
    waiting = list(_pieces(lines))
    apart = connection.vendor == "postgresql" and not connection.in_atomic_block

    def book(some: Sequence[Marked]) -> Piece:
        with unit():
            return pieces.by_amount(work, some, elsewhere)

    while waiting and not (apart and work.file_id and len(waiting) >= MANY):
        some = waiting.pop(0)
        yield some, book(some)
    if waiting:
        with unit():
            pieces.lock_account(work)  # for all of them: no other import of this account comes between
            work.held = True
            try:
                yield from zip(waiting, together(book, waiting), strict=True)
            finally:
                work.held = False


def _marked(work: Work, lines: Sequence[Movement]) -> list[Marked]:
    """The lines that are booked at the bank, with their fingerprints."""
    marks = fingerprints(str(work.account.pk), lines)
    return [
        (line, mark)
        for line, mark in zip(lines, marks, strict=True)
        if line.day is not None and line.amount and not line.pending
    ]


def _field(work: Work, left: Sequence[Marked]) -> Field:
    seen = [pieces.seen(line) for line, _mark in left]
    return field_of(work.store_id, work.account.pk, work.zone, seen)


def _first_day(lines: Sequence[Marked], today: date) -> date:
    return min((line.day for line, _mark in lines if line.day), default=today)


def _pieces(lines: Sequence[Marked]) -> Iterator[Sequence[Marked]]:
    for start in range(0, len(lines), PIECE):
        yield lines[start : start + PIECE]


def _add(done: Imported, piece: Piece) -> None:
    done.new += piece.new
    done.known += piece.known
    done.ignored += piece.ignored
    done.confirmed += piece.confirmed
    done.linked += piece.linked
    done.doubtful += piece.doubtful

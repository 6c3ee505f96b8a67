"""Statements told to the seller: what was imported, what waits, and what a line may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order
from bukapo.orders.reads.lists import search_for
from bukapo.orders.statements.look import field_of
from bukapo.payments.matching.account import Owned
from bukapo.payments.matching.judge import weigh
from bukapo.payments.matching.shapes import Candidate, Seen
from bukapo.payments.models import Charge, Payment, StatementFile, StatementLine
from bukapo.stores.models import BankAccount, Store

PAGE = 15
"""Lines of the queue on one page: each brings its candidates."""
LINES_PAGE = 100
FOUND = 8
"""Orders that a search on the queue shows."""


@dataclass(frozen=True)
class FileTold:
    """One import. `lines` in the file, `new` when it came; the others count how its lines stand now."""

    id: int
    name: str
    bank: str
    layout: str
    lines: int
    new: int
    matched: int
    doubtful: int
    ignored: int
    first_day: date | None
    last_day: date | None
    imported_at: datetime


@dataclass(frozen=True)
class LineTold:
    """One line. `orders`: (number, buyer, rupiah) of its payments."""

    id: int
    file_id: int
    row: int
    day: date
    amount: int
    description: str
    sender: str
    bank: str
    state: str
    why: str
    orders: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class Waiting:
    """A doubtful line with what it may be, as things stand now."""

    line: LineTold
    why: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Found:
    """An order that a search on the queue brought. Rupiah; `asked`: to be paid now."""

    id: int
    number: str
    buyer: str
    state: str
    asked: int
    outstanding: int


def accounts_of(store_id: int) -> tuple[Owned, ...]:
    """The store's accounts, those in use first."""
    rows = BankAccount.objects.of(store_id).order_by("-active", "position", "pk")
    return tuple(Owned(*row) for row in rows.values_list("pk", "bank", "number"))


def files_of(*, store_id: int, limit: int = 20) -> tuple[FileTold, ...]:
    """The last imports, newest first."""
    return tuple(_file(row) for row in _files(store_id).order_by("-pk")[:limit])


def file_of(*, store_id: int, file_id: int) -> FileTold:
    """Raises NotFound."""
    row = _files(store_id).filter(pk=file_id).first()
    if row is None:
        raise NotFound()
    return _file(row)


def lines_of(
    *, store_id: int, file_id: int, state: str = "", page: int = 1
) -> tuple[tuple[LineTold, ...], int]:
    """A page of a file's lines, in the order of the file, and how many there are in all."""
    rows = StatementLine.objects.of(store_id).filter(file_id=file_id)
    rows = rows.filter(state=state) if state else rows
    some = rows.order_by("row", "pk")[(page - 1) * LINES_PAGE : page * LINES_PAGE]
    return _lines(store_id, list(some.select_related("bank_account"))), rows.count()


def waiting_count(*, store_id: int) -> int:
    """Lines that a person must decide."""
    return int(StatementLine.objects.of(store_id).filter(state="doubtful").count())


def waiting_lines(*, store_id: int, today: date, page: int = 1) -> tuple[Waiting, ...]:
    """A page of the queue, oldest first, each line with its candidates as they stand now."""
    rows = StatementLine.objects.of(store_id).filter(state="doubtful").order_by("pk")
    some = list(rows[(page - 1) * PAGE : page * PAGE].select_related("bank_account"))
    return _waiting(store_id, some, today)


def waiting_line(*, store_id: int, line_id: int, today: date) -> Waiting:
    """One line, whatever its state, with its candidates. Raises NotFound."""
    row = StatementLine.objects.of(store_id).filter(pk=line_id).select_related("bank_account").first()
    if row is None:
        raise NotFound()
    return _waiting(store_id, [row], today)[0]


def find_orders(*, store_id: int, search: str) -> tuple[Found, ...]:
    """Orders of the store by number, name or phone, or by the amount that is asked; those that owe come first."""
    asked = (
        Charge.objects.of(store_id)
        .filter(order_id=OuterRef("pk"), state="open")
        .order_by()
        .values("order_id")
    )
    rest = asked.annotate(rest=Sum(F("total") - F("paid"))).values("rest")
    rows = Order.objects.of(store_id).annotate(asked=Coalesce(Subquery(rest, output_field=IntegerField()), 0))
    found = rows.filter(search_for(search) | Q(asked__gt=0, asked__in=amounts_in(search)))
    return tuple(
        Found(one.pk, one.number, one.buyer_name, one.state, one.asked, one.outstanding)
        for one in found.order_by("-asked", "-pk")[:FOUND]
    )


def amounts_in(search: str) -> tuple[int, ...]:
    """The rupiah that somebody may have typed: "95.321", "Rp 95321"."""
    digits = "".join(sign for sign in search.removeprefix("Rp") if sign not in ". ,")
    return (int(digits),) if digits.isascii() and digits.isdigit() and 2 < len(digits) < 10 else ()


def _files(store_id: int) -> Any:
    counts = {
        state: Count("rows", filter=Q(rows__state=state)) for state in ("matched", "doubtful", "ignored")
    }
    return StatementFile.objects.of(store_id).select_related("bank_account").annotate(**counts)


def _file(row: Any) -> FileTold:
    return FileTold(
        id=row.pk,
        name=row.name,
        bank=str(row.bank_account),
        layout=row.layout,
        lines=row.lines,
        new=row.new,
        matched=row.matched,
        doubtful=row.doubtful,
        ignored=row.ignored,
        first_day=row.first_day,
        last_day=row.last_day,
        imported_at=row.imported_at,
    )


def _waiting(store_id: int, rows: Sequence[Any], today: date) -> tuple[Waiting, ...]:
    zone: str = Store.objects.values_list("zone", flat=True).get(pk=store_id)
    told = _lines(store_id, rows)
    found: list[Waiting] = []
    for account in {row.bank_account_id for row in rows}:
        own = [(row, line) for row, line in zip(rows, told, strict=True) if row.bank_account_id == account]
        seen = [Seen(line.row, line.day, line.amount, line.description, line.sender) for _row, line in own]
        around = field_of(store_id, account, zone, seen)
        for (row, line), one in zip(own, seen, strict=True):
            doubt = weigh(one, around, today=today)
            found.append(Waiting(line, row.why or doubt.why, doubt.candidates))
    return tuple(sorted(found, key=lambda one: one.line.id))


def _lines(store_id: int, rows: Sequence[Any]) -> tuple[LineTold, ...]:
    paid: dict[int, list[tuple[str, str, int]]] = {}
    payments = Payment.objects.of(store_id).filter(statement_line__in=[row.pk for row in rows])
    columns = ("statement_line_id", "order__number", "order__buyer_name", "amount")
    for line_id, *order in payments.order_by("pk").values_list(*columns):
        paid.setdefault(line_id, []).append((order[0], order[1], order[2]))
    return tuple(
        LineTold(
            id=row.pk,
            file_id=row.file_id,
            row=row.row,
            day=row.day,
            amount=row.amount,
            description=row.description,
            sender=row.sender,
            bank=str(row.bank_account),
            state=row.state,
            why=row.why,
            orders=tuple(paid.get(row.pk, ())),
        )
        for row in rows
    )


def today_of(zone: str, at: datetime) -> date:
    """The day it is in a store's zone."""
    return at.astimezone(ZoneInfo(zone)).date()

"""Rows of a table as movements, by what its columns hold. One pass, one row in memory at a time."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bukapo.kernel.refusal import gettext_noop
from bukapo.payments.statements.amounts import Amounts
from bukapo.payments.statements.columns import Role, only, titles
from bukapo.payments.statements.continuity import Continuity
from bukapo.payments.statements.days import PENDING, Days
from bukapo.payments.statements.describe import NOTHING, describe
from bukapo.payments.statements.head import currency, digits
from bukapo.payments.statements.money import Money
from bukapo.payments.statements.notes import Totals, closing_words, opening_words
from bukapo.payments.statements.refusals import (
    StatementBroken,
    StatementLineUnread,
    StatementSeveralAccounts,
    StatementTruncated,
)
from bukapo.payments.statements.statement import Movement
from bukapo.payments.statements.table import Rows

_DAY = gettext_noop("tanggalnya")
_MONEY = gettext_noop("jumlahnya")
_CENTS = re.compile(r"[.,]\d\d\s*$")
_MOST_TEXT, _MOST_REFERENCE = 400, 60
_MOST_DAYS = 20_000  # spellings of days remembered: some banks write the second too


class Movements:
    """`lines()` once; then `totals`, `continuity` and `account` know the file. Raises StatementUnreadable.

    `found` are the titles of the columns. `padded`: empty cells at a row's end may be missing (spreadsheets).
    """

    def __init__(self, found: Sequence[str], roles: Sequence[Role], days: Days, *, padded: bool) -> None:
        self._titles, self._width, self._padded = list(found), len(roles), padded
        self._day, self._reference = only(roles, Role.DAY), only(roles, Role.REFERENCE)
        self._texts = [at for at, role in enumerate(roles) if role == Role.TEXT]
        self._account, self._currency = only(roles, Role.ACCOUNT), only(roles, Role.CURRENCY)
        self._days, self._amounts = days, Amounts()
        self._known_days: dict[str, date | None] = {}
        self._last_cells: Sequence[str] = ()
        self.money = Money(roles, self._amounts)
        self.totals, self.continuity, self.account = Totals(), Continuity(), ""

    def begin(self, head: Sequence[Sequence[str]]) -> None:
        """Take in the rows above the titles: an opening balance stands there at times."""
        for cells in head:
            try:
                self.totals.note(cells, self._amounts)
            except ValueError:
                continue

    def lines(self, rows: Rows) -> Iterator[Movement]:
        known, day_at, width = self._known_days, self._day, self._width
        for row, cells in rows:
            if len(cells) != width:
                cells = self._fitted(row, cells)
                if not cells:
                    continue
            text = cells[day_at]
            day = known[text] if text in known else self._new_day(row, text)
            if not day:
                self._other_row(row, cells)
            elif movement := self._line(row, day, cells):
                yield movement

    @property
    def proven(self) -> bool:
        """Whether the file itself proves its lines: by balances, or by what it states at its end."""
        return self.money.balance >= 0 or self.totals.complete or self.totals.credit is not None

    def may_be_cut(self) -> bool:
        """Whether the last line of a text without a last line break may have lost digits of its last number."""
        if not self._last_cells or self.money.last != self._width - 1:
            return False
        cell = self._last_cells[-1].strip()
        return not cell or not (_CENTS.search(cell) or self.continuity.proven)

    def _line(self, row: int, day: date, cells: Sequence[str]) -> Movement | None:
        sen, balance = self._moved(row, cells)
        text = self._text(cells)
        if sen is None or (sen in (0, balance) and opening_words(text)):
            self._standing(row, text, balance)
            return None
        self.continuity.feed(row, sen, balance)
        if self._account >= 0 or self._currency >= 0:
            self._same_account(row, cells)
        self._last_cells = cells
        told = describe(text) if sen > 0 else NOTHING
        reference = cells[self._reference].strip() if self._reference >= 0 else told.message
        return Movement(
            row,
            None if day is PENDING else day,
            whole_rupiah(sen) or 0,
            clean(text),
            reference[:_MOST_REFERENCE],
            told.sender,
            whole_rupiah(balance),
            "pending" if day is PENDING else "zero" if sen == 0 else "sen" if sen % 100 else "",
        )

    def _moved(self, row: int, cells: Sequence[str]) -> tuple[int | None, int | None]:
        try:
            sen = self.money.moved(cells)
            balance = self.money.balance_of(cells)
            before = self.money.before(cells)
        except ValueError:
            raise StatementLineUnread(row=row, what=_MONEY) from None
        if before is not None and balance is not None and before + (sen or 0) != balance:
            raise StatementBroken(row=row)
        return sen, balance

    def _text(self, cells: Sequence[str]) -> str:
        if len(self._texts) == 1:
            return cells[self._texts[0]]
        return "  ".join(cells[at].strip() for at in self._texts if cells[at].strip())

    def _new_day(self, row: int, text: str) -> date | None:
        try:
            day = self._days.day(text)
        except ValueError:
            raise StatementLineUnread(row=row, what=_DAY) from None
        if len(self._known_days) < _MOST_DAYS:
            self._known_days[text] = day
        return day

    def _fitted(self, row: int, cells: list[str]) -> list[str]:
        """A row of the table's width; empty when there is nothing in it. A comma in a bare description widens it."""
        while len(cells) > self._width and not cells[-1].strip():
            cells.pop()
        if not any(cell.strip() for cell in cells):
            return []
        extra = len(cells) - self._width
        if extra > 0 and self.money.balance >= 0 and len(self._texts) == 1:
            at = self._texts[0]
            return [*cells[:at], ",".join(cells[at : at + extra + 1]), *cells[at + extra + 1 :]]
        if extra < 0:
            self._refuse_cut(row, cells)
            return cells + [""] * -extra
        return cells

    def _refuse_cut(self, row: int, cells: list[str]) -> None:
        """A line of a text has all its delimiters; one that begins like a line and has fewer is cut off."""
        begins = len(cells) == 1 and cells[0].strip().lstrip("'")[:1].isdigit()
        if not self._padded and (begins or (len(cells) > self._day and self._new_day(row, cells[self._day]))):
            raise StatementTruncated(row=row)

    def _other_row(self, row: int, cells: Sequence[str]) -> None:
        """A row without a day: a balance, a total, the titles again, a footer. Anything else is a broken line."""
        text = self._text(cells)
        try:
            if self.totals.note(cells, self._amounts, self.money.debit, self.money.credit):
                return
            if opening_words(text) or closing_words(text):
                self._standing(row, text, self.money.balance_of(cells))
                return
        except ValueError:
            raise StatementLineUnread(row=row, what=_MONEY) from None
        if self.totals.closing is None and self.money.named(cells) and titles(cells) != self._titles:
            raise StatementLineUnread(row=row, what=_DAY)

    def _standing(self, row: int, text: str, balance: int | None) -> None:
        """`SALDO AWAL` and its like stand among the lines, with a balance and nothing that moved."""
        if opening_words(text) and balance is not None:
            self.totals.opening = balance
        elif not closing_words(text):
            raise StatementLineUnread(row=row, what=_MONEY)

    def _same_account(self, row: int, cells: Sequence[str]) -> None:
        if self._currency >= 0:
            currency(cells[self._currency])
        account = digits(cells[self._account]) if self._account >= 0 else ""
        if account and self.account and account != self.account:
            raise StatementSeveralAccounts(row=row)
        self.account = self.account or account


def clean(text: str) -> str:
    """A description as it is kept: one blank between words, no signs that cannot be shown, at most 400 long."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())[:_MOST_TEXT]


def whole_rupiah(sen: int | None) -> int | None:
    """A fraction is cut, towards zero."""
    if sen is None:
        return None
    return sen // 100 if sen >= 0 else -(-sen // 100)

"""Rows of a table as movements, by what its columns hold. One pass, one row in memory at a time."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bukapo.kernel.refusal import gettext_noop
from bukapo.payments.statements.amounts import Amounts, direction
from bukapo.payments.statements.columns import Role, only, titles
from bukapo.payments.statements.continuity import Continuity
from bukapo.payments.statements.days import PENDING, Days
from bukapo.payments.statements.describe import NOTHING, describe
from bukapo.payments.statements.head import currency, digits
from bukapo.payments.statements.notes import Totals, closing_words, opening_words
from bukapo.payments.statements.refusals import (
    StatementLineUnread,
    StatementSeveralAccounts,
    StatementTruncated,
)
from bukapo.payments.statements.statement import Movement

_DAY = gettext_noop("tanggalnya")
_MONEY = gettext_noop("jumlahnya")
_CENTS = re.compile(r"[.,]\d\d\s*$")
_MOST_TEXT = 400
_MOST_REFERENCE = 60
_MOST_DAYS = 20_000  # texts of days remembered: some banks write the second too


class Movements:
    """`lines()` once; then `totals`, `continuity` and `account` know the file. Raises StatementUnreadable."""

    def __init__(self, found: Sequence[str], roles: Sequence[Role], days: Days, *, padded: bool) -> None:
        """`found` are the titles of the columns. `padded`: empty cells at a row's end may be missing (spreadsheets)."""
        self._titles, self._width, self._padded = list(found), len(roles), padded
        self._day, self._mark = only(roles, Role.DAY), only(roles, Role.MARK)
        self._amount, self._balance = only(roles, Role.AMOUNT), only(roles, Role.BALANCE)
        self._debit, self._credit = only(roles, Role.DEBIT), only(roles, Role.CREDIT)
        self._texts = [at for at, role in enumerate(roles) if role == Role.TEXT]
        self._reference = only(roles, Role.REFERENCE)
        self._account, self._currency = only(roles, Role.ACCOUNT), only(roles, Role.CURRENCY)
        self._days, self._amounts = days, Amounts()
        self._known_days: dict[str, date | None] = {}
        self.totals, self.continuity, self.account = Totals(), Continuity(), ""
        self.last_cells: Sequence[str] = ()

    def begin(self, head: Sequence[Sequence[str]]) -> None:
        """Take in the rows above the titles: an opening balance stands there at times."""
        for cells in head:
            try:
                self.totals.note(cells, self._amounts)
            except ValueError:
                continue

    @property
    def proven(self) -> bool:
        """Whether the file itself proves its last line: by a balance, or by what it states at its end."""
        return self._balance >= 0 or self.totals.complete or self.totals.credit is not None

    def may_be_cut(self) -> bool:
        """Whether the last line of a text without a last line break may have lost digits of an amount."""
        if not self.last_cells:
            return False
        return max(self._amount, self._debit, self._credit) == self._width - 1 and not _CENTS.search(
            self.last_cells[-1]
        )

    def lines(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Movement]:
        known, day_at, width = self._known_days, self._day, self._width
        sen_of = self._money()
        for row, cells in rows:
            if len(cells) != width:
                cells = self._fitted(row, cells)
                if not cells:
                    continue
            text = cells[day_at]
            day = known[text] if text in known else self._new_day(row, text)
            if day is None:
                self._other_row(row, cells)
                continue
            try:
                sen = sen_of(cells)
                balance = self._amounts.sen(cells[self._balance]) if self._balance >= 0 else None
            except ValueError:
                raise StatementLineUnread(row=row, what=_MONEY) from None
            if sen is None or opening_words(self._text(cells)):
                self._without_amount(row, cells)
                continue
            self.continuity.feed(row, sen, balance)
            if self._account >= 0 or self._currency >= 0:
                self._same_account(row, cells)
            self.last_cells = cells
            yield self._movement(row, day, sen, balance, cells)

    def _movement(self, row: int, day: date, sen: int, balance: int | None, cells: Sequence[str]) -> Movement:
        text = self._text(cells)
        told = describe(text) if sen > 0 else NOTHING
        amount = whole_rupiah(sen) or 0
        ignored = "pending" if day is PENDING else "zero" if sen == 0 else "sen" if sen % 100 else ""
        reference = cells[self._reference].strip() if self._reference >= 0 else told.message
        return Movement(
            row,
            None if day is PENDING else day,
            amount,
            clean(text),
            reference[:_MOST_REFERENCE],
            told.sender,
            whole_rupiah(balance),
            ignored,
        )

    def _text(self, cells: Sequence[str]) -> str:
        if len(self._texts) == 1:
            return cells[self._texts[0]]
        return "  ".join(cells[at].strip() for at in self._texts if cells[at].strip())

    def _money(self) -> Callable[[Sequence[str]], int | None]:
        """How this file's amount of a row is found: sen, None when the row has none."""
        if self._amount < 0:
            return self._two_columns
        return self._marked if self._mark >= 0 else self._signed

    def _signed(self, cells: Sequence[str]) -> int | None:
        return self._amounts.marked(cells[self._amount])

    def _marked(self, cells: Sequence[str]) -> int | None:
        mark = cells[self._mark]
        way = 1 if mark == "CR" else -1 if mark == "DB" else direction(mark)
        if not way and mark.strip():
            raise ValueError(mark)
        if not way:  # some put the mark into the amount's own cell
            return self._amounts.marked(cells[self._amount])
        amount = self._amounts.sen(cells[self._amount])
        return None if amount is None else abs(amount) * way

    def _two_columns(self, cells: Sequence[str]) -> int | None:
        debit = self._amounts.sen(cells[self._debit])
        credit = self._amounts.sen(cells[self._credit])
        if debit is None and credit is None:
            return None
        if debit and credit:
            raise ValueError("both ways at once")
        return (credit or 0) - abs(debit or 0)

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
        if extra > 0 and self._balance >= 0 and len(self._texts) == 1:
            at = self._texts[0]
            cells = [*cells[:at], ",".join(cells[at : at + extra + 1]), *cells[at + extra + 1 :]]
        if extra < 0:
            self._refuse_cut(row, cells)
            cells = cells + [""] * -extra
        return cells

    def _refuse_cut(self, row: int, cells: list[str]) -> None:
        """A line of a text has all its delimiters; one that begins like a line and has fewer is cut off."""
        begins = cells[0].strip().lstrip("'")[:1].isdigit() and len(cells) == 1
        if not self._padded and (begins or (len(cells) > self._day and self._new_day(row, cells[self._day]))):
            raise StatementTruncated(row=row)

    def _other_row(self, row: int, cells: Sequence[str]) -> None:
        """A row without a day: a balance, a total, the titles again, a footer. Anything else is a broken line."""
        try:
            if self.totals.note(cells, self._amounts, self._debit, self._credit):
                return
        except ValueError:
            raise StatementLineUnread(row=row, what=_MONEY) from None
        filled = [cell for cell in cells if cell.strip()]
        if opening_words(self._text(cells)) or closing_words(self._text(cells)):
            self._without_amount(row, cells)
        elif len(filled) > 1 and not self._titles_again(cells):
            raise StatementLineUnread(row=row, what=_DAY)

    def _without_amount(self, row: int, cells: Sequence[str]) -> None:
        """`SALDO AWAL` and its like stand among the lines, with a balance and no amount that moved."""
        text = self._text(cells)
        try:
            balance = self._amounts.sen(cells[self._balance]) if self._balance >= 0 else None
        except ValueError:
            balance = None
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

    def _titles_again(self, cells: Sequence[str]) -> bool:
        return titles(cells) == self._titles


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

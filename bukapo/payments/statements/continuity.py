"""Does a file add up: opening + lines = closing, each balance follows from the one before, the totals are the sums.

In sen, one line at a time, either way round: many banks put the newest line first.
"""

from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import gettext_noop
from bukapo.payments.statements.notes import Totals
from bukapo.payments.statements.refusals import StatementBroken, StatementTotalsWrong


class Continuity:
    __slots__ = (
        "_base", "_breaks_down", "_breaks_up", "_followed", "_top", "credit", "credits", "debit", "debits", "total",
    )  # fmt: skip

    def __init__(self) -> None:
        self.total = self.credit = self.debit = self.credits = self.debits = 0
        self._base: int | None = None  # the balance before the first row, read downwards in time
        self._top: int | None = None  # the balance after the first row's line, newest first
        self._followed = False
        self._breaks_down = self._breaks_up = 0  # the first row that does not follow, each way

    def feed(self, row: int, sen: int, balance: int | None) -> None:
        before = self.total
        self.total = after = before + sen
        if sen > 0:
            self.credit += sen
            self.credits += 1
        elif sen < 0:
            self.debit -= sen
            self.debits += 1
        if balance is None:
            return
        if self._base is None:
            self._base, self._top = balance - after, balance + before
            return
        self._followed = True
        if self._base + after != balance and not self._breaks_down:
            self._breaks_down = row
        if self._top - before != balance and not self._breaks_up:  # type: ignore[operator]
            self._breaks_up = row

    @property
    def proven(self) -> bool:
        """Whether a balance followed from another one."""
        return self._followed

    def finish(self, stated: Totals) -> tuple[int | None, int | None]:
        """Opening and closing balance in sen. Raises StatementBroken or StatementTotalsWrong."""
        opening, closing = stated.opening, stated.closing
        if self._base is not None:
            opening, closing = self._ends(stated)
        elif opening is not None:
            closing = opening + self.total
        elif closing is not None:
            opening = closing - self.total
        self._totals(stated)
        for what, said, found in (
            (gettext_noop("Saldo awal"), stated.opening, opening),
            (gettext_noop("Saldo akhir"), stated.closing, closing),
        ):
            if said is not None and found is not None and said != found:
                raise StatementTotalsWrong(what=what, stated=_money(said), counted=_money(found))
        return opening, closing

    def _ends(self, stated: Totals) -> tuple[int, int]:
        assert self._base is not None and self._top is not None
        if self._breaks_down and self._breaks_up:
            # the wrong way round breaks at once, the right one where the file does
            raise StatementBroken(row=max(self._breaks_down, self._breaks_up))
        down = (self._base, self._base + self.total)
        up = (self._top - self.total, self._top)
        if self._breaks_down or (not self._breaks_up and stated.opening == up[0] != down[0]):
            return up
        return down

    def _totals(self, stated: Totals) -> None:
        for what, said, found in (
            (gettext_noop("Jumlah kredit"), stated.credit, self.credit),
            (gettext_noop("Jumlah debet"), stated.debit, self.debit),
        ):
            if said is not None and abs(said) != found:
                raise StatementTotalsWrong(what=what, stated=_money(abs(said)), counted=_money(found))
        for what, lines, counted in (
            (gettext_noop("Banyaknya kredit"), stated.credits, self.credits),
            (gettext_noop("Banyaknya debet"), stated.debits, self.debits),
        ):
            if lines is not None and lines != counted:
                raise StatementTotalsWrong(what=what, stated=lines, counted=counted)


def _money(sen: int) -> str:
    whole, rest = divmod(abs(sen), 100)
    return ("-" if sen < 0 else "") + rupiah(whole) + (f",{rest:02}" if rest else "")

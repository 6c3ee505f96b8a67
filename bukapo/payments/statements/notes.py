"""Rows between and below the lines that move nothing: balances, totals, footers."""

from collections.abc import Sequence
from dataclasses import dataclass

from bukapo.payments.statements.amounts import Amounts
from bukapo.payments.statements.columns import title
from bukapo.payments.statements.head import labelled

_OPENING = {
    "saldo awal", "saldo awal mutasi", "starting balance", "opening balance", "beginning balance", "saldo sebelumnya",
    "previous balance", "balance brought forward",
}  # fmt: skip
_CLOSING = {"saldo akhir", "saldo akhir mutasi", "ending balance", "closing balance"}
_CREDIT = {"mutasi kredit", "total kredit", "total mutasi kredit", "credit", "kredit", "total credit"}
_DEBIT = {
    "mutasi debet", "mutasi debit", "total debet", "total debit", "total mutasi debet", "debet", "debit",
}  # fmt: skip
_TOTAL = {"total", "grand total", "jumlah", "total mutasi"}


@dataclass(slots=True)
class Totals:
    """What a file says of itself, in sen and lines; None where it says nothing."""

    opening: int | None = None
    closing: int | None = None
    credit: int | None = None
    debit: int | None = None
    credits: int | None = None
    debits: int | None = None

    def note(self, cells: Sequence[str], amounts: Amounts, debit: int = -1, credit: int = -1) -> bool:
        """Take in one row; False when it says no such thing. Raises ValueError for an amount that is none."""
        label, value = labelled(cells)
        if label in _TOTAL and debit >= 0:
            self.debit, self.credit = amounts.sen(cells[debit]), amounts.sen(cells[credit])
        elif label in _OPENING:
            self.opening = amounts.sen(_last(cells) or value)
        elif label in _CLOSING:
            self.closing = amounts.sen(_last(cells) or value)
        elif label in _CREDIT:
            self.credit, self.credits = amounts.sen(value) or 0, _count(cells)
        elif label in _DEBIT:
            self.debit, self.debits = amounts.sen(value) or 0, _count(cells)
        else:
            return label in _TOTAL
        return True

    @property
    def complete(self) -> bool:
        return self.opening is not None and self.closing is not None


def opening_words(description: str) -> bool:
    return title(description) in _OPENING


def closing_words(description: str) -> bool:
    return title(description) in _CLOSING or title(description) in _TOTAL


def _last(cells: Sequence[str]) -> str:
    """A balance stands in the last filled cell when it does not stand in the label's."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return filled[-1] if len(filled) > 1 else ""


def _count(cells: Sequence[str]) -> int | None:
    """`"Mutasi Kredit : 3,528,964.00","1"`: how many lines there were."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    counts = len(filled) == 2 and ":" in filled[0] and filled[1].isascii() and filled[1].isdecimal()
    return int(filled[1]) if counts else None

"""What happened on an account, to be written down the way each bank writes it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple


class Entry(NamedTuple):
    """`sen`: signed, in hundredths of a rupiah. `pending`: not booked yet."""

    day: date
    sen: int
    text: str
    pending: bool = False


@dataclass(frozen=True)
class Book:
    entries: Sequence[Entry]
    opening: int = 100_000_000_00
    account: str = "1111111111"
    holder: str = "PT CONTOH FIKTIF"
    first: date = date(2026, 8, 1)
    last: date = date(2026, 8, 31)

    @property
    def balances(self) -> list[int]:
        """After each entry, in sen."""
        balances, balance = [], self.opening
        for entry in self.entries:
            balance += entry.sen
            balances.append(balance)
        return balances

    @property
    def closing(self) -> int:
        return self.opening + sum(entry.sen for entry in self.entries)

    @property
    def credit(self) -> int:
        return sum(entry.sen for entry in self.entries if entry.sen > 0)

    @property
    def debit(self) -> int:
        return -sum(entry.sen for entry in self.entries if entry.sen < 0)

    def rows(self) -> list[tuple[Entry, int]]:
        return list(zip(self.entries, self.balances, strict=True))

    def booked(self) -> "Book":
        """The same without pending entries, for banks that show none."""
        return replace(self, entries=[entry._replace(pending=False) for entry in self.entries])


def en(sen: int) -> str:
    """`11,100,000.00`"""
    whole, rest = divmod(abs(sen), 100)
    return f"{'-' if sen < 0 else ''}{whole:,}.{rest:02}"


def idn(sen: int) -> str:
    """`11.100.000,00`"""
    return en(sen).translate(str.maketrans(",.", ".,"))


def bare(sen: int) -> str:
    """`11100000.00`"""
    return en(sen).replace(",", "")


def q(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def mark(sen: int) -> str:
    return "CR" if sen > 0 else "DB"


def debit(sen: int) -> int:
    return -sen if sen < 0 else 0


def credit(sen: int) -> int:
    return sen if sen > 0 else 0


def lines(*rows: str, end: str = "\n") -> bytes:
    return (end.join(rows) + end).encode()


AUGUST = Book(
    [
        Entry(date(2026, 8, 1), -11_100_000_00, "TRSF E-BANKING DB 0108/FTSCY/WS95051 PT KAIN JAYA"),
        Entry(date(2026, 8, 3), 147_356_00, "TRSF E-BANKING CR 0308/FTSCY/WS95221 147356.00 BUDI CONTOH"),
        Entry(date(2026, 8, 3), 250_011_00, "BI-FAST CR BIF TRANSFER DR 008 SITI CONTOH"),
        Entry(date(2026, 8, 17), 1_234_56, "BUNGA"),
        Entry(date(2026, 8, 29), -15_000_00, "BIAYA ADM"),
    ]
)

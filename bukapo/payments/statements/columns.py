"""What a column holds, and a layout: the columns of one bank's export in their order, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    DAY = "day"
    TEXT = "description"
    AMOUNT = "amount"
    MARK = "mark"
    DEBIT = "debit"
    CREDIT = "credit"
    BALANCE = "balance"
    BEFORE = "balance before"
    REFERENCE = "reference"
    ACCOUNT = "account"
    CURRENCY = "currency"
    SKIP = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns`: title (as `title` spells it; alternatives parted by `|`) and role of each column, left to right.

    `ends`: the file says its balances and totals after the lines; without them it is cut off. `plain`: other tables
    have these columns too, so they alone do not tell the bank.
    """

    key: str
    bank: str
    columns: tuple[tuple[str, Role], ...]
    ends: bool = False
    plain: bool = False

    def fits(self, titles: Sequence[str]) -> bool:
        if len(titles) != len(self.columns):
            return False
        return all(found in name.split("|") for found, (name, _) in zip(titles, self.columns, strict=True))

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(role for _, role in self.columns)


def title(cell: str) -> str:
    """A column's title as layouts spell it: ` Journal No.` -> `journal no`, `TGL_TRAN` -> `tgl tran`."""
    return " ".join(cell.replace("_", " ").replace(".", " ").strip(" '\"\ufeff").casefold().split())


def titles(cells: Sequence[str]) -> list[str]:
    """The titles of a row, without empty cells at its end."""
    found = [title(cell) for cell in cells]
    while found and not found[-1]:
        found.pop()
    return found


def only(roles: Sequence[Role], role: Role) -> int:
    """Where the column with this role stands, -1 when there is none."""
    return roles.index(role) if role in roles else -1

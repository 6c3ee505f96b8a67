"""What a statement says once it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Movement(NamedTuple):
    """One line. `amount` is whole rupiah, positive = money in.

    `row` counts as the file's own lines (or the spreadsheet's rows) do, from 1. `day` is None exactly when the bank has
    not booked the line yet. `balance` (rupiah) is the account's after the line, None when the file has none.
    `ignored` says why the line never pays an order: `pending` (comes again with a day), `sen` (an amount that is not
    whole rupiah: interest, tax; `amount` is then cut towards zero and may be 0), `zero` (moves nothing).
    """

    row: int
    day: date | None
    amount: int
    description: str
    reference: str = ""
    sender: str = ""
    balance: int | None = None
    ignored: str = ""

    @property
    def pending(self) -> bool:
        return self.ignored == "pending"


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole file. `layout` is a key of `layouts.every`, or `generic` with an empty `bank`.

    Balances in rupiah (a fraction is cut), None where the file neither states nor implies them.
    `first_day` and `last_day` are the period the file states, else the days of its lines. `account_number` holds digits
    only and is empty when the file does not name the account. `lines` keeps the order of the file.
    """

    layout: str
    bank: str
    account_number: str
    holder: str
    currency: str
    first_day: date | None
    last_day: date | None
    opening: int | None
    closing: int | None
    lines: Sequence[Movement]

"""PPN of a PKP store. Pure.

Prices hold the tax. It is 12 % of another base (DPP nilai lain: 11/12 of the price without tax), so 11 % in effect
(PMK 131/2024): of what is received, 11 parts in 111 are PPN. It is due when money comes in, deposits too (UU PPN
article 11), so the books follow the money that a store holds for an order. Amounts are whole rupiah.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bukapo.kernel.entry import Line
from bukapo.ledger.rules import PPN_OUT

RATE, OTHER_BASE = 12, (11, 12)
"""Percent of DPP nilai lain, and DPP nilai lain as a part of the price without tax."""


@dataclass(frozen=True)
class Period:
    """When a store was PKP: from `since`, before `until` (None: still is)."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class StoreTax:
    """All a store's periods. An order belongs to the moment it was placed, for all its life."""

    periods: Sequence[Period] = ()

    def covers(self, placed_at: datetime) -> bool:
        return any(p.since <= placed_at and (p.until is None or placed_at < p.until) for p in self.periods)


@dataclass(frozen=True)
class Parts:
    """An amount taken apart: `net` + `ppn` is the amount; `base` is DPP nilai lain, of which `ppn` is 12 %."""

    net: int
    base: int
    ppn: int


def ppn_in(amount: int) -> int:
    """The PPN inside `amount` rupiah (>= 0): 11/111, half a rupiah rounded up."""
    if amount < 0:
        raise ValueError("PPN is taken of what is held, which is never below zero")
    return (amount * 22 + 111) // 222


def parts_of(amount: int) -> Parts:
    """For papers. The base is rounded half up from the net price; the tax is the books' own."""
    ppn = ppn_in(amount)
    net = amount - ppn
    up, down = OTHER_BASE
    return Parts(net, (2 * net * up + down) // (2 * down), ppn)


def tax_lines(*, before: int, after: int, contra: str, cause: str, order_id: int | None) -> list[Line]:
    """What the books say when the taxed amount of an order of a PKP store goes from `before` to `after` rupiah.

    The difference of two PPN, not the PPN of the difference: so the lines of any history sum to the PPN of where it
    stands. `contra` gives the tax up: the deposit while goods are owed, revenue afterwards.
    """
    return moved(PPN_OUT, contra, ppn_in(after) - ppn_in(before), cause, order_id)


def moved(source: str, destination: str, amount: int, cause: str, order_id: int | None) -> list[Line]:
    """The line for an amount that may be zero (none) or negative (the other way round)."""
    if amount == 0:
        return []
    line = Line(source, destination, abs(amount), cause, order_id)
    return [line if amount > 0 else line.reversed()]

"""What an evaluation shows beyond its figures: tables whose cells know their unit, days planned and used."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Unit = Literal["rupiah", "pieces", "orders", "days", "hours", "percent", "number", "stars"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with its unit: percent in basis points, stars in hundredths; None = not known."""

    value: int | None
    unit: Unit = "number"


Row = tuple[str | Cell, ...]


@dataclass(frozen=True, slots=True)
class DetailTable:
    """`sheet` is the part of the report (and of the workbook) it belongs to. `lead` says in a sentence what it says."""

    sheet: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    lead: str = ""

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Per column: whether it holds numbers."""
        first: Sequence[str | Cell] = self.rows[0] if self.rows else ()
        return tuple(isinstance(cell, Cell) for cell in first)


@dataclass(frozen=True, slots=True)
class LegShown:
    """A leg of the way to the buyer: days `planned` and used (`actual` None: not over)."""

    label: str
    planned: int
    actual: int | None


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """A suggestion that was taken over for this PO, and which way its number went."""

    setting: str
    change: str
    result: str
    verdict: Literal["helped", "same", "worse", "unknown"]

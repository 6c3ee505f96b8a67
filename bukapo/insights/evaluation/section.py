"""A part of an evaluation that is told as lines with figures. Pure values."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["rupiah", "pieces", "orders", "days", "hours", "percent", "number"]


@dataclass(frozen=True)
class Line:
    """`label` is a marked Indonesian text; percent in basis points; `better` says which way is good."""

    label: str
    value: int | None
    unit: Unit = "number"
    better: Literal["more", "less"] | None = None


@dataclass(frozen=True)
class Section:
    """`troubled` orders had a problem with their parcel or their goods; `open` of them are not settled."""

    title: str
    lines: tuple[Line, ...]
    troubled: int = 0
    open: int = 0

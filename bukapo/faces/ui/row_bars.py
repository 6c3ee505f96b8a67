"""Horizontal bars with their words above, drawn as SVG on the server: days planned and used, POs side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LEFT, STEP, TOP = 344, 8, 34, 4


@dataclass(frozen=True)
class RowBar:
    """View-box units. `ghost`: the pale bar behind (what was planned); `over`: the red end beyond it. 0 = not drawn.

    `known`: there is a value at all; one that is nothing gets a mark of its own.
    """

    label: str
    shown: str
    y: int
    bar: float
    ghost: float
    over: float
    over_x: float
    now: bool
    known: bool = True


@dataclass(frozen=True)
class RowBars:
    rows: tuple[RowBar, ...]
    height: int


Wanted = tuple[str, str, int | None, int | None, bool]
"""(words, number in words, value, planned value, is it the one that matters)."""


def row_bars(wanted: Sequence[Wanted]) -> RowBars:
    """Values below 0 are drawn as nothing; the words say them. What is beyond a planned value is drawn red."""
    most = max([1, *(max(value or 0, planned or 0) for _w, _s, value, planned, _n in wanted)])
    rows = []
    for place, (label, shown, value, planned, now) in enumerate(wanted):
        used = max(0, value or 0)
        inside = used if planned is None else min(used, max(0, planned))
        rows.append(
            RowBar(
                label, shown, TOP + place * STEP, _wide(inside, most), _wide(max(0, planned or 0), most),
                _wide(used - inside, most), round(LEFT + WIDTH * inside / most, 1), now,
                value is not None,
            )
        )  # fmt: skip
    return RowBars(tuple(rows), TOP + len(rows) * STEP)


def _wide(value: int, most: int) -> float:
    return round(WIDTH * value / most, 1)

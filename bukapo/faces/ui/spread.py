"""One drawing of when something is finished: a bar per working day, lines at the days that matter. SVG, no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, LEFT, TOP, FLOOR = 344, 8, 36, 118


@dataclass(frozen=True)
class Bar:
    """View-box units; `late`: after the safe day."""

    x: float
    y: float
    width: float
    height: float
    late: bool


@dataclass(frozen=True)
class Line:
    """A day across the drawing, its words at `at` ("start", "middle", "end") on `row` 0 or 1."""

    x: float
    label: str
    at: str
    kind: str
    y: int


@dataclass(frozen=True)
class Drawing:
    """`label` is said to who does not see it."""

    label: str
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    first: str
    last: str


def drawing(
    label: str,
    days: Sequence[tuple[date, int]],
    *,
    safe: tuple[date, str],
    promised: tuple[date, str] | None,
    say: Sequence[str],
) -> Drawing:
    """`days`: (day, runs that finish on it) in order; `safe`, `promised`: a day and its words; `say`: the two ends."""
    first, last = days[0][0], days[-1][0]
    if promised:
        first, last = min(first, promised[0]), max(last, promised[0])
    length = (last - first).days + 1
    step = WIDTH / length
    top = max(runs for _day, runs in days)
    bars = tuple(
        Bar(
            x=round(LEFT + (day - first).days * step + step * 0.1, 1),
            y=round(FLOOR - (FLOOR - TOP) * runs / top, 1),
            width=round(step * 0.8, 1),
            height=round((FLOOR - TOP) * runs / top, 1),
            late=day > safe[0],
        )
        for day, runs in days
        if runs
    )
    lines = [_line(safe, first, step, "safe", 32)]
    if promised:
        lines.append(_line(promised, first, step, "promised", 16))
    return Drawing(label, bars, tuple(lines), say[0], say[1])


def _line(marked: tuple[date, str], first: date, step: float, kind: str, y: int) -> Line:
    x = round(LEFT + ((marked[0] - first).days + 1) * step, 1)  # at the end of that day
    at = "start" if x < LEFT + WIDTH * 0.3 else "end" if x > LEFT + WIDTH * 0.7 else "middle"
    return Line(min(x, LEFT + WIDTH), marked[1], at, kind, y)

"""Charts as plain SVG, drawn on the server: no script, no inline style, numbers in a table beside.

A chart gets points `(label, value)`; values are integers >= 0. Geometry is in view-box units (360 wide).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

WIDTH = 360
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 22, 24
_STEPS = (1, 2, 3, 4, 5, 6, 8)
_FIGURE = 6.6
"""How wide a figure of a value is drawn, in view-box units."""


@dataclass(frozen=True)
class Bar:
    label: str
    value: int
    shown: str
    x: float
    y: float
    width: float
    height: float
    middle: float
    told: bool
    valued: bool


@dataclass(frozen=True)
class Chart:
    bars: tuple[Bar, ...]
    points: str
    height: int
    floor: int
    lines: tuple[tuple[float, str], ...]
    target_y: float | None


def round_up(value: int) -> int:
    """The smallest round number at or above `value` whose half is whole: a quiet top for the axis."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power >= value and step * power % 2 == 0:
                return step * power
        power *= 10


def chart(
    points: Iterable[tuple[object, int]],
    *,
    height: int = 180,
    target: int | None = None,
    show: Callable[[int], str] = str,
) -> Chart:
    """Lay out bars (and the same points as a line). Labels thin out when there are more than eight.

    So do the values, where they have no room side by side; the highest one is always said.
    """
    data: Sequence[tuple[str, int]] = [(str(label), max(0, int(value))) for label, value in points]
    top = round_up(max([value for _, value in data] + [target or 0, 1]))
    floor = height - BOTTOM
    scale = (floor - TOP) / top
    slot = (WIDTH - LEFT - RIGHT) / max(len(data), 1)
    bar_width = min(slot * 0.66, 44)
    every = -(-len(data) // 8) or 1
    step, first = _valued([show(value) for _, value in data], [value for _, value in data], slot, every)
    bars = []
    for position, (label, value) in enumerate(data):
        middle = LEFT + slot * (position + 0.5)
        tall = round(value * scale, 1)
        bars.append(
            Bar(
                label=label,
                value=value,
                shown=show(value),
                x=round(middle - bar_width / 2, 1),
                y=floor - tall,
                width=round(bar_width, 1),
                height=tall,
                middle=round(middle, 1),
                told=position % every == 0,
                valued=value > 0 and position % step == first,
            )
        )
    lines = tuple((round(floor - top * part * scale, 1), show(int(top * part))) for part in (0.5, 1))
    return Chart(
        bars=tuple(bars),
        points=" ".join(f"{bar.middle},{bar.y}" for bar in bars),
        height=height,
        floor=floor,
        lines=lines,
        target_y=None if target is None else round(floor - target * scale, 1),
    )


def _valued(shown: Sequence[str], values: Sequence[int], slot: float, every: int) -> tuple[int, int]:
    """Every how many bars a value is said, counted from which one: all of them where they fit."""
    if not values or max(map(len, shown)) * _FIGURE <= slot:
        return 1, 0
    step = max(every, 2)
    return step, values.index(max(values)) % step

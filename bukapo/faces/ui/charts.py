"""Charts as plain SVG, drawn on the server: no script, no inline style, numbers in a table beside.

A chart gets points `(label, value)`; values are integers >= 0. Geometry is in view-box units (360 wide).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

WIDTH = 360
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 22, 24
_STEPS = (1, 2, 5)


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


@dataclass(frozen=True)
class Chart:
    bars: tuple[Bar, ...]
    points: str
    height: int
    floor: int
    lines: tuple[tuple[float, str], ...]
    target_y: float | None


def round_up(value: int) -> int:
    """The smallest 1-2-5 number at or above `value`: a quiet top for the axis."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power >= value:
                return step * power
        power *= 10


def chart(
    points: Iterable[tuple[object, int]],
    *,
    height: int = 180,
    target: int | None = None,
    show: Callable[[int], str] = str,
) -> Chart:
    """Lay out bars (and the same points as a line). Labels thin out when there are more than eight."""
    data: Sequence[tuple[str, int]] = [(str(label), max(0, int(value))) for label, value in points]
    top = round_up(max([value for _, value in data] + [target or 0, 1]))
    floor = height - BOTTOM
    scale = (floor - TOP) / top
    slot = (WIDTH - LEFT - RIGHT) / max(len(data), 1)
    bar_width = min(slot * 0.66, 44)
    every = -(-len(data) // 8) or 1
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

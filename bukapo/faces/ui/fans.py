"""How a count grew, and where it may end: one line so far, a fan ahead, lines across at what matters. SVG, no script.

Geometry is in view-box units (360 wide), as in `charts`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bukapo.faces.ui.charts import BOTTOM, LEFT, RIGHT, TOP, WIDTH

HEIGHT = 220
MOST_POINTS = 90
"""Of a line: what a phone can tell apart."""
NEAR = 13
"""Two words nearer than this would lie on each other."""


@dataclass(frozen=True)
class Across:
    """A line at `value`; its words at the left or at the right ("end"). `kind` is a class."""

    y: float
    words: str
    kind: str
    at: str


@dataclass(frozen=True)
class Tick:
    x: float
    words: str
    at: str


@dataclass(frozen=True)
class Fan:
    """`label` is said to who does not see it. Polylines and polygons as SVG points, "" where there is none."""

    label: str
    height: int
    floor: int
    line: str
    before: str
    band: str
    middle: str
    now: float | None
    dot: tuple[float, float] | None
    across: tuple[Across, ...]
    ticks: tuple[Tick, ...]


Reached = Sequence[tuple[datetime, int]]
At = TypeVar("At")


def fan(
    label: str,
    *,
    window: tuple[datetime, datetime],
    so_far: Reached,
    before: Sequence[tuple[float, int]] = (),
    ahead: Sequence[tuple[datetime, int, int, int]] = (),
    across: Sequence[tuple[str, int, str]] = (),
    ticks: Sequence[tuple[datetime, str]] = (),
    now: datetime | None = None,
    show: Callable[[int], str] = str,
) -> Fan:
    """`so_far`: (when, count) in order; `before`: another one's (share of its window, count); `ahead`: (when, low,
    middle, high); `across`: (words, count, kind). What lies outside the window is drawn at its edge.
    """
    counts = [count for _, count in (*so_far, *before)]
    counts += [high for *_rest, high in ahead] + [count for _, count, _ in across]
    frame = _Frame(window, max(*counts, 1) * 1.06)
    start = ahead and so_far and (so_far[-1][0], so_far[-1][1], so_far[-1][1], so_far[-1][1])
    rays = [start, *ahead] if start else list(ahead)
    upper = [frame.point(at, high) for at, _low, _middle, high in rays]
    lower = [frame.point(at, low) for at, low, _middle, _high in reversed(rays)]
    return Fan(
        label=label,
        height=HEIGHT,
        floor=HEIGHT - BOTTOM,
        line=" ".join(frame.point(at, count) for at, count in thinned(so_far)),
        before=" ".join(f"{frame.at_share(share)},{frame.y(count)}" for share, count in thinned(before)),
        band=" ".join([*upper, *lower]),
        middle=" ".join(frame.point(at, middle) for at, _low, middle, _high in rays),
        now=frame.x(now) if now and window[0] <= now <= window[1] else None,
        dot=(frame.x(so_far[-1][0]), frame.y(so_far[-1][1])) if so_far else None,
        across=_across(frame, across, show),
        ticks=_ticks(frame, ticks),
    )


@dataclass(frozen=True)
class _Frame:
    window: tuple[datetime, datetime]
    top: float

    def at_share(self, share: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(1.0, max(0.0, share)), 1)

    def x(self, at: datetime) -> float:
        first, last = self.window
        return self.at_share((at - first) / (last - first))

    def y(self, count: int) -> float:
        floor = HEIGHT - BOTTOM
        return round(floor - (floor - TOP) * count / self.top, 1)

    def point(self, at: datetime, count: int) -> str:
        return f"{self.x(at)},{self.y(count)}"


def _across(
    frame: _Frame, lines: Sequence[tuple[str, int, str]], show: Callable[[int], str]
) -> tuple[Across, ...]:
    """The highest first; words that would lie on the last ones stand at the other end."""
    found: list[Across] = []
    for words, count, kind in sorted(lines, key=lambda line: -line[1]):
        y = frame.y(count)
        near = bool(found) and y - found[-1].y < NEAR and found[-1].at == "start"
        found.append(Across(y, f"{words} {show(count)}", kind, "end" if near else "start"))
    return tuple(found)


def _ticks(frame: _Frame, ticks: Sequence[tuple[datetime, str]]) -> tuple[Tick, ...]:
    found = []
    for at, words in ticks:
        x = frame.x(at)
        found.append(
            Tick(x, words, "start" if x < LEFT + 14 else "end" if x > WIDTH - RIGHT - 14 else "middle")
        )
    return tuple(found)


def thinned(points: Sequence[tuple[At, int]]) -> list[tuple[At, int]]:
    """At most MOST_POINTS of them, the last one included."""
    every = -(-len(points) // MOST_POINTS) or 1
    kept = list(points[::every])
    return kept if not points or kept[-1] == points[-1] else [*kept, points[-1]]

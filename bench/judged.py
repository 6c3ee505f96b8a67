"""How far forecasts are off, beside the straight line, in POs that were lived by rules of their own."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import mean

from bench.campaigns import Lived
from bench.campaigns import store as judged_store
from bukapo.insights.forecast.pace import foresee
from bukapo.insights.forecast.values import Asked

POINTS = (25, 50, 75)
"""Percent of the window at which a forecast is asked for."""
LEAST_KEPT, MOST_KEPT = 70.0, 92.0
"""Percent of the final counts that a range of 80 % may hold: else it promises too much, or says nothing."""


@dataclass
class Judged:
    """`off`, `straight_off`: percent of the final count, of each forecast; `within`: whether the range held it.

    `took`: milliseconds.
    """

    off: list[float] = field(default_factory=list)
    straight_off: list[float] = field(default_factory=list)
    within: list[bool] = field(default_factory=list)
    took: list[float] = field(default_factory=list)

    @property
    def error(self) -> float:
        return mean(self.off)

    @property
    def straight_error(self) -> float:
        return mean(self.straight_off)

    @property
    def coverage(self) -> float:
        """Percent."""
        return 100 * mean(self.within)

    def add(self, other: "Judged") -> None:
        self.off += other.off
        self.straight_off += other.straight_off
        self.within += other.within
        self.took += other.took


Store = Callable[[str, random.Random], tuple[Lived, list[Lived]]]
"""A PO of a kind and the earlier ones of its store."""


def judge(
    kind: str, campaigns: int, seed: int, timer: Callable[[], float], store: Store = judged_store
) -> dict[int, Judged]:
    """By percent of the window. `timer` in seconds."""
    lot = random.Random(f"{kind} {seed}")
    found = {point: Judged() for point in POINTS}
    for number in range(campaigns):
        lived, past = store(kind, lot)
        if lived.final >= 30:
            for point in POINTS:
                _one(found[point], lived, past, point, number, timer)
    return found


def _one(
    judged: Judged, lived: Lived, past: Sequence[Lived], point: int, seed: int, timer: Callable[[], float]
) -> None:
    window = lived.course.window
    at = window.opens_at + (window.closes_at - window.opens_at) * point / 100
    at = at.replace(minute=0, second=0, microsecond=0)
    asked = Asked(lived.until(at), at, [one.course for one in past], cap=lived.cap, seed=seed + 1)
    if lived.cap and asked.course.pieces >= lived.cap - 1:
        return  # sold out: nothing is left to foresee
    begun = timer()
    told = foresee(asked)
    if told is None:
        return
    judged.took.append((timer() - begun) * 1000)
    judged.off.append(100 * abs(told.median - lived.final) / lived.final)
    judged.straight_off.append(100 * abs(told.straight - lived.final) / lived.final)
    judged.within.append(told.low <= lived.final <= told.high)

"""How orders spread over a window: hundreds of possible courses, of which what was seen so far picks some. Pure.

A course is a row of rates, one per bin of the window, that sum to 1. Some are drawn from what POs usually do (a burst
at the opening, a flat middle, a rush before closing, posts that lift a day, nights and weekends), the others lean on
how the store's own past POs went.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bukapo.insights.forecast.values import Course, Window

Array = NDArray[np.float64]
MOST_BINS = 240
USUAL, LEARNT = 700, 700
"""Courses drawn from what is usual, and from the past."""
DAY_NOISE, TILT = 0.3, 0.5
"""Of a past course: a day is off by so much (log), and the whole leans to one end by so much."""
UNHURRIED = 0.35
"""Of the usual courses know no rush before closing."""
_NIGHT = (0, 1, 2, 3, 4, 5)
_EVENING = (18, 19, 20, 21)


@dataclass(frozen=True)
class Grid:
    """The window in equal bins, `width` hours each; `middle` of each as a share of the window."""

    window: Window
    bins: int

    @classmethod
    def of(cls, window: Window) -> "Grid":
        return cls(window, max(12, min(MOST_BINS, round(window.hours))))

    @property
    def width(self) -> float:
        return self.window.hours / self.bins

    @property
    def middle(self) -> Array:
        return (np.arange(self.bins) + 0.5) / self.bins

    @property
    def times(self) -> list[datetime]:
        """The middle of each bin."""
        return [
            self.window.opens_at + timedelta(hours=self.width * (place + 0.5)) for place in range(self.bins)
        ]

    def counts(self, hours: Sequence[tuple[datetime, int]]) -> Array:
        """Pieces per bin; an hour belongs to the bin its middle lies in (the first hour may begin before opening)."""
        found = np.zeros(self.bins)
        for hour, pieces in hours:
            share = (hour + timedelta(minutes=30) - self.window.opens_at) / timedelta(hours=1)
            found[min(self.bins - 1, max(0, int(share / self.width)))] += pieces
        return found


def usual(grid: Grid, chance: np.random.Generator, count: int = USUAL) -> Array:
    """Courses as POs usually go: (count, bins), each row sums to 1."""
    u = grid.middle[None, :]
    opening, closing, flat = chance.dirichlet((1.0, 0.8, 2.0), count).T
    closing = np.where(chance.uniform(size=count) < UNHURRIED, 0, closing)
    fast, late = (_lognormal(chance, 0.09, 0.7, count), _lognormal(chance, 0.08, 0.7, count))
    lean = chance.normal(0, 0.5, count)[:, None] * (u - 0.5)
    rates = (
        _unit(np.exp(-u / fast)) * opening[:, None]
        + _unit(np.exp(-(1 - u) / late)) * closing[:, None]
        + _unit(np.exp(lean)) * flat[:, None]
    )
    return _unit(
        rates * _cycle(grid, chance, count) * _days(grid, chance, count) * _posts(grid, chance, count)
    )


def learnt(grid: Grid, past: Sequence[Course], chance: np.random.Generator, count: int = LEARNT) -> Array:
    """Courses like the past ones, each drawn out to this window and a little different."""
    curves = np.array([_drawn_out(course, grid) for course in past])
    chosen = curves[chance.integers(len(curves), size=count)]
    lean = np.exp(chance.normal(0, TILT, count)[:, None] * (grid.middle - 0.5)[None, :])
    flat = chance.uniform(0.02, 0.25, count)[:, None]
    smooth = _unit(chosen * lean) * (1 - flat) + flat / grid.bins
    return _unit(smooth * _cycle(grid, chance, count) * _days(grid, chance, count))


def _drawn_out(course: Course, grid: Grid) -> Array:
    """The past course in bins of this window, smoothed over a twentieth of it, without its own days and nights."""
    own = Grid.of(course.window)
    reached = np.concatenate([[0.0], np.cumsum(own.counts(course.hours))])
    edges = np.linspace(0, 1, own.bins + 1)
    rates = np.diff(np.interp(np.linspace(0, 1, grid.bins + 1), edges, reached / reached[-1]))
    reach = max(1, round(max(grid.bins / 24, 12 / grid.width)))
    kernel = np.ones(2 * reach + 1)
    return np.convolve(rates, kernel, "same") / np.convolve(np.ones(grid.bins), kernel, "same")


def _cycle(grid: Grid, chance: np.random.Generator, count: int) -> Array:
    """Nights are quiet, evenings are not, and a weekend may be either."""
    times = grid.times
    night = np.array([at.hour in _NIGHT for at in times], float)
    evening = np.array([at.hour in _EVENING for at in times], float)
    weekend = np.array([at.weekday() >= 5 for at in times], float)
    quiet = chance.uniform(0.8, 2.5, count)[:, None]
    busy = chance.uniform(0, 0.8, count)[:, None]
    free = chance.normal(0.1, 0.45, count)[:, None]
    return np.asarray(np.exp(-quiet * night + busy * evening + free * weekend))


def _days(grid: Grid, chance: np.random.Generator, count: int) -> Array:
    """No day is like the one before."""
    first = grid.window.opens_at.date()
    day = np.array([(at.date() - first).days for at in grid.times])
    noise = np.exp(chance.normal(0, DAY_NOISE, (count, int(day[-1]) + 1)))
    return np.asarray(noise[:, day])


def _posts(grid: Grid, chance: np.random.Generator, count: int) -> Array:
    """Somebody tells of the PO, and for half a day more people come."""
    lift = np.ones((count, grid.bins))
    u, half_day = grid.middle[None, :], 12 / grid.window.hours
    for _ in range(2):
        since = u - chance.uniform(0, 1, count)[:, None]
        height = _lognormal(chance, 0.6, 0.9, count)
        lift += height * np.where(since >= 0, np.exp(-np.maximum(since, 0) / half_day), 0)
    return lift


def _lognormal(chance: np.random.Generator, middle: float, spread: float, count: int) -> Array:
    return np.asarray(middle * np.exp(chance.normal(0, spread, count)))[:, None]


def _unit(rates: Any) -> Array:
    return np.asarray(rates / rates.sum(axis=1, keepdims=True))

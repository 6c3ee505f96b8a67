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

from bukapo.insights.forecast.rhythm import Rhythm
from bukapo.insights.forecast.values import Course, Window

Array = NDArray[np.float64]
MOST_BINS = 240
USUAL, LEARNT = 900, 600
"""Courses drawn from what is usual, and from the past."""
MANNERS = {"even": 0.64, "opening": 0.15, "closing": 0.12, "opening, closing": 0.09}
"""How POs usually go, and how often."""
LEAN, LEANING = 0.3, 0.3
"""How far (log) the middle of a usual course leans to one end, and how many do."""
FAST, LATE = 0.08, 0.12
"""Part of the window within which an opening's burst is over, and before which the rush to closing begins."""
TILT, FLATTER = 0.3, (0.02, 0.2)
"""How far (log) the next course leans away from the past ones, and how much of it comes evenly."""
ALONE = 0.7
"""Dirichlet: the next PO is like one of the past ones (0) or like their mean (many)."""
SMOOTH = 16
"""A past course is smoothed over this part of its window."""
_HALF_HOUR = timedelta(minutes=30)
POSTED, POST_HOURS, POST_LIFT = 0.5, 14, 0.6
"""Of the courses are lifted by posts, for so long, by so much of what comes anyway."""


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
            share = (hour + _HALF_HOUR - self.window.opens_at) / timedelta(hours=1)
            found[min(self.bins - 1, max(0, int(share / self.width)))] += pieces
        return found


def usual(grid: Grid, chance: np.random.Generator) -> tuple[Array, Array]:
    """Courses as POs usually go, without the clock: (count, bins), each row sums to 1; and how likely each is."""
    u = grid.middle[None, :]
    rates, prior = [], []
    for manner, part in MANNERS.items():
        count = round(USUAL / len(MANNERS))
        leans = chance.normal(0, LEAN, count) * (chance.uniform(size=count) < LEANING)
        flat = _unit(np.exp(leans[:, None] * (u - 0.5)))
        opening = chance.uniform(0.15, 0.85, count) * ("opening" in manner)
        closing = chance.uniform(0.2, 0.85, count) * ("closing" in manner)
        both = np.maximum(1.0, (opening + closing) / 0.9)
        opening, closing = (opening / both)[:, None], (closing / both)[:, None]
        fast, late = _lognormal(chance, FAST, 0.6, count), _lognormal(chance, LATE, 0.7, count)
        rates.append(
            _unit(np.exp(-u / fast)) * opening
            + _unit(np.exp(-(1 - u) / late)) * closing
            + flat * (1 - opening - closing)
        )
        prior.append(np.full(count, part / count))
    return np.concatenate(rates), np.concatenate(prior)


@dataclass(frozen=True)
class Gone:
    """A past course drawn out to this window, without its days and nights: `curve` sums to 1 over the part `known`."""

    curve: Array
    known: int
    pieces: int
    window: Window


def learnt(grid: Grid, past: Sequence[Gone], chance: np.random.Generator, usually: Array) -> Array:
    """Courses like the past ones, each a little different. One that was sold out goes on as a usual one does."""
    own = usually[chance.integers(len(usually), size=LEARNT)]
    each = []
    for one in past:
        curves = np.tile(one.curve, (LEARNT, 1))
        scale = 1 / own[:, : one.known].sum(axis=1)
        curves[:, one.known :] = own[:, one.known :] * scale[:, None]
        each.append(_unit(curves))
    parts = chance.dirichlet(np.full(len(past), ALONE), LEARNT)
    curves = np.einsum("cp,pcb->cb", parts, np.array(each))
    lean = np.exp(chance.normal(0, TILT, LEARNT)[:, None] * (grid.middle - 0.5)[None, :])
    flat = chance.uniform(*FLATTER, LEARNT)[:, None]
    return np.asarray(_unit(curves * lean) * (1 - flat) + flat / grid.bins)


def drawn_out(course: Course, grid: Grid, rhythm: Rhythm) -> Gone:
    """The past course in bins of this window, without its own days and nights, smoothed."""
    own = Grid.of(course.window)
    counted = own.counts(course.hours)
    clock = _clock(own, rhythm, np.array([rhythm.weekend]))[0]
    reach = max(1, round(max(own.bins / SMOOTH, 12 / own.width)))
    kernel = np.ones(2 * reach + 1)
    until = own.bins
    if course.sold_out:
        until = min(own.bins, int(own.window.share(course.hours[-1][0] + _HALF_HOUR) * own.bins) + 1)
    inside = (np.arange(own.bins) < until).astype(float)
    # the sum of pieces over the sum of what the clock lets expect: a quiet night divides nothing by nothing
    due = np.convolve(clock * inside, kernel, "same").clip(1e-9)
    reached = np.concatenate([[0.0], np.cumsum(np.convolve(counted * inside, kernel, "same") / due * inside)])
    edges = np.linspace(0, 1, own.bins + 1)
    found = np.diff(np.interp(np.linspace(0, 1, grid.bins + 1), edges, reached / reached[-1]))
    return Gone(found, max(1, round(grid.bins * until / own.bins)), course.pieces, course.window)


def clocked(grid: Grid, rates: Array, rhythm: Rhythm, chance: np.random.Generator) -> Array:
    """Nights are quiet, evenings are not, and a weekend may be either."""
    clock = _clock(grid, rhythm, chance.normal(rhythm.weekend, rhythm.spread, len(rates)))
    return _unit(rates * _posts(grid, chance, len(rates)) * clock)


def even(grid: Grid, rhythm: Rhythm) -> Array:
    """The one course without a shape of its own: (1, bins)."""
    return _unit(_clock(grid, rhythm, np.array([rhythm.weekend])))


def _posts(grid: Grid, chance: np.random.Generator, count: int) -> Array:
    """Somebody tells of the PO, and for half a day more people come."""
    lift = np.ones((count, grid.bins))
    u, lasting = grid.middle[None, :], POST_HOURS / grid.window.hours
    told = chance.uniform(size=count)[:, None] < POSTED
    for _ in range(2):
        since = u - chance.uniform(0, 1, count)[:, None]
        height = _lognormal(chance, POST_LIFT, 0.9, count) * told
        lift += height * np.where(since >= 0, np.exp(-np.maximum(since, 0) / lasting), 0)
    return lift


def _clock(grid: Grid, rhythm: Rhythm, weekend: Array) -> Array:
    times = grid.times
    hours = np.array([rhythm.hours[at.hour] for at in times])
    free = np.array([at.weekday() >= 5 for at in times], float)
    return np.asarray(hours * np.exp(weekend[:, None] * free))


def _lognormal(chance: np.random.Generator, middle: float, spread: float, count: int) -> Array:
    return np.asarray(middle * np.exp(chance.normal(0, spread, count)))[:, None]


def _unit(rates: Any) -> Array:
    return np.asarray(rates / rates.sum(axis=1, keepdims=True))

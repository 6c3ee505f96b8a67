"""From the orders so far to the final count with a range. Pure; the same question with the same seed has one answer.

Every possible course (`shapes`) says how much of the whole has come by now, and so how many pieces the whole would be.
It counts the more, the better it explains when the orders so far came, and the less its whole is out of the ordinary
for this store. What is left to come then varies once more: people are not rates.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from bukapo.insights.forecast import shapes
from bukapo.insights.forecast.shapes import Array, Grid
from bukapo.insights.forecast.values import Asked, Course, Foreseen, Point, Reason, Window

DRAWS = 800
EDGE, LATE_UNDER = 10.0, 16.0
"""Percent of the draws above the range, and below it; from half of the window to three quarters, those below it become
`LATE_UNDER`: most has come then, and the back-test says that what is left seldom comes to as little as draws have it.
"""
CLUMP = 4.0
"""How alike two days are that should be alike (shape of a negative binomial: 4 = a day is off by a half)."""
CHUNKS, LEAST_LEFT = 14, 60
"""Spans of a window whose orders are compared; courses that must be left to speak."""
LEVEL_SPREAD, HOPE_SPREAD = 0.8, 0.7
"""How far (log) the whole may be from the store's past POs, and from what its sign-ups let expect."""
NOISE = 0.12
"""What is left to come is off by so much (log) beyond what the courses say."""
STEPS = 24
"""Points of the path ahead."""


@dataclass(frozen=True)
class _Draws:
    """Per draw: the share that has come by now, and the course from now on (1 at closing)."""

    come: Array
    left: Array
    ahead: Array


def foresee(asked: Asked) -> Foreseen | None:
    """The final count; None while it is too early to say (`Asked.early`)."""
    if asked.early:
        return None
    past = tuple(course for course in asked.past if course.pieces)
    grid, courses, prior = _possible(asked.course.window, past, asked.seed)
    now = min(grid.bins, asked.share * grid.bins)
    weights = _weights(asked, grid, courses, prior, now)
    draws = _drawn(asked, courses, weights, now, np.random.default_rng([asked.seed, 1]))
    return _told(asked, draws, len(past))


@lru_cache(maxsize=8)
def _possible(window: Window, past: tuple[Course, ...], seed: int) -> "tuple[Grid, Courses, Array]":
    """All courses, and the log of how likely each is before anything was seen. A megabyte; the same for a PO's life."""
    grid, chance = Grid.of(window), np.random.default_rng(seed)
    rates = [shapes.usual(grid, chance)]
    prior = [np.full(shapes.USUAL, 1 / (len(past) + 1) / shapes.USUAL)]
    if past:
        rates.append(shapes.learnt(grid, past, chance))
        prior.append(np.full(shapes.LEARNT, len(past) / (len(past) + 1) / shapes.LEARNT))
    return grid, Courses(np.concatenate(rates)), np.log(np.concatenate(prior))


class Courses:
    """Many courses and how far each has come: share of the whole by a bin, or part of one."""

    def __init__(self, rates: Array) -> None:
        self.bins = rates.shape[1]
        sums = np.concatenate([np.zeros((len(rates), 1)), np.cumsum(rates, axis=1)], axis=1)
        self._sums = sums.astype(np.float32)  # kept between two questions

    def __len__(self) -> int:
        return len(self._sums)

    def by(self, bin_: float) -> Array:
        whole = min(int(bin_), self.bins - 1)
        before = self._sums[:, whole].astype(np.float64)
        return np.asarray(np.maximum(before + (self._sums[:, whole + 1] - before) * (bin_ - whole), 1e-6))

    def chosen(self, places: Any) -> "Courses":
        found = Courses.__new__(Courses)
        found.bins, found._sums = self.bins, self._sums[places]
        return found


def _weights(asked: Asked, grid: Grid, courses: Courses, prior: Array, now: float) -> Array:
    """Of every course, given what was seen; they sum to 1."""
    seen = grid.counts(asked.course.hours)
    come = courses.by(now)
    whole = asked.course.pieces / come
    log = prior + _likeness(seen, courses, whole, now)
    totals = [course.pieces for course in asked.past if course.pieces]
    if totals:
        log += -0.5 * ((np.log(whole) - np.median(np.log(totals))) / LEVEL_SPREAD) ** 2
    if asked.hoped:
        log += -0.5 * ((np.log(whole) - np.log(asked.hoped)) / HOPE_SPREAD) ** 2
    return _tempered(log)


def _likeness(seen: Array, courses: Courses, whole: Array, now: float) -> Array:
    """Log likelihood of the pieces seen in each span (negative binomial with the course's own whole as its level)."""
    bins = courses.bins
    edges = np.unique(np.append(np.arange(0, now, bins / CHUNKS), now).round(6))
    found = np.zeros(len(courses))
    before = np.zeros(len(courses))
    for first, last in zip(edges, edges[1:], strict=False):
        until = courses.by(last)
        expected = np.maximum(whole * (until - before), 1e-3)
        before = until
        counted = seen[int(np.ceil(first)) : int(np.ceil(last))].sum()
        found += counted * np.log(expected / (expected + CLUMP)) - CLUMP * np.log1p(expected / CLUMP)
    return found


def _tempered(log: Array) -> Array:
    """Weights from their logs, flattened until enough courses have a say: none of them is the truth."""
    log = log - log.max()
    power = 1.0
    while True:
        weights = np.exp(log * power)
        weights /= weights.sum()
        if power < 0.05 or 1 / np.square(weights).sum() >= LEAST_LEFT:
            return np.asarray(weights)
        power *= 0.8


def _drawn(asked: Asked, courses: Courses, weights: Array, now: float, chance: np.random.Generator) -> _Draws:
    """Courses by their weights, each with its own luck in what is left to come."""
    places = (np.arange(DRAWS) + chance.uniform()) / DRAWS
    chosen = courses.chosen(np.searchsorted(np.cumsum(weights), places).clip(0, len(courses) - 1))
    come = chosen.by(now)
    left = asked.course.pieces * (1 - come).clip(0) / come
    left = left * np.exp(chance.normal(0, NOISE, DRAWS) - NOISE**2 / 2)
    left = np.where(left > 0, chance.poisson(chance.gamma(np.maximum(left, 1e-9) / 1.5, 1.5)), 0)
    steps = now + (courses.bins - now) * np.arange(1, STEPS + 1) / STEPS
    ahead = np.array([chosen.by(step) - come for step in steps]).T
    return _Draws(come, left, ahead / np.maximum(ahead[:, -1:], 1e-9))


def _told(asked: Asked, draws: _Draws, learnt: int) -> Foreseen:
    pieces, window = asked.course.pieces, asked.course.window
    paths = pieces + draws.left[:, None] * draws.ahead
    under = EDGE + (LATE_UNDER - EDGE) * min(1.0, max(0.0, asked.share - 0.5) * 4)
    low, median, high = (np.percentile(paths, share, axis=0) for share in (under, 50, 100 - EDGE))
    left = window.closes_at - asked.at
    path = tuple(
        Point(asked.at + left * (place + 1) / STEPS, *(asked.capped(round(x)) for x in values))
        for place, values in enumerate(zip(low, median, high, strict=True))
    )
    final = pieces + draws.left
    last = path[-1]
    full = float((final >= asked.cap).mean()) if asked.cap else 0.0
    full_at = next((one.at for one in path if asked.cap and one.median >= asked.cap), None)
    to_come = round(10_000 * (1 - pieces / max(last.median, pieces, 1)))
    return Foreseen(
        share=asked.share,
        pieces=pieces,
        low=last.low,
        median=last.median,
        high=last.high,
        straight=asked.straight,
        path=path,
        learnt=learnt,
        to_come=to_come,
        full_chance=round(10_000 * full),
        full_at=full_at if asked.cap and pieces < asked.cap else None,
        reasons=_reasons(asked, last, learnt, full),
    )


def _reasons(asked: Asked, last: Point, learnt: int, full: float) -> tuple[Reason, ...]:
    """What decided most, first."""
    found: list[Reason] = ["past" if learnt else "usual"]
    if asked.hoped:
        found.append("signed_up")
    if full >= 0.9:
        found.append("cap_sure")
    elif full >= 0.25:
        found.append("cap_likely")
    else:
        found.append(
            "late_rush"
            if last.median > 1.1 * asked.straight
            else "spent"
            if last.median < 0.9 * asked.straight
            else "pace"
        )
    return tuple(found)

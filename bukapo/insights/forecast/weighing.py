"""Which of the possible courses a PO may be on: weighed by the store's past, sign-ups and what was seen. Pure.

Every course is asked with every lumpiness (how unlike two half days are that should be alike): where days jump, one
that jumps says less.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from bukapo.insights.forecast import shapes
from bukapo.insights.forecast.rhythm import rhythm_of
from bukapo.insights.forecast.shapes import Array, Gone, Grid
from bukapo.insights.forecast.values import Asked, Course, Window

LUMPS, LUMPY = np.array([2.0, 6.0, 18.0, 54.0]), np.array([0.15, 0.3, 0.35, 0.2])
"""Shapes of a negative binomial (54 = a span is off by a seventh), and how often stores are so."""
SPANS, SPAN_HOURS = 14, 12
"""A window is compared in so many spans at most, none shorter than this."""
LEARNT_PART = 0.15
"""What one past PO's own course counts beside all usual ones (which the past has weighed, too)."""
PAST_POWER, UNLIKE = 0.7, 0.3
"""How far a past PO is believed, and how likely it was of another kind than the next."""
LEVEL_SPREAD, HOPE_SPREAD = 0.8, 0.7
"""How far (log) the whole may be from the store's past POs, and from what its sign-ups let expect."""
LEAST_LEFT = 60
"""Courses that must be left to speak."""
_lgamma = np.vectorize(math.lgamma, otypes=[float])


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


@dataclass(frozen=True)
class Possible:
    """All courses of a window, the log of how likely each is with each lumpiness, and the `even` one of this clock."""

    grid: Grid
    courses: Courses
    prior: Array
    even: Courses


@lru_cache(maxsize=8)
def possible(window: Window, past: tuple[Course, ...], seed: int) -> Possible:
    """Before anything of the PO was seen. About a megabyte; the same for a PO's life."""
    grid, chance, rhythm = Grid.of(window), np.random.default_rng(seed), rhythm_of(past)
    rates, prior = shapes.usual(grid, chance)
    joint = prior[:, None] * LUMPY[None, :]
    if past:
        gone = [shapes.drawn_out(course, grid, rhythm) for course in past]
        joint = joint * _taught(gone, rates, joint)
        part = LEARNT_PART * len(past) / (LEARNT_PART * len(past) + 1)
        alike = np.tile(joint.sum(axis=0) * part / shapes.LEARNT, (shapes.LEARNT, 1))
        rates = np.concatenate([rates, shapes.learnt(grid, gone, chance, rates)])
        joint = np.concatenate([joint * (1 - part), alike])
    told = shapes.clocked(grid, rates, rhythm, chance)
    return Possible(grid, Courses(told), np.log(joint.clip(1e-12)), Courses(shapes.even(grid, rhythm)))


def spans(window: Window, share: float) -> float:
    """That so much of a window is compared in."""
    return min(SPANS, window.hours / SPAN_HOURS) * share


def _edges(window: Window, share: float, until: float) -> Array:
    return np.linspace(0, until, max(2, round(spans(window, share))) + 1)


def _taught(gone: Sequence[Gone], usual: Array, prior: Array) -> Array:
    """How much likelier the past makes each usual course with each lumpiness."""
    found = np.ones_like(prior)
    for one in gone:
        edges = np.unique(_edges(one.window, one.known / usual.shape[1], one.known).astype(int))[:-1]
        seen = np.add.reduceat(one.curve[: one.known], edges) * one.pieces
        shares = np.add.reduceat(usual[:, : one.known], edges, axis=1)
        log = _log_likelihood(seen, shares / shares.sum(axis=1, keepdims=True) * one.pieces)
        like = np.exp((log - log.max()) * PAST_POWER)
        found = found * (like + UNLIKE * (like * prior).sum())
    return np.asarray(found / (found * prior).sum())


def _log_likelihood(seen: Array, expected: Array) -> Array:
    """Of pieces per span where so many were expected (courses, spans): (courses, LUMPS)."""
    expected = expected.clip(1e-3)
    told = []
    for lump in LUMPS:
        own = seen * np.log(expected / (expected + lump)) - lump * np.log1p(expected / lump)
        told.append(own.sum(axis=1) + (_lgamma(seen + lump) - math.lgamma(lump)).sum())
    return np.array(told).T


def weights(asked: Asked, known: Possible, now: float) -> Array:
    """Of every course with every lumpiness, given what was seen; they sum to 1."""
    whole = asked.course.pieces / known.courses.by(now)
    log = known.prior + _likeness(asked, known, whole, now)
    totals = [course.pieces for course in asked.past if course.pieces]
    if totals:
        off = (np.log(whole) - np.median(np.log(totals))) / LEVEL_SPREAD
        if any(course.sold_out for course in asked.past):
            off = np.minimum(off, 0)  # nobody knows how many more would have come
        log -= 0.5 * off[:, None] ** 2
    if asked.hoped:
        log -= 0.5 * ((np.log(whole) - np.log(asked.hoped)) / HOPE_SPREAD)[:, None] ** 2
    return _tempered(log)


def _likeness(asked: Asked, known: Possible, whole: Array, now: float) -> Array:
    """Log likelihood of the pieces seen in each span, with the course's own whole as its level."""
    seen = known.grid.counts(asked.course.hours)
    edges = np.unique(np.append(_edges(asked.course.window, asked.share, now)[:-1].astype(int), now))
    by = np.array([known.courses.by(edge) if edge else np.zeros(len(whole)) for edge in edges]).T
    counted = [
        seen[int(first) : math.ceil(last)].sum() for first, last in zip(edges, edges[1:], strict=False)
    ]
    return _log_likelihood(np.array(counted), whole[:, None] * np.diff(by, axis=1))


def _tempered(log: Array) -> Array:
    """Weights from their logs, flattened until enough courses have a say: none of them is the truth."""
    log = log - log.max()
    power = 1.0
    while True:
        found = np.exp(log * power)
        found /= found.sum()
        if power < 0.05 or 1 / np.square(found.sum(axis=1)).sum() >= LEAST_LEFT:
            return np.asarray(found)
        power *= 0.8

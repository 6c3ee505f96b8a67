"""From the orders so far to the final count with a range. Pure; the same question with the same seed has one answer.

Every possible course (`shapes`) says how much of the whole has come by now, and so how many pieces the whole would be.
It counts the more, the better it explains when the orders so far came and how the store's past POs went (`weighing`).
What is left to come then varies once more: people are not rates. And while nothing speaks against it, orders are taken
to go on evenly by the store's own clock: the simplest course that may be true is the one to name.
"""

from dataclasses import dataclass

import numpy as np

from bukapo.insights.forecast.shapes import Array
from bukapo.insights.forecast.values import Asked, Foreseen, Point, Reason
from bukapo.insights.forecast.weighing import LUMPS, Possible, possible, spans, weights

DRAWS = 800
EDGE, EARLY_OVER = 7.0, 4.0
"""Percent of the draws below the range and above it; until half of the window above it only `EARLY_OVER`, since a late
rush does not show before it begins. (By POs of `bench.rehearsed`: some end as no course knows, 10 and 10 held too few.)
"""
NOISE, LUMPY_PART = 0.1, 0.7
"""What is left to come is off by so much (log) beyond what the courses say; and how far the lumps seen go on."""
PER_ORDER = 1.5
"""Pieces of one order."""
REACH = 0.4
"""How far from the middle of the draws (0.5 = their end) the even course may lie and still pull the middle to it."""
STEPS = 24
"""Points of the path ahead."""


@dataclass(frozen=True)
class _Draws:
    """Per draw: what is left to come, and the course from now on (1 at closing). `even`: left if it goes on evenly."""

    left: Array
    ahead: Array
    even: float


def foresee(asked: Asked) -> Foreseen | None:
    """The final count; None while it is too early to say (`Asked.early`)."""
    if asked.early:
        return None
    past = tuple(course for course in asked.past if course.pieces)
    known = possible(asked.course.window, past, asked.seed)
    now = min(known.grid.bins, asked.share * known.grid.bins)
    draws = _drawn(asked, known, weights(asked, known, now), now)
    return _told(asked, draws, len(past))


def _drawn(asked: Asked, known: Possible, weighed: Array, now: float) -> _Draws:
    """Courses by their weights, each with its own luck in what is left to come."""
    chance = np.random.default_rng([asked.seed, 1])
    places = (np.arange(DRAWS) + chance.uniform()) / DRAWS
    flat = np.searchsorted(np.cumsum(weighed.ravel()), places).clip(0, weighed.size - 1)
    chosen, lumps = known.courses.chosen(flat // len(LUMPS)), LUMPS[flat % len(LUMPS)]
    come, pieces = chosen.by(now), asked.course.pieces
    left = pieces * (1 - come).clip(0) / come * np.exp(chance.normal(0, _noise(asked, lumps)))
    left = np.where(left > 0, chance.poisson(chance.gamma(left.clip(1e-9) / PER_ORDER, PER_ORDER)), 0)
    steps = now + (known.courses.bins - now) * np.arange(1, STEPS + 1) / STEPS
    ahead = np.array([chosen.by(step) - come for step in steps]).T
    even = pieces * (1 / float(known.even.by(now)[0]) - 1)
    return _Draws(left, ahead / np.maximum(ahead[:, -1:], 1e-9), even)


def _noise(asked: Asked, lumps: Array) -> Array:
    """Of the level seen and of what is left (log): both are made of a few lumps, and of people."""
    window = asked.course.window
    behind, ahead = (max(spans(window, share), 0.5) for share in (asked.share, 1 - asked.share))
    lumpy = (1 / behind + 1 / ahead) * LUMPY_PART / lumps
    return np.asarray(np.sqrt(NOISE**2 + lumpy + PER_ORDER / asked.course.pieces))


def _pulled(draws: _Draws) -> float:
    """Factor that brings the middle of what is left to the even course, the nearer the two are the whole way."""
    middle = float(np.median(draws.left))
    if middle <= 0 or draws.even <= 0:
        return 1.0
    away = abs(float((draws.left < draws.even).mean()) - 0.5)
    return float((draws.even / middle) ** max(0.0, 1 - away / REACH))


def _told(asked: Asked, draws: _Draws, learnt: int) -> Foreseen:
    pieces, window = asked.course.pieces, asked.course.window
    over = EARLY_OVER + (EDGE - EARLY_OVER) * min(1.0, max(0.0, asked.share - 0.5) * 4)
    paths = pieces + draws.left[:, None] * draws.ahead
    low, median, high = (np.percentile(paths, share, axis=0) for share in (EDGE, 50, 100 - over))
    median = np.clip(pieces + (median - pieces) * _pulled(draws), low, high)
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

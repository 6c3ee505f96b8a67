"""A work order runs through its stages thousands of times: pieces in a relay, days of chance. Pure.

One pass works a day at a time on all runs at once. With the same seed every run has the same luck whatever is asked, so
more pieces are never earlier and more hands never later, run by run.
"""

from collections.abc import Iterator

import numpy as np

from bukapo.production.promise.noise import Array, Noise
from bukapo.production.promise.values import MOST_RATE, Course, Habits, Spread

RUNS = 10_000
MOST_DAYS = 600
"""Working days looked ahead; who is not finished by then counts as finished on the last of them."""
_ENOUGH = 0.01
"""Of a piece: sums of fractions are never quite whole."""
_STRAGGLERS = 500
"""One run of so many may still be going when the looking ends; it counts as finished on the day after."""
_PRIOR_WAITS = 3
"""What is usual counts as so many past orders when a wait is drawn."""
MEAN_WAIT, MATERIAL_CHANCE, MOST_MATERIAL = 1.5, 0.2, 6.0
"""Working days until a workshop begins; in one of five orders it waits for cloth for up to so many days more."""


def simulate(course: Course, habits: Habits, *, seed: int, runs: int = RUNS) -> Spread:
    """When it is finished, and which stage decides."""
    whole = tuple(float(not n) for n in range(len(course.paces)))
    if not course.left:
        return Spread((runs,), whole)
    if course.fastest >= MOST_DAYS:
        return Spread((*[0] * (MOST_DAYS - 1), runs), whole)
    line = Line(course, habits, seed=seed, runs=runs)
    days = np.zeros(runs, dtype=np.int32)
    for _ in range(MOST_DAYS):
        unfinished = next(line.passing) < course.pieces - _ENOUGH
        days += unfinished
        if np.count_nonzero(unfinished) * _STRAGGLERS <= runs:
            break
    counts = np.bincount(np.minimum(days, MOST_DAYS - 1))
    return Spread(tuple(counts.tolist()), line.deciding())


def passing_by(course: Course, habits: Habits, *, day: int, seed: int, runs: int = RUNS) -> Array:
    """Pieces that would have passed the last stage by the end of working day `day`, were there no end of them."""
    line = Line(course.with_pieces(10**7), habits, seed=seed, runs=runs)
    passed = np.zeros(runs, dtype=np.float32)
    for _ in range(min(day + 1, MOST_DAYS)):
        passed = next(line.passing)
    return passed


class Line:
    """The stages of one course. `passing` gives, day after day, the pieces that have passed the last one."""

    def __init__(self, course: Course, habits: Habits, *, seed: int, runs: int) -> None:
        paces = course.paces
        self.noise = Noise(habits, len(paces), runs, seed)
        self.pieces, self.flows = course.pieces, course.flows
        self.means = np.array([[pace.mean] for pace in paces], dtype=np.float32)
        doubt = np.array([[pace.doubt] for pace in paces], dtype=np.float32)
        slower = np.float32(habits.drift) + np.float32(habits.drift_sd) * self.noise.order
        self.rates = self.means * np.exp(doubt * self.noise.pace - slower)
        self.rates /= 1 + np.float32(habits.rework) * self.noise.rework
        self.ahead = np.repeat([[np.float32(pace.ahead)] for pace in paces], runs, axis=1)
        self.done = np.repeat([[np.float32(pace.done)] for pace in paces], runs, axis=1)
        self.need = self.ahead + course.pieces - self.done
        self.alone = np.zeros((len(paces), runs), dtype=np.int32)
        self.waits = np.zeros(runs, dtype=np.int32) if course.started else _waits(habits, self.noise, course)
        self.passing = self._days()

    def _days(self) -> Iterator[Array]:
        longest = int(self.waits.max())
        for day, factors in enumerate(self.noise.days()):
            able = self.rates * factors
            np.minimum(able, self.means * np.float32(MOST_RATE), out=able)
            self.alone += self.need > _ENOUGH
            helped = np.minimum(able, self.ahead)
            self.ahead -= helped
            self.need -= helped
            able -= helped
            if day < longest:  # others are served meanwhile
                able *= self.waits <= day
            self.need -= able
            self._pass(able)
            yield self.done[-1]

    def _pass(self, able: Array) -> None:
        """From the last stage to the first, so that it works on what came before today; the other way if it flows."""
        order = range(len(able)) if self.flows else range(len(able) - 1, -1, -1)
        for place in order:
            there = self.done[place - 1] if place else self.pieces
            self.done[place] += np.minimum(able[place], there - self.done[place])

    def deciding(self) -> tuple[float, ...]:
        """Of each stage, the share of runs in which it alone would take longest."""
        slowest = self.alone.argmax(axis=0)
        shares = np.bincount(slowest, minlength=len(self.alone)) / len(slowest)
        return tuple(shares.tolist())


def _waits(habits: Habits, noise: Noise, course: Course) -> "np.typing.NDArray[np.int32]":
    """Working days until the first progress: one of the past, or what is usual; less what has been waited."""
    cloth = np.where(noise.material[0] < MATERIAL_CHANCE, noise.material[1] * MOST_MATERIAL, 0.0)
    waits = noise.delay * MEAN_WAIT + cloth
    if habits.waits:
        past = np.array(sorted(habits.waits), dtype=np.float32)
        place = noise.luck * (len(past) + _PRIOR_WAITS)
        known = place < len(past)
        waits = np.where(known, past[np.minimum(place.astype(np.int32), len(past) - 1)], waits)
    return np.maximum(0, np.rint(waits) - course.waited).astype(np.int32)

"""What a workshop's history says of its paces and habits, held to what is usual while it is short. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt

import numpy as np

from bukapo.production.promise.noise import WEEK, seed_of
from bukapo.production.promise.past import Days, Trace
from bukapo.production.promise.simulate import Line
from bukapo.production.promise.usual import flows
from bukapo.production.promise.values import Course, Habits, Pace

PRIOR = Habits()
_DAY_WEIGHT, _WEEK_WEIGHT, _ORDER_WEIGHT, _DRIFT_WEIGHT = 15, 6, 3, 1
"""Days, weeks and orders that what is usual counts for."""
_ORDERS, _RUNS = 16, 120
"""Past orders looked at again, and runs for each."""
_LEAST_DRIFT_SD = 0.04
_FEW_DAYS = 4
_CALMEST = 0.25
_SHARE = 0.35
_QUEUE = 0.5


@dataclass(frozen=True)
class Guess:
    """What is thought of a stage before its history: `mean` pieces a day, within a log-deviation of `doubt`."""

    mean: float
    doubt: float
    people: int = 0
    source: str = "usual"


@dataclass(frozen=True)
class Learned:
    """Paces by key of the stage, and the habits."""

    paces: Mapping[str, Pace]
    habits: Habits


def learn(traces: Sequence[Trace], guesses: Mapping[str, Guess], waits: Sequence[int]) -> Learned:
    """`guesses` names every stage that is asked for."""
    rows = _stage_days(traces)
    habits = replace(_rhythm(rows), waits=tuple(waits[-30:]))
    paces = {key: _pace(key, guess, rows.get(key), habits) for key, guess in guesses.items()}
    over = [t for t in traces if t.past.over is not None and all(key in paces for key in t.past.stages)]
    return Learned(paces, _drift(over[-_ORDERS:], traces, paces, habits))


@dataclass(frozen=True)
class _Row:
    """A stage over the workshop's days: pieces made, and whether there was more to do than was done."""

    made: Days
    busy: "np.typing.NDArray[np.bool_]"
    starved: "np.typing.NDArray[np.bool_]"


def _stage_days(traces: Sequence[Trace]) -> dict[str, _Row]:
    """All work orders of the workshop together: they share its people."""
    length = max((t.last for t in traces), default=-1) + 1
    made: dict[str, Days] = {}
    left: dict[str, Days] = {}
    for one in traces:
        for place, key in enumerate(one.past.stages):
            span = slice(one.first, one.last + 1)
            made.setdefault(key, np.zeros(length))[span] += one.made[place]
            left.setdefault(key, np.zeros(length))[span] += one.left[place]
    return {
        key: _Row(
            made[key],
            left[key] > _QUEUE * made[key] + 0.5,
            (left[key] <= _QUEUE * made[key] + 0.5) & (made[key] > 0),
        )
        for key in made
    }


def _rhythm(rows: Mapping[str, _Row]) -> Habits:
    """Deviations of days within weeks, and of weeks."""
    days, day_square, weeks, week_square, pairs, pair_product = 0, 0.0, 0, 0.0, 0, 0.0
    for row in rows.values():
        if row.busy.sum() < 2 * _FEW_DAYS:
            continue
        mean = float(row.made[row.busy].mean())
        if mean <= 0:
            continue
        before: float | None = None
        for start in range(0, len(row.made) - WEEK + 1, WEEK):
            busy = row.busy[start : start + WEEK]
            if busy.sum() < WEEK - 1:
                before = None
                continue
            values = row.made[start : start + WEEK][busy] / mean
            days += len(values) - 1
            day_square += float(((values - values.mean()) ** 2).sum())
            off = float(values.mean()) - 1
            weeks, week_square = weeks + 1, week_square + off * off
            if before is not None:
                pairs, pair_product = pairs + 1, pair_product + before * off
            before = off
    return _held(days, day_square, weeks, week_square, pairs, pair_product)


def _held(days: int, day_square: float, weeks: int, week_square: float, pairs: int, product: float) -> Habits:
    """What was seen, and what is usual, weighted by how much of it there is."""
    day = (_DAY_WEIGHT * PRIOR.day_sd**2 + day_square) / (_DAY_WEIGHT + days)
    seen = max(0.0, week_square - weeks * day / WEEK)
    week = (_WEEK_WEIGHT * PRIOR.week_sd**2 + seen) / (_WEEK_WEIGHT + weeks)
    variance = max(week_square / weeks, 1e-6) if weeks else 1.0
    memory = (_WEEK_WEIGHT * PRIOR.memory + product / variance) / (_WEEK_WEIGHT + pairs)
    return replace(
        PRIOR,
        day_sd=sqrt(min(day, 1.0)),
        week_sd=sqrt(min(week, 0.5)),
        memory=min(0.8, max(0.0, memory)),
    )


def _pace(key: str, guess: Guess, row: _Row | None, habits: Habits) -> Pace:
    """The guess and the busy days, each weighted by how sure it is; never below what was made on hungry days."""
    mean, doubt, source = guess.mean, guess.doubt, guess.source
    busy = int(row.busy.sum()) if row is not None else 0
    if (
        row is not None
        and busy >= max(_FEW_DAYS, _SHARE * (busy + row.starved.sum()))
        and row.made[row.busy].mean() > 0
    ):
        seen = float(row.made[row.busy].mean())
        weeks = busy / WEEK
        lasting = habits.week_sd**2 * (1 + habits.memory) / (1 - habits.memory)
        unsure = habits.day_sd**2 / busy + lasting / max(1.0, weeks) + 0.05**2
        weight = (1 / unsure) / (1 / unsure + 1 / guess.doubt**2)
        mean = exp(weight * log(seen) + (1 - weight) * log(guess.mean))
        doubt = sqrt(1 / (1 / unsure + 1 / guess.doubt**2))
        source = "history" if weight > 0.5 else source
    if row is not None and row.starved.sum() >= _FEW_DAYS:
        least = float(np.quantile(row.made[row.starved], 0.8))
        if least > mean:
            mean, source = least, "history"
    return Pace(key, mean, doubt, people=guess.people, source=source)


def _drift(
    over: Sequence[Trace], traces: Sequence[Trace], paces: Mapping[str, Pace], habits: Habits
) -> Habits:
    """Run the past again with what was learned: how much longer did whole orders take than that says, how evenly?"""
    weight, logs, excess = 0, [], 0.0
    plain = replace(habits, drift=0.0, drift_sd=0.0)
    for one in over:
        middle, own = _again(one, traces, paces, plain)
        logs.append(log((one.last - one.first + 1) / middle))
        excess += own * own
    weight = len(logs)
    if not weight:
        return replace(habits, orders=0)
    seen = float(np.mean(logs))
    drift = (_DRIFT_WEIGHT * PRIOR.drift + weight * seen) / (_DRIFT_WEIGHT + weight)
    squares = float(((np.array(logs) - drift) ** 2).sum())
    variance = (_ORDER_WEIGHT * PRIOR.drift_sd**2 + max(0.0, squares - excess)) / (_ORDER_WEIGHT + weight)
    unsure = variance / (weight + _DRIFT_WEIGHT)
    held = _ORDER_WEIGHT * excess / weight
    calm = sqrt(min(1.0, max(_CALMEST, (held + squares) / (held + excess))))
    return replace(
        habits,
        day_sd=habits.day_sd * calm,
        week_sd=habits.week_sd * calm,
        drift=drift,
        drift_sd=max(_LEAST_DRIFT_SD, sqrt(variance + unsure)),
        orders=weight,
    )


def _again(
    one: Trace, traces: Sequence[Trace], paces: Mapping[str, Pace], habits: Habits
) -> tuple[float, float]:
    """(median days, deviation of their logarithm) that the order would be given at its first progress."""
    stages = one.past.stages
    ahead = dict.fromkeys(stages, 0)
    for other in traces:
        if other is not one and other.first <= one.first <= other.last:
            for key, done in zip(other.past.stages, other.done_before(one.first), strict=True):
                if key in ahead:
                    ahead[key] += other.past.pieces - done
    lined = tuple(replace(paces[key], doubt=0.0, ahead=ahead[key]) for key in stages)
    course = Course(lined, one.past.pieces, started=True, flows=flows(stages))
    seed = seed_of(stages, one.past.pieces, one.first)
    days = _days(course, habits, seed) + 1.0
    return max(1.0, float(np.median(days))), float(np.log(days).std())


def _days(course: Course, habits: Habits, seed: int) -> Days:
    line = Line(course, habits, seed=seed, runs=_RUNS)
    days = np.zeros(_RUNS)
    for _ in range(300):
        unfinished = next(line.passing) < course.pieces - 0.01
        if not unfinished.any():
            break
        days += unfinished
    return days

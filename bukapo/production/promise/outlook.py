"""From what is known of a workshop to the days of a piece of work. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from bukapo.production.promise.calendar import WorkDays
from bukapo.production.promise.learn import Guess, Learned, learn
from bukapo.production.promise.noise import seed_of
from bukapo.production.promise.past import Ordinals, Past, Trace, trace
from bukapo.production.promise.simulate import MOST_DAYS, RUNS, passing_by, simulate
from bukapo.production.promise.usual import flows, key_of, usual
from bukapo.production.promise.values import Course, Pace, Spread

CHANCES = (0.5, 0.8, 0.9)
FARTHEST = timedelta(days=2 * MOST_DAYS)
"""A day behind that is kept as this one is."""
TYPED_DOUBT, USUAL_DOUBT = 0.30, 0.50
"""Log-deviations: what a workshop says of itself, and what is usual for any."""


@dataclass(frozen=True)
class Work:
    """A piece of work to foresee: `done` pieces per stage so far; `begun`: there is progress; sent on `sent`."""

    stages: tuple[str, ...]
    pieces: int
    sent: date
    done: tuple[int, ...] = ()
    begun: bool = False


@dataclass(frozen=True)
class Known:
    """All that is known of one workshop. `typed` {key of a stage: Guess}; `past` its work orders, oldest first.

    `key` stands for the workshop in the seed.
    """

    key: str
    days: WorkDays
    typed: Mapping[str, Guess]
    past: Sequence[Past]

    def guess(self, stage: str) -> Guess:
        if found := self.typed.get(key_of(stage)):
            return found
        common = usual(stage)
        return Guess(common.each * common.people, USUAL_DOUBT, common.people)


@dataclass(frozen=True)
class Outlook:
    """When `course`, begun on `start` at the earliest, is finished. `days`: the calendar of it, `seed` its luck."""

    course: Course
    learned: Learned
    start: date
    days: WorkDays
    seed: int
    spread: Spread
    runs: int

    def by(self, chance: float) -> date:
        """The first day that is kept with at least `chance`."""
        return self.days.day(self.start, self.spread.day_of(chance))

    @property
    def p50(self) -> date:
        return self.by(0.5)

    @property
    def p80(self) -> date:
        return self.by(0.8)

    @property
    def p90(self) -> date:
        return self.by(0.9)

    def chance(self, day: date) -> float:
        """That it is finished by the end of `day`."""
        return self.spread.chance(self._places(day) - 1)

    def _places(self, day: date) -> int:
        """Working days until the end of `day`, as far as it makes a difference."""
        return self.days.between(self.start, min(day, self.start + FARTHEST))

    @property
    def endless(self) -> bool:
        """Not within the days that are looked ahead: the days are no days then."""
        return self.spread.day_of(0.9) >= MOST_DAYS - 1

    @property
    def bottleneck(self) -> Pace:
        return self.course.paces[self.spread.bottleneck]

    def changed(self, course: Course) -> "Outlook":
        """The same luck for another course."""
        spread = simulate(course, self.learned.habits, seed=self.seed, runs=self.runs)
        return Outlook(course, self.learned, self.start, self.days, self.seed, spread, self.runs)

    def with_hands(self, more: int) -> "Outlook":
        """With `more` people at the stage that decides."""
        return self.changed(self.course.staffed(self.spread.bottleneck, more))

    def largest(self, day: date, chance: float = 0.9) -> int:
        """Most pieces that are finished by `day` with at least `chance`; 0 when there is no working day left."""
        places = self._places(day)
        if places < 1:
            return 0
        passed = passing_by(self.course, self.learned.habits, day=places - 1, seed=self.seed, runs=self.runs)
        place = max(0, int(np.floor((1 - chance) * len(passed) + 1e-9)) - 1)
        return int(np.partition(passed, place)[place] + 0.01)


def foresee(
    known: Known, work: Work, *, today: date, queue: Sequence[Past] = (), runs: int = RUNS
) -> Outlook:
    """`queue`: other work of the workshop that goes first (begun or sent before), as part of `known.past` or not."""
    traces, ordinals = traced(known, today)
    keys = tuple(key_of(stage) for stage in work.stages)
    guesses = {key: known.guess(key) for key in _all_keys(keys, known.past)}
    waits = _waits(known.past, ordinals)
    learned = learn(traces, guesses, waits)
    ahead = ahead_of(queue, keys)
    done = work.done or (0,) * len(keys)
    paces = tuple(
        _placed(learned.paces[key], name, ahead[key], finished)
        for key, name, finished in zip(keys, work.stages, done, strict=True)
    )
    start = max(today, work.sent)
    waited = max(0, known.days.between(work.sent, today) - 1) if work.sent < today else 0
    course = Course(paces, work.pieces, started=work.begun, waited=waited, flows=flows(keys))
    seed = seed_of(known.key, keys, start)
    spread = simulate(course, learned.habits, seed=seed, runs=runs)
    return Outlook(course, learned, start, known.days, seed, spread, runs)


def _placed(pace: Pace, name: str, ahead: int, done: int) -> Pace:
    return Pace(name, pace.mean, pace.doubt, ahead, done, pace.people, pace.source)


def _waits(past: Sequence[Past], days: Ordinals) -> list[int]:
    """Working days until the first progress, where no other work stood in front."""
    return [
        days.between(one.sent, one.begun)
        for one in past
        if one.begun is not None and not any(other.before(one.sent) for other in past if other is not one)
    ]


def traced(known: Known, today: date) -> tuple[list[Trace], Ordinals]:
    """The past by working days."""
    first = min((one.sent for one in known.past), default=today)
    ordinals = Ordinals(known.days.works, first, max(today, first))
    found = (trace(one, ordinals) for one in known.past)
    return [one for one in found if one is not None], ordinals


def ahead_of(queue: Sequence[Past], keys: Sequence[str]) -> dict[str, int]:
    """Pieces that other work still has to bring through each stage."""
    ahead = dict.fromkeys(keys, 0)
    for other in queue:
        for place, key in enumerate(other.stages):
            done = max((report.count for report in other.reports if report.place == place), default=0)
            if key in ahead:
                ahead[key] += max(0, other.pieces - done)
    return ahead


def _all_keys(keys: Sequence[str], past: Sequence[Past]) -> list[str]:
    return list(dict.fromkeys([*keys, *(key for one in past for key in one.stages)]))

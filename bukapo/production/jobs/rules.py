"""A workshop's queue of single jobs, and the days it lets one promise. Pure; days are dates of the store's zone."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Closed = Callable[[date], bool]
"""Does nobody work on this day?"""

FARTHEST = timedelta(days=3 * 366)
"""A calendar without a work day within this says nothing."""


@dataclass(frozen=True)
class Load:
    """Work days that a job in the queue still takes: `least` when all goes well, `most` else."""

    least: int
    most: int


@dataclass(frozen=True)
class Span:
    """From `first` to `last`, both counted."""

    first: date
    last: date


@dataclass(frozen=True)
class Estimate:
    """When the last job of a queue is made, and until when it leaves the house. `ahead` others come before it."""

    ahead: int
    produced: Span
    ship_until: date


def finishes(loads: Sequence[int], at_once: int) -> list[int]:
    """On which work day from now (1 = the next) each job is done: in their order, `at_once` side by side."""
    free = [0] * at_once
    done = []
    for load in loads:
        day = heapq.heappop(free) + load
        heapq.heappush(free, day)
        done.append(day)
    return done


def left(days: int, *, done: int, target: int) -> int:
    """Work days left of `days` when `done` of `target` pieces have passed their stages; one at least."""
    if not target:
        return days
    return max(1, -(-days * (target - done) // target))


def worked(since: date, today: date, closed: Closed) -> int:
    """Work days that have begun after `since`, today included."""
    days, day = 0, since
    while day < today:
        day += timedelta(days=1)
        days += not closed(day)
    return days


def work_day(after: date, number: int, closed: Closed) -> date:
    """The `number`-th work day after a day; 0 is that day itself."""
    day = after
    while number:
        day += timedelta(days=1)
        if day - after > FARTHEST:
            return day
        if not closed(day):
            number -= 1
    return day


def spans(queue: Sequence[Load], *, at_once: int, today: date, closed: Closed) -> list[Span]:
    """When each job of a queue is made. Work goes on tomorrow: what is left of today counts for nothing."""
    early = finishes([load.least for load in queue], at_once)
    late = finishes([load.most for load in queue], at_once)
    days = {number: work_day(today, number, closed) for number in {*early, *late}}
    return [Span(days[first], days[last]) for first, last in zip(early, late, strict=True)]


def estimate(
    queue: Sequence[Load], own: Load, *, at_once: int, ship_days: int, today: date, closed: Closed
) -> Estimate:
    """What can be promised to who joins the end of `queue` today."""
    made = spans([*queue, own], at_once=at_once, today=today, closed=closed)[-1]
    return Estimate(len(queue), made, work_day(made.last, ship_days, closed))

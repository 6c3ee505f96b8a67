"""Answer time from waits. Pure.

A wait begins with the first unanswered word and ends with the answer; one that has not ended by now counts against the
share within a day as soon as the day is over, or a store would look quick by leaving the hard ones alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Hours:
    """Working hours on the store's clock: `days` as Monday = 0, from `begins` to `ends` (whole hours)."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    begins: int = 9
    ends: int = 17

    @property
    def per_day(self) -> timedelta:
        return timedelta(hours=self.ends - self.begins)


@dataclass(frozen=True, slots=True)
class Wait:
    """`ended` None: nobody has answered yet."""

    began: datetime
    ended: datetime | None = None


@dataclass(frozen=True)
class AnswerTime:
    """Minutes, rounded down; None where nothing was answered. `within_day_bp`: share answered within 24 hours, of those
    answered and those that have waited longer (basis points, rounded down); None where there is nothing to tell."""

    answered: int = 0
    open: int = 0
    median_minutes: int | None = None
    median_work_minutes: int | None = None
    within_day_bp: int | None = None

    @property
    def known(self) -> bool:
        return self.within_day_bp is not None


def answer_time(waits: Sequence[Wait], *, at: datetime, zone: str, hours: Hours | None = None) -> AnswerTime:
    """Of all the waits. The median of an even number is the lower of the middle two."""
    ended = [(wait.began, wait.ended) for wait in waits if wait.ended is not None]
    long_open = sum(1 for wait in waits if wait.ended is None and at - wait.began > DAY)
    quick = sum(1 for began, over in ended if over - began <= DAY)
    judged = len(ended) + long_open
    working = [worked_between(began, over, zone, hours or Hours()) for began, over in ended]
    return AnswerTime(
        answered=len(ended),
        open=len(waits) - len(ended),
        median_minutes=_median([over - began for began, over in ended]),
        median_work_minutes=_median(working),
        within_day_bp=quick * 10_000 // judged if judged else None,
    )


def worked_between(began: datetime, ended: datetime, zone: str, hours: Hours) -> timedelta:
    """How much of the store's working hours lies between two instants."""
    clock = ZoneInfo(zone)
    day, last = began.astimezone(clock).date(), ended.astimezone(clock).date()
    total = timedelta()
    while day <= last:
        if day.weekday() in hours.days:
            opens = datetime.combine(day, time(hours.begins), clock)
            closes = datetime.combine(day, time(), clock) + timedelta(hours=hours.ends)
            total += max(timedelta(), min(ended, closes) - max(began, opens))
        day += timedelta(days=1)
    return total


def _median(spans: Sequence[timedelta]) -> int | None:
    if not spans:
        return None
    return max(0, int(sorted(spans)[(len(spans) - 1) // 2].total_seconds() // 60))

"""When people of a store order by its clock: hours of the day and weekends, from its past POs. Pure.

What is usual counts as much as `USUAL_PIECES` pieces seen: a first PO is not without a night.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from bukapo.insights.forecast.values import Course

Array = NDArray[np.float64]
USUAL_HOURS = (
    0.35, 0.2, 0.12, 0.1, 0.12, 0.3, 0.6, 0.85, 1, 1.1, 1.1, 1.1, 1.3, 1.1, 1, 1, 1.05, 1.1, 1.3, 1.6, 1.6, 1.4, 1, 0.6,
)  # fmt: skip
USUAL_PIECES = 40.0
MOST_OF_A_DAY = 60.0
"""A day that was stormed says no more about the clock than one of so many pieces."""
WEEKEND_SPREAD, WEEKEND_SEEN = 0.35, 0.5
"""How far (log) weekends may be from workdays, and how far one past PO is off about it."""


@dataclass(frozen=True)
class Rhythm:
    """`hours`: 24 factors around 1; `weekend`: log of what a weekend has of a workday, `spread`: how unsure that is."""

    hours: Array
    weekend: float = 0.0
    spread: float = WEEKEND_SPREAD


def rhythm_of(past: Sequence[Course]) -> Rhythm:
    counted, expected = np.zeros(24), np.zeros(24)
    usual = np.array(USUAL_HOURS) / np.mean(USUAL_HOURS)
    weekends: list[float] = []
    for course in past:
        found = _days(course)
        for _weekend, hours in found:
            total = hours.sum()
            weight = min(1.0, MOST_OF_A_DAY / total) if total else 0.0
            counted += hours * weight
            expected += usual / 24 * total * weight
        free = [hours.sum() for weekend, hours in found if weekend]
        work = [hours.sum() for weekend, hours in found if not weekend]
        if free and work and sum(free) + sum(work) >= 20:
            weekends.append(float(np.log((np.mean(free) + 2) / (np.mean(work) + 2))))
    per_hour = USUAL_PIECES / 24
    hours = usual * (counted + per_hour) / (expected + per_hour)
    precision = 1 / WEEKEND_SPREAD**2 + len(weekends) / WEEKEND_SEEN**2
    return Rhythm(hours / hours.mean(), sum(weekends) / WEEKEND_SEEN**2 / precision, precision**-0.5)


def _days(course: Course) -> list[tuple[bool, Array]]:
    """Whole calendar days: is it a weekend, and pieces by hour. Opening and closing days aside."""
    until = course.hours[-1][0] if course.sold_out else course.window.closes_at
    until = until.astimezone(course.window.opens_at.tzinfo)
    first = (course.window.opens_at + timedelta(days=1)).date()
    days = {first + timedelta(days=n): np.zeros(24) for n in range((until.date() - first).days)}
    for hour, pieces in course.hours:
        own = hour.astimezone(course.window.opens_at.tzinfo)
        if own.date() in days:
            days[own.date()][own.hour] += pieces
    return [(day.weekday() >= 5, hours) for day, hours in days.items()]

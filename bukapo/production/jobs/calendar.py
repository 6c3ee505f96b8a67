"""Days on which nobody works: Sundays and the national holidays of Indonesia (`holidays`)."""

from datetime import date
from functools import cache

import holidays

SUNDAY = 6


def closed(day: date) -> bool:
    """A Sunday or a national holiday."""
    return day.weekday() == SUNDAY or day in _holidays(day.year)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("ID", years=year))

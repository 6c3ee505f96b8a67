"""Which days a workshop works. Pure; national holidays and cuti bersama from the package `holidays`.

Days of the moon's months that are not yet announced are that package's estimates, and said as such. Cuti bersama of a
year is known once the government has decided it: before that there is none, and the days around Idul Fitri stand in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays

FITRI = "idul fitri"
_NATIONAL, _JOINT = "public", "government"
"""Categories of `holidays` for Indonesia: tanggal merah, and cuti bersama."""
_SEARCHED = 6_000
"""Days looked through for the next working day: more than all closures that may be typed last."""


@dataclass(frozen=True)
class Closure:
    """From `first` to `last`, both included. `works`: exceptionally open instead of closed."""

    first: date
    last: date
    name: str = ""
    works: bool = False

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class WorkDays:
    """`weekdays` from Monday on. `before` and `after`: days off around the two days of Idul Fitri.

    What the workshop says itself (`closures`, the last one counts) goes before everything else.
    """

    weekdays: tuple[bool, ...] = (True, True, True, True, True, True, False)
    national: bool = True
    joint: bool = False
    before: int = 3
    after: int = 7
    closures: Sequence[Closure] = field(default=())

    def why_off(self, day: date) -> str | None:
        """None on a working day, else the reason: a holiday's or closure's name, "" for the day of the week."""
        own = next((one for one in reversed(self.closures) if one.holds(day)), None)
        if own is not None:
            return None if own.works else own.name
        if name := self._holiday(day):
            return name
        return None if self.weekdays[day.weekday()] else ""

    def _holiday(self, day: date) -> str:
        if self.national and (name := _named(_NATIONAL, day.year).get(day)):
            return name
        if self.joint and (name := _named(_JOINT, day.year).get(day)):
            return name
        for first, last in fitri(day.year):
            if first - timedelta(days=self.before) <= day <= last + timedelta(days=self.after):
                return "Libur Lebaran"
        return ""

    def works(self, day: date) -> bool:
        return self.why_off(day) is None

    def days_from(self, day: date) -> Iterator[date]:
        """Working days from `day` on, itself among them; ends when there is none for many years."""
        without = 0
        while without < _SEARCHED:
            if self.works(day):
                without = 0
                yield day
            else:
                without += 1
            day += timedelta(days=1)

    def day(self, first: date, place: int) -> date:
        """Working day number `place` (from 0) counted from `first`. Raises NoWorkingDay."""
        for number, day in enumerate(self.days_from(first)):
            if number == place:
                return day
        raise NoWorkingDay(f"{place} from {first}")

    def between(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both included."""
        return sum(self.works(first + timedelta(days=n)) for n in range((last - first).days + 1))


class NoWorkingDay(LookupError):
    """The calendar has no day left to work on."""


def fitri(year: int) -> tuple[tuple[date, date], ...]:
    """First and last day of Idul Fitri around that year: what spills over from its neighbours counts, too."""
    return tuple(found for one in (year - 1, year, year + 1) for found in _fitri(one))


@cache
def _fitri(year: int) -> tuple[tuple[date, date], ...]:
    days = sorted(day for day, name in _named(_NATIONAL, year).items() if FITRI in name.casefold())
    groups: list[tuple[date, date]] = []
    for day in days:
        if groups and (day - groups[-1][1]).days <= 1:
            groups[-1] = (groups[-1][0], day)
        else:
            groups.append((day, day))
    return tuple(groups)


@cache
def _named(category: str, year: int) -> dict[date, str]:
    found = holidays.country_holidays("ID", years=[year], categories=(category,), language="id")
    return dict(found.items())

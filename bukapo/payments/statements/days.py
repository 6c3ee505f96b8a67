"""Days as banks write them: `'01/08` (the period has the year), `01/08/26 10.15.30`, `01 Agu 2026`, `46235`, `PEND`."""

import re
from datetime import date, timedelta

from bukapo.kernel.sheets.serials import from_serial

PENDING = date.min
"""Stands for a line the bank has not booked yet."""
TOLERANCE = timedelta(days=7)
"""A bank dates a weekend's lines on the next working day, so a period's edges are soft."""
_LONGEST = 40
_PENDING_WORDS = {"pend", "pending"}
_SEPARATED = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})\.?(?:[ -](\d{4}|\d{2}))?")
_TIME = re.compile(r"[ t]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?: ?(?:wib|wita|wit))?$")
_MONTHS = {"mrt": 3, "may": 5, "aug": 8, "ags": 8, "agt": 8, "oct": 10, "nop": 11, "dec": 12} | {
    name: number
    for number, name in enumerate("jan feb mar apr mei jun jul agu sep okt nov des".split(), start=1)  # noqa: SIM905
}


class Days:
    """Reads the days of one file. `first` and `last` are the period it states; `today` decides a missing year else."""

    def __init__(self, first: date | None, last: date | None, today: date | None) -> None:
        self._first, self._last, self._today = first, last, today

    def day(self, text: str) -> date | None:
        """The day, PENDING, or None when the text is no day. Raises ValueError when it lies outside the period."""
        text = text.strip().strip("'’\"").strip().casefold()
        if len(text) > _LONGEST:
            return None
        if text in _PENDING_WORDS:
            return PENDING
        found = self._parsed(_TIME.sub("", text))
        if found and self._outside(found):
            raise ValueError(text)
        return found

    def _outside(self, day: date) -> bool:
        return bool(self._first and self._last) and self._distance(day) > TOLERANCE

    def _parsed(self, text: str) -> date | None:
        if match := _YEAR_FIRST.fullmatch(text):
            return _date(int(match[1]), int(match[2]), int(match[3]))
        if match := _SEPARATED.fullmatch(text):
            return self._in_year(match[3], int(match[2]), int(match[1]))
        if match := _NAMED.fullmatch(text):
            return self._in_year(match[3], _MONTHS.get(match[2][:3], 0), int(match[1]))
        if len(text) == 5 and text.isascii() and text.isdecimal():
            moment = from_serial(int(text))
            return moment.date() if moment else None
        return None

    def _in_year(self, year: str | None, month: int, day: int) -> date | None:
        if year:
            return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        if self._first and self._last:
            years = {self._first.year - 1, self._first.year, self._last.year, self._last.year + 1}
            found = [each for each in (_date(one, month, day) for one in sorted(years)) if each]
            return min(found, key=self._distance, default=None)
        if self._today:  # the latest such day that is not to come
            limit = self._today + timedelta(days=1)
            found = [each for each in (_date(limit.year - ago, month, day) for ago in range(9)) if each]
            return next((each for each in found if each <= limit), None)
        return None

    def _distance(self, day: date) -> timedelta:
        assert self._first and self._last
        return max(self._first - day, day - self._last, timedelta(0))


def period(text: str) -> tuple[date, date] | None:
    """`01/08/2026 - 31/08/2026`, `01 Agu 2026 s/d 31 Agu 2026`, … as its first and last day."""
    halves = re.split(
        r"\s+(?:-|–|s/d|s\.d\.|sampai|to|hingga)\s+|(?<=/\d{4})-(?=\d)", text.strip().casefold()
    )
    days = [Days(None, None, None).day(half) for half in halves]
    if len(days) != 2 or not days[0] or not days[1] or days[0] > days[1]:
        return None
    return days[0], days[1]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

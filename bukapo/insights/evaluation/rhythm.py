"""When orders came, from hours of the store's clock. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bukapo.insights.rules import share

LAST = timedelta(hours=48)
EDGE = timedelta(hours=3)
"""Just after opening and just before closing people come because of that, not because of the hour."""
BAND = 3
QUIET_PART = 4
"""A day with less than a quarter of the usual is a quiet one."""

Hour = tuple[datetime, int]
"""(beginning of the hour in the store's zone, orders in it)."""


@dataclass(frozen=True)
class Rhythm:
    """`orders` counted (typed in and imported ones aside) from `opened` to `closed`; `days` hold the orders of each day
    of 24 hours from opening on.

    `last_bp`: share of the last 48 hours. `hour`, `hour_bp`: when the busiest three hours of the clock begin, and their
    share of what came between the edges; `weekday` (0 = Monday) is None for a PO shorter than two weeks.
    """

    orders: int = 0
    opened: datetime | None = None
    closed: datetime | None = None
    days: tuple[int, ...] = ()
    last_bp: int | None = None
    hour: int | None = None
    hour_bp: int | None = None
    weekday: int | None = None
    weekday_bp: int | None = None

    @property
    def length(self) -> int:
        """Days of the window, rounded to the nearest."""
        if self.opened is None or self.closed is None:
            return 0
        return max(1, round((self.closed - self.opened) / timedelta(days=1)))

    @property
    def quiet(self) -> int:
        """Days in the middle, the first and the last two aside, on which hardly anybody ordered."""
        if not self.orders or len(self.days) < 4:
            return 0
        usual = self.orders / len(self.days)
        return sum(count * QUIET_PART < usual for count in self.days[1:-2])

    @property
    def silent_end(self) -> int:
        """Days at the end without an order."""
        return next((n for n, count in enumerate(reversed(self.days)) if count), len(self.days))


def rhythm(hours: Sequence[Hour], opened: datetime, closed: datetime) -> Rhythm:
    """`hours` in any order; those outside the window count for nothing."""
    inside = [(at, count) for at, count in hours if opened - timedelta(hours=1) < at < closed]
    total = sum(count for _at, count in inside)
    length = max(1, -(-int((closed - opened).total_seconds()) // 86_400))
    days = [0] * length
    for at, count in inside:
        days[min(length - 1, max(0, (at - opened) // timedelta(days=1)))] += count
    calm = [(at, count) for at, count in inside if opened + EDGE <= at <= closed - EDGE]
    hour, hour_bp = _busiest_band(calm)
    weekday, weekday_bp = _busiest_day(calm) if length >= 14 else (None, None)
    last = sum(count for at, count in inside if at >= closed - LAST)
    return Rhythm(total, opened, closed, tuple(days), share(last, total), hour, hour_bp, weekday, weekday_bp)


def _busiest_band(hours: Sequence[Hour]) -> tuple[int | None, int | None]:
    counts = [0] * 24
    for at, count in hours:
        counts[at.hour] += count
    if not sum(counts):
        return None, None
    bands = [sum(counts[(hour + n) % 24] for n in range(BAND)) for hour in range(24)]
    best = max(range(24), key=lambda hour: bands[hour])
    return best, share(bands[best], sum(counts))


def _busiest_day(hours: Sequence[Hour]) -> tuple[int | None, int | None]:
    counts = [0] * 7
    for at, count in hours:
        counts[at.weekday()] += count
    if not sum(counts):
        return None, None
    best = max(range(7), key=lambda day: counts[day])
    return best, share(counts[best], sum(counts))

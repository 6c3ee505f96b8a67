"""A work order against its plan: where it should be today, and what about it needs somebody's eye. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate

WHOLE = 10_000
"""Basis points."""
QUIET = timedelta(hours=48)
SOON_DAYS = 3
BEHIND_BP = 1_000
"""How far behind the plan is worth a word: a tenth of all the work."""

REFUSED, QUESTION, LATE, SLIPPING, QUIET_LONG, SHORT, SOON, BEHIND, UNANSWERED = (
    "refused", "question", "late", "slipping", "quiet", "short", "soon", "behind", "unanswered"
)  # fmt: skip
CONCERNS = (LATE, REFUSED, QUESTION, SLIPPING, QUIET_LONG, SHORT, SOON, BEHIND, UNANSWERED)
"""Most urgent first."""


def weekday_works(day: date) -> bool:
    """Monday to Saturday: where nobody said otherwise."""
    return day.weekday() < 6


class WorkingDays:
    """Counts working days between two days in constant time, within [first, last]."""

    def __init__(self, first: date, last: date, works: Callable[[date], bool] = weekday_works) -> None:
        self._first, self._most = first.toordinal(), max(0, (last - first).days)
        days = (date.fromordinal(self._first + n) for n in range(self._most + 1))
        self._until = list(accumulate((int(works(day)) for day in days), initial=0))

    def after(self, start: date, end: date) -> int:
        """Working days after `start`, up to and including `end`; 0 when `end` is not later."""
        return max(0, self._up_to(end) - self._up_to(start))

    def _up_to(self, day: date) -> int:
        return self._until[min(max(day.toordinal() - self._first, -1), self._most) + 1]


def planned(days: WorkingDays, *, accepted: date, deadline: date, today: date) -> int:
    """Basis points of all the work that a straight line from acceptance to deadline wants by the end of today."""
    whole = days.after(accepted, deadline)
    if today >= deadline or not whole:
        return WHOLE if today >= deadline else 0
    return WHOLE * days.after(accepted, today) // whole


def pieces_a_day(days: WorkingDays, *, left: int, deadline: date, today: date) -> int:
    """Pieces of one stage to do today so that the rest fits, today among the days; rounded up."""
    open_days = max(1, days.after(today - timedelta(days=1), deadline))
    return -(-left // open_days)


@dataclass(frozen=True)
class Standing:
    """What is known of one work order today. `done` and `plan` basis points (`plan` None before acceptance).

    `moved` is when anything was last reported, else the acceptance. `p50` is the day by which it is finished more
    likely than not, None where nobody foresaw anything. `short` pieces are lost to buyers.
    """

    state: str
    deadline: date
    done: int
    plan: int | None
    moved: datetime | None
    p50: date | None
    short: int
    asks: bool


def concerns(one: Standing, *, today: date, now: datetime) -> tuple[str, ...]:
    """What needs an eye, most urgent first."""
    running = one.state in ("accepted", "working")
    left = (one.deadline - today).days
    true = {
        LATE: one.state != "refused" and left < 0,
        REFUSED: one.state == "refused",
        QUESTION: one.state == "questioned" or one.asks,
        SLIPPING: left >= 0 and one.p50 is not None and one.p50 > one.deadline,
        QUIET_LONG: running and one.moved is not None and now - one.moved > QUIET and one.done < WHOLE,
        SHORT: one.short > 0,
        SOON: one.state != "refused" and 0 <= left <= SOON_DAYS,
        BEHIND: running and one.plan is not None and one.plan - one.done >= BEHIND_BP,
        UNANSWERED: one.state == "sent",
    }
    return tuple(name for name in CONCERNS if true[name])


def urgency(worries: Iterable[str], deadline: date, number: str) -> tuple[int, date, str]:
    """Sorts a board: by the most urgent concern, then by deadline."""
    first = next(iter(worries), "")
    return (CONCERNS.index(first) if first else len(CONCERNS), deadline, number)

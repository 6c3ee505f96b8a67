"""When a PO will be late, as far as one can know. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bukapo.campaigns.rules import PRODUCED, SHIP_UNTIL

FORECAST, DEADLINE = "forecast", "deadline"
SIGNS = [FORECAST, DEADLINE]

NEWS = timedelta(days=3)
"""A forecast that was told is told again when it is worse by this much: one day more each night is no news."""


@dataclass(frozen=True)
class Foreseen:
    """A work order's forecast: finished by `p80` (`p90`) in 80 (90) of 100 simulated courses."""

    work_order_id: int
    p80: date
    p90: date


@dataclass(frozen=True)
class Sign:
    """Why a promise may not be kept. `promised` is the day in danger, `honest` the day that is kept with 90 %.

    `what`: the promise (`campaigns.rules.PROMISES`), or "" for the workshop's own deadline.
    """

    sign: str
    work_order_id: int
    what: str
    promised: date
    honest: date | None

    @property
    def days(self) -> int:
        """Later than promised, by the honest day."""
        return (self.honest - self.promised).days if self.honest else 0


def signs_of(
    days: Mapping[str, date],
    forecasts: Iterable[Foreseen],
    unfinished: Mapping[int, date],
    today: date,
) -> list[Sign]:
    """What speaks against the promised `days`, the most pressing first.

    A forecast does where the last day of sending falls before its 90 % day, or the day of production before its 80 %
    day (against 90 % a well-made promise would be in danger every other night). `unfinished` {work order: its
    deadline} that has passed does by itself.
    """
    known = {one.work_order_id: one for one in forecasts}
    found = [sign for one in known.values() if (sign := _by_forecast(days, one))]
    for pk, deadline in unfinished.items():
        if deadline < today:
            honest = known[pk].p90 if pk in known else None
            found.append(Sign(DEADLINE, pk, "", deadline, honest))
    return sorted(found, key=lambda sign: (sign.what != SHIP_UNTIL, sign.sign != FORECAST, -sign.days))


def _by_forecast(days: Mapping[str, date], one: Foreseen) -> Sign | None:
    last, produced = days.get(SHIP_UNTIL), days.get(PRODUCED)
    if last and one.p90 > last:
        return Sign(FORECAST, one.work_order_id, SHIP_UNTIL, last, one.p90)
    if produced and one.p80 > produced:
        return Sign(FORECAST, one.work_order_id, PRODUCED, produced, one.p90)
    return None


def is_news(sign: Sign, told: Iterable[tuple[str, date, date | None]]) -> bool:
    """Whether the seller has not been told this. `told`: (what, promised, honest) of the same work order and sign."""
    same = [honest for what, promised, honest in told if (what, promised) == (sign.what, sign.promised)]
    if not same:
        return True
    worst = max((day for day in same if day), default=None)
    if sign.sign == DEADLINE or sign.honest is None:
        return False
    return worst is None or sign.honest >= worst + NEWS


def honest_days(days: Mapping[str, date], signs: Iterable[Sign]) -> dict[str, date]:
    """The promises that would be kept with 90 %: all move as far as production must. Empty without a forecast."""
    honest = max((sign.honest for sign in signs if sign.honest), default=None)
    produced = days.get(PRODUCED)
    if honest is None or produced is None or honest <= produced:
        return {}
    return {what: day + (honest - produced) for what, day in days.items()}

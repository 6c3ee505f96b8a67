"""A store today, over all of its POs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bukapo.insights.live.values import StoreToday
from bukapo.insights.tallies import reads as tallies
from bukapo.insights.tallies.reads import Fresh
from bukapo.insights.tallies.rules import HOUR_FIELDS, Sums, added, hour_of
from bukapo.stores.models import Store

DAYS = 14


def store_today(store: Store, fresh: Fresh, *, at: datetime) -> StoreToday:
    """The last DAYS days by the store's calendar, today included. One query."""
    zone = ZoneInfo(store.zone)
    midnight = at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [(midnight - timedelta(days=n)).date() for n in range(DAYS - 1, -1, -1)]
    sums: dict[object, Sums] = {day: dict.fromkeys(HOUR_FIELDS, 0) for day in days}
    today: dict[int, Sums] = {}
    since = hour_of(midnight - timedelta(days=DAYS - 1))
    for (hour, campaign), more in tallies.store_hours(since, fresh).items():
        day = hour.astimezone(zone).date()
        if day in sums:
            added(sums[day], more)
        if day == days[-1]:
            added(today.setdefault(campaign, {}), more)
    return StoreToday(
        day=days[-1],
        counted_to=fresh.counted_to,
        today=sums[days[-1]],
        days=tuple((day, sums[day]) for day in days),
        by_campaign=today,
    )

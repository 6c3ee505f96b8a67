"""What became of a PO's parcels: in time, how long under way, what hangs."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from django.db.models import Count

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import SHIP_UNTIL
from bukapo.insights.hours import instant_of, utc_hour
from bukapo.insights.rules import Kept
from bukapo.shipping.models import Parcel, Zone
from bukapo.shipping.rules import PICKUP

MOST_WAYS = 8


@dataclass(frozen=True)
class Way:
    """Parcels of one courier to one zone. `middle`, `slowest`: days from leaving to arriving (None: none known)."""

    courier: str
    zone: str
    parcels: int
    arrived: int
    middle: int | None
    slowest: int | None


@dataclass(frozen=True)
class Sending:
    """Parcels that left, and how many of them after the day first promised (`late`). Those that hang: `parcels`."""

    parcels: int = 0
    late: int = 0
    fetched: int = 0
    under_way: int = 0
    ways: tuple[Way, ...] = ()


def sending_of(campaign: Campaign, kept: Sequence[Kept]) -> Sending:
    """Two queries, grouped by courier, zone and hours: parcels leave and arrive many at a time."""
    zone = ZoneInfo(campaign.store.zone)
    rows = Parcel.objects.of(campaign.store_id).filter(order__campaign=campaign, handed_at__isnull=False)
    grouped = rows.annotate(left=utc_hour("handed_at"), came=utc_hour("delivered_at")).order_by()
    groups = grouped.values_list("method", "courier", "order__zone_id", "left", "came")
    names = dict(Zone.objects.of(campaign.store_id).values_list("pk", "name"))
    day_of = _days_of(zone)
    told: list[Group] = [
        (method, courier, names.get(where), day_of(left), day_of(came), n)
        for method, courier, where, left, came, n in groups.annotate(n=Count("pk"))
    ]
    promised = next((one.first for one in kept if one.what == SHIP_UNTIL), None)
    return counted(told, promised=promised)


def _days_of(zone: ZoneInfo) -> Callable[[str | None], date | None]:
    """An hour told by the database as a day of the zone; each once."""
    return cache(lambda hour: instant_of(hour).astimezone(zone).date() if hour else None)


Group = tuple[str, str, str | None, date | None, date | None, int]
"""(method, courier, zone, day it left, day it came, parcels)."""


def counted(groups: Sequence[Group], *, promised: date | None) -> Sending:
    """Pure."""
    sums: Counter[str] = Counter()
    days: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    parcels: Counter[tuple[str, str]] = Counter()
    for method, courier, zone, left, came, n in groups:
        sums["all"] += n
        sums["late"] += n if promised and left and left > promised else 0
        if method == PICKUP or left is None:
            sums["fetched"] += n
            continue
        way = (courier, zone or "")
        parcels[way] += n
        if came is None:
            sums["under_way"] += n
        else:
            days[way][max(0, (came - left).days)] += n
    ways = tuple(
        Way(way[0], way[1], n, days[way].total(), _middle(days[way]), max(days[way], default=None))
        for way, n in parcels.most_common(MOST_WAYS)
    )
    return Sending(sums["all"], sums["late"], sums["fetched"], sums["under_way"], ways=ways)


def _middle(days: Counter[int]) -> int | None:
    """The middle one (the greater of two) of counted days."""
    place = days.total() // 2
    for day in sorted(days):
        if place < days[day]:
            return day
        place -= days[day]
    return None

"""What the store knows when it asks how many pieces a PO will end with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Subquery, Sum

from bukapo.campaigns.models import Campaign, Interest, PieceCounter
from bukapo.campaigns.rules import MADE_TO_ORDER
from bukapo.campaigns.teaser.rules import COUNTED
from bukapo.insights.forecast.values import Asked, Course, Window
from bukapo.insights.tallies.reads import Hour
from bukapo.insights.tallies.rows import HourTally

LATEST = 6
"""Past POs learnt from."""
LEAST_PAST = 20
"""Pieces of a past PO whose course says something."""
LEAST_SIGN_UPS = 10
SOLD_OUT = 95
"""Percent of the cap from which a past PO counts as sold out: some orders are never paid."""


@dataclass(frozen=True)
class Before:
    """The store's POs that ended before this one opened, newest first, and what sign-ups for them became."""

    campaigns: tuple[Campaign, ...] = ()
    courses: tuple[Course, ...] = ()
    signed: Mapping[int, int] | None = None

    def hoped(self, campaign_id: int) -> int | None:
        """Pieces that this PO's sign-ups let expect, None when nothing is known."""
        signed = self.signed or {}
        each = [
            course.pieces / signed[row.pk]
            for row, course in zip(self.campaigns, self.courses, strict=True)
            if signed.get(row.pk, 0) >= LEAST_SIGN_UPS
        ]
        own = signed.get(campaign_id, 0)
        return round(own * median(each)) if each and own >= LEAST_SIGN_UPS else None


def forecastable(campaign: Campaign) -> bool:
    """A PO with a window that people order in: not one that is made order by order."""
    return bool(campaign.opens_at and campaign.closes_at and campaign.kind != MADE_TO_ORDER)


def before(campaign: Campaign) -> Before:
    """Three queries. Needs `campaign.store`."""
    store_id, zone = campaign.store_id, ZoneInfo(campaign.store.zone)
    past = Campaign.objects.of(store_id).filter(state__in=["closed", "finished"], fell_short_at=None)
    past = past.filter(closes_at__lt=campaign.closes_at).exclude(pk=campaign.pk).exclude(kind=MADE_TO_ORDER)
    whole = PieceCounter.objects.across_stores("of past POs found by store").filter(
        campaign=OuterRef("pk"), variant=None
    )
    past = past.annotate(cap=Subquery(whole.values("cap")[:1]))
    rows = list(past.order_by("-closes_at", "-pk")[:LATEST])
    hours: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    tallies = HourTally.objects.of(store_id).filter(campaign__in=rows).order_by("hour")
    for pk, hour, pieces in tallies.values_list("campaign_id", "hour").annotate(n=Sum("pieces")):
        hours[pk].append((hour, pieces))
    told = [(row, _gone(row, zone, hours[row.pk])) for row in rows]
    told = [(row, course) for row, course in told if course.pieces >= LEAST_PAST]
    people = Interest.objects.of(store_id).filter(campaign__in=[*rows, campaign], state__in=COUNTED)
    signed = dict(people.order_by().values_list("campaign_id").annotate(n=Count("pk")))
    return Before(tuple(row for row, _ in told), tuple(course for _, course in told), signed)


def _gone(row: Any, zone: ZoneInfo, hours: Sequence[tuple[datetime, int]]) -> Course:
    """A sold-out PO keeps the window it was meant to have: being closed early says nothing of when people come."""
    pieces = sum(count for _hour, count in hours)
    if row.cap is None or pieces * 100 < row.cap * SOLD_OUT:
        return Course(window_of(row, zone), tuple(hours))
    window = Window(row.opens_at.astimezone(zone), row.closes_at.astimezone(zone))
    return Course(window, tuple(hours), sold_out=True)


def window_of(campaign: Campaign, zone: ZoneInfo) -> Window:
    """As it was (or will be) open."""
    assert campaign.opens_at
    assert campaign.closes_at
    closes = campaign.closes_at
    if campaign.closed_at and campaign.opens_at < campaign.closed_at < closes:
        closes = campaign.closed_at
    return Window(campaign.opens_at.astimezone(zone), closes.astimezone(zone))


def course_of(campaign: Campaign, hours: Iterable[Hour]) -> Course:
    """How the PO has gone so far."""
    found: dict[datetime, int] = defaultdict(int)
    for one in hours:
        found[one.hour] += one.sums.get("pieces", 0)
    return Course(window_of(campaign, ZoneInfo(campaign.store.zone)), tuple(sorted(found.items())))


def question(
    campaign: Campaign, hours: Sequence[Hour], known: Before, *, cap: int | None, at: datetime
) -> Asked:
    """All of it; the PO's id is the seed, so that the answer does not jump when a page is opened again."""
    return Asked(
        course=course_of(campaign, hours),
        at=at.astimezone(ZoneInfo(campaign.store.zone)),
        past=known.courses,
        cap=cap,
        hoped=known.hoped(campaign.pk),
        seed=campaign.pk,
    )

"""How the orders of a PO came: from where, when, and who went away empty-handed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, QuerySet, Sum

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.teaser.reads import teaser_of
from bukapo.insights.evaluation.rhythm import Rhythm, rhythm
from bukapo.insights.hours import instant_of, utc_hour
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.reads.teaser import Funnel, funnel_of
from bukapo.orders.rules import HOLDING, IMPORT, STAFF

MOST_PARTNERS = 8
TYPED_IN = (IMPORT, STAFF)
"""Sources whose moment is when somebody typed it, not when a buyer came."""


@dataclass(frozen=True)
class Brought:
    """Orders that hold, by one partner or from one source."""

    name: str
    orders: int
    pieces: int
    goods: int = 0


@dataclass(frozen=True)
class Coming:
    """`sources` by their code, most orders first; `partners` at most eight. `refused` pieces of people who stood in
    line and got none (`lined_up` of them).
    """

    sources: tuple[Brought, ...] = ()
    partners: tuple[Brought, ...] = ()
    funnel: Funnel | None = None
    rhythm: Rhythm = Rhythm()
    lined_up: int = 0
    refused: int = 0


def coming_of(campaign: Campaign) -> Coming:
    """Eight queries at most."""
    partners = _holding(campaign).filter(partner__isnull=False).values_list("partner__name")
    best = partners.annotate(n=Count("pk"), p=Sum("pieces"), g=Sum(F("goods") - F("discount"))).order_by("-n")
    waiting = WaitingEntry.objects.of(campaign.store_id).filter(
        campaign=campaign, state__in=["waiting", "missed"]
    )
    empty = waiting.aggregate(n=Count("pk"), p=Sum("pieces"))
    sources, times = _hours(campaign)
    return Coming(
        sources=sources,
        partners=tuple(Brought(*row) for row in best[:MOST_PARTNERS]),
        funnel=funnel_of(campaign) if teaser_of(campaign) else None,
        rhythm=times,
        lined_up=empty["n"],
        refused=empty["p"] or 0,
    )


def _hours(campaign: Campaign) -> tuple[tuple[Brought, ...], Rhythm]:
    zone = ZoneInfo(campaign.store.zone)
    rows = _holding(campaign).annotate(hour=utc_hour("placed_at")).values_list("source", "hour")
    hours: dict[datetime, int] = defaultdict(int)
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for source, hour, orders, pieces in rows.annotate(n=Count("pk"), p=Sum("pieces")):
        sums[source][0] += orders
        sums[source][1] += pieces
        if source not in TYPED_IN:
            hours[instant_of(hour).astimezone(zone)] += orders
    sources = tuple(Brought(source, *counts) for source, counts in sums.items())
    told = tuple(sorted(sources, key=lambda one: (-one.orders, one.name)))
    ends = campaign.closed_at or campaign.closes_at
    begins = campaign.early_opens_at or campaign.opens_at
    if begins is None or ends is None or not hours:
        return told, Rhythm()
    return told, rhythm(list(hours.items()), begins.astimezone(zone), ends.astimezone(zone))


def _holding(campaign: Campaign) -> "QuerySet[Any]":
    return Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING).order_by()

"""The tallies as they stand this moment: what was added up, and what has happened since, added in passing.

While little has happened since (`MOST_FRESH` events) the numbers are exact; after a rush they are as of `counted_to`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Sum

from bukapo.insights.tallies import rules
from bukapo.insights.tallies.count import cursor_now
from bukapo.insights.tallies.facts import facts_counted, facts_now
from bukapo.insights.tallies.rows import HourTally, VariantTally
from bukapo.insights.tallies.rules import HOUR_FIELDS, VARIANT_FIELDS, Delta, Sums
from bukapo.journal.models import EventRow

MOST_FRESH = 300
"""Events that a page adds in passing; with more waiting to be counted it says until when it counted."""


@dataclass(frozen=True)
class Fresh:
    """What happened in a store since the tallies were written. `counted_to` is None when all of it is in."""

    store_id: int
    seen: int = 0
    delta: Delta = field(default_factory=Delta)
    counted_to: datetime | None = None


def fresh_of(store_id: int) -> Fresh:
    """Two queries when nothing happened since, else five."""
    seen = cursor_now().seen
    rows = _behind(store_id, seen)
    if len(rows) > MOST_FRESH:
        return Fresh(store_id, seen, counted_to=rows[0][1])
    ids = {order for order, _at in rows}
    if not ids:
        return Fresh(store_id, seen)
    return Fresh(store_id, seen, rules.delta(facts_counted(ids), facts_now(ids)))


@dataclass(frozen=True)
class Hour:
    """One hour of one PO and one way in."""

    hour: datetime
    source: str
    sums: Mapping[str, int]


def hours_of(campaign_id: int, fresh: Fresh) -> tuple[Hour, ...]:
    """The hours of a PO in which orders came, in order. One query."""
    rows = HourTally.objects.of(fresh.store_id).filter(campaign=campaign_id)
    found: dict[tuple[datetime, str], Sums] = {}
    for hour, source, *sums in rows.order_by().values_list("hour", "source", *HOUR_FIELDS):
        found[hour, source] = dict(zip(HOUR_FIELDS, sums, strict=True))
    for (_store, campaign, hour, source), more in fresh.delta.hours.items():
        if campaign == campaign_id:
            rules.added(found.setdefault((hour, source), {}), more)
    return tuple(Hour(hour, source, sums) for (hour, source), sums in sorted(found.items()))


def variants_of(campaign_id: int, fresh: Fresh) -> dict[int, Sums]:
    """By variant id. One query."""
    rows = VariantTally.objects.of(fresh.store_id).filter(campaign=campaign_id).order_by()
    found = {
        variant: dict(zip(VARIANT_FIELDS, sums, strict=True))
        for variant, *sums in rows.values_list("variant_id", *VARIANT_FIELDS)
    }
    for (_store, campaign, variant), more in fresh.delta.variants.items():
        if campaign == campaign_id:
            rules.added(found.setdefault(variant, {}), more)
    return found


def totals_of(campaign_ids: Collection[int], fresh: Fresh) -> dict[int, Sums]:
    """Whole POs by id; one without orders is left out. One query."""
    rows = HourTally.objects.of(fresh.store_id).filter(campaign__in=campaign_ids).order_by()
    sums = rows.values("campaign_id").annotate(**{f"all_{name}": Sum(name) for name in HOUR_FIELDS})
    found = {row["campaign_id"]: {name: row[f"all_{name}"] for name in HOUR_FIELDS} for row in sums}
    for (_store, campaign, _hour, _source), more in fresh.delta.hours.items():
        if campaign in campaign_ids:
            rules.added(found.setdefault(campaign, {}), more)
    return found


def store_hours(since: datetime, fresh: Fresh) -> dict[tuple[datetime, int], Sums]:
    """Of all POs of the store together, by hour and PO, from `since` on. One query."""
    rows = HourTally.objects.of(fresh.store_id).filter(hour__gte=since).order_by()
    sums = rows.values("hour", "campaign_id").annotate(**{f"all_{name}": Sum(name) for name in HOUR_FIELDS})
    found = {
        (row["hour"], row["campaign_id"]): {name: row[f"all_{name}"] for name in HOUR_FIELDS} for row in sums
    }
    for (_store, campaign, hour, _source), more in fresh.delta.hours.items():
        if hour >= since:
            rules.added(found.setdefault((hour, campaign), {}), more)
    return found


def total(hours: Collection[Hour]) -> Sums:
    """All of them together; every field is there."""
    found: Sums = dict.fromkeys(HOUR_FIELDS, 0)
    for one in hours:
        rules.added(found, one.sums)
    return found


def watched(store_id: int, campaign_id: int | None = None) -> tuple[str, Fresh]:
    """By what an open page of a PO (or of the store) is known, and what it adds: one query more than `fresh_of`."""
    latest = _latest(store_id, campaign_id)  # first: what comes in between makes the page ask once in vain
    fresh = fresh_of(store_id)
    return f"{latest}.{fresh.seen if fresh.counted_to else 0}", fresh


def version_of(store_id: int, campaign_id: int | None = None) -> str:
    """Changes when a number of the page does (`watched`). Three queries, of an index each."""
    latest, seen = _latest(store_id, campaign_id), cursor_now().seen
    return f"{latest}.{seen if len(_behind(store_id, seen)) > MOST_FRESH else 0}"


def _latest(store_id: int, campaign_id: int | None) -> int:
    own = {"campaign_id": campaign_id} if campaign_id else {"store_id": store_id}
    events = EventRow.objects.filter(**own, order_id__isnull=False).order_by("-pk")
    return events.values_list("pk", flat=True).first() or 0


def _behind(store_id: int, seen: int) -> list[tuple[int, datetime]]:
    """Order and time of the events not yet in the tallies; MOST_FRESH + 1 of them mean that it is a rush."""
    events = EventRow.objects.filter(store_id=store_id, pk__gt=seen, order_id__isnull=False)
    rows = events.order_by("pk").values_list("order_id", "at")[: MOST_FRESH + 1]
    return [(order, at) for order, at in rows if order]

"""What waits in a PO of many orders is summed by the worker and kept: a page must not ask every order.

Small POs are summed by the page itself, and nothing is kept of them. Kept sums change nothing and are told to nobody,
so they have no event; the audit sums again what nothing has happened to since.
"""

from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from bukapo.campaigns.models import Campaign, FrozenGuarantee
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order
from bukapo.trust.guarantees.groups import AHEAD, Group, Had, groups_of, had_of, near
from bukapo.trust.models import KeptStake

RUNNING = ("published", "closed")
SMALL = 2_000
"""Orders of a PO (in whatever state) that a page asks by itself: some milliseconds."""
EVERY, LOOK = timedelta(minutes=10), timedelta(minutes=1)
"""A PO is summed again at most so often, while anything happens in its store; one worker looks so often."""
GRACE = timedelta(minutes=1)
"""What was under way while it was summed may be committed later, and bears an earlier time."""
BATCH = 5
DAY = timedelta(days=1)
WHY = "the worker serves every store"

_looked: dict[str, datetime] = {}


@dataclass(frozen=True)
class Kept:
    """What is kept of one PO, as of `counted_at`."""

    counted_at: datetime
    groups: tuple[Group, ...]
    had: Had


def kept_of(store_id: int, campaigns: Sequence[int]) -> dict[int, Kept]:
    """By campaign id, of those POs of which anything is kept. One query."""
    rows = KeptStake.objects.of(store_id).filter(campaign_id__in=campaigns)
    return {row.campaign_id: kept(row) for row in rows}


def kept(row: KeptStake) -> Kept:
    """A row as a plain value."""
    groups = tuple(Group(terms, date.fromisoformat(day), *sums) for terms, day, *sums in row.groups)
    return Kept(row.counted_at, groups, Had(row.given_orders, row.given, row.offers, row.offered))


def keep_stakes(at: datetime) -> int:
    """One look a minute per worker, at the running POs of many orders with a rung in reach; how many were summed."""
    since = _looked.get("at")
    if since is not None and abs(at - since) < LOOK:
        return 0
    rows = [row for row in _big_and_near(at) if _is_old(row, at)][:BATCH]
    for row in rows:
        keep(row, at)
    if len(rows) < BATCH:
        _looked["at"] = at
    return len(rows)


def keep(campaign: Campaign, at: datetime) -> None:
    """Sum one PO (its `store` loaded) and write it down in place of what was kept before."""
    found = counted_now(campaign, at)
    groups = [[terms, day.isoformat(), *sums] for terms, day, *sums in map(astuple, found.groups)]
    sums = asdict(found.had)
    row = KeptStake(store_id=campaign.store_id, campaign=campaign, counted_at=at, groups=groups, **sums)
    fields = ["counted_at", "groups", *sums]
    KeptStake.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["campaign"], update_fields=fields
    )


def counted_now(campaign: Campaign, at: datetime) -> Kept:
    """Summed from its orders as they stand; terms are in reach as seen from `at`, and one day more. Six queries."""
    running = Campaign.objects.of(campaign.store_id).filter(state__in=RUNNING).values_list("pk", flat=True)
    frozen = near(campaign.store_id, list(running), _day(campaign, at) + DAY)
    groups = groups_of(campaign.store_id, [campaign.pk], frozen)
    told = tuple(sorted(groups, key=astuple))
    return Kept(at, told, had_of(campaign.store_id, [campaign.pk]))


def unchanged_since(store_id: int, at: datetime) -> bool:
    """Whether nothing has happened in the store since; an order may come from another of its POs. One query."""
    events = EventRow.objects.filter(store_id=store_id).order_by("-pk")
    newest = events.values_list("at", flat=True).first()
    return newest is None or newest < at - GRACE


def _big_and_near(at: datetime) -> "QuerySet[Any]":
    """`kept_at` of each, the longest ago first."""
    reached = Q(ship_until=None) | Q(ship_until__lte=at.date() + AHEAD + 2 * DAY)
    terms = FrozenGuarantee.objects.across_stores(WHY).filter(reached)
    orders = Order.objects.across_stores(WHY).filter(campaign=OuterRef("pk")).order_by("pk")
    rows = Campaign.objects.across_stores(WHY).filter(
        state__in=RUNNING, pk__in=terms.values("terms__campaign_id")
    )
    rows = rows.annotate(kept_at=F("kept_stake__counted_at")).select_related("store")
    rows = rows.annotate(beyond=Subquery(orders.values("pk")[SMALL : SMALL + 1]))
    return rows.filter(beyond__isnull=False).order_by(F("kept_at").asc(nulls_first=True), "pk")


def _is_old(row: Any, at: datetime) -> bool:
    if row.kept_at is None or _day(row, row.kept_at) != _day(row, at):
        return True
    return at - row.kept_at >= EVERY and not unchanged_since(row.store_id, row.kept_at)


def _day(campaign: Campaign, at: datetime) -> date:
    return at.astimezone(ZoneInfo(campaign.store.zone)).date()

"""A store's record as it is now. Nothing of it is written down: it follows from what happened."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q

from bukapo.campaigns.models import Campaign
from bukapo.insights.record.elsewhere import answers_of, claims_of
from bukapo.insights.record.remembered import Remembered
from bukapo.insights.record.sent import PastPo, past_pos
from bukapo.insights.rules import median
from bukapo.orders.models import Order
from bukapo.stores.models import Store
from bukapo.trust.record.rules import Facts
from bukapo.trust.reviews.reads import rating_of

LATEST = 60
"""POs looked at, the latest ones."""


@dataclass(frozen=True)
class StoreRecord:
    """`facts` as they are signed, and what became of each PO they were counted from."""

    facts: Facts
    past: tuple[PastPo, ...] = ()

    @property
    def by_campaign(self) -> dict[int, PastPo]:
        return {one.campaign_id: one for one in self.past}


def sending_record(store: Store, *, at: datetime) -> StoreRecord:
    """What of the record is about sending and stars: all that the store's page says. Counted once per event."""
    return _remembered.of(store, at)


def _counted(store: Store, at: datetime) -> StoreRecord:
    """Eight queries at most."""
    over = _over(store)
    past = past_pos(store, over, at=at)
    late = [one.days_late for one in past if one.days_late is not None]
    facts = Facts(
        campaigns=len(over),
        judged=len(late),
        on_time=sum(days <= 0 for days in late),
        late_median=median([days for days in late if days > 0]),
        late_most=max((0, *late)),
        orders_sent=sum(one.sent for one in past),
        orders_on_time=sum(one.on_time for one in past),
        orders_overdue=sum(one.overdue for one in past),
        rating=rating_of(store),
    )
    return StoreRecord(facts, past)


_remembered = Remembered(_counted)


def store_record(store: Store, *, at: datetime) -> StoreRecord:
    """All of it, counted now: what is signed is never remembered. A fixed number of queries."""
    record = _counted(store, at)
    over = [one.campaign_id for one in record.past]
    more = {
        **_beginnings(store),
        **_money(store, over),
        **answers_of(store, at=at),
        **claims_of(store, over),
    }
    return replace(record, facts=replace(record.facts, **more))


def _over(store: Store) -> list[Campaign]:
    """POs that closed and ran, the latest ones."""
    rows = Campaign.objects.of(store).filter(state__in=["closed", "finished"], fell_short_at=None)
    return list(rows.order_by("-closes_at", "-pk")[:LATEST])


def _beginnings(store: Store) -> dict[str, Any]:
    """The first opening, and what did not run. One query."""
    told = (
        Campaign.objects.of(store)
        .filter(published_at__isnull=False)
        .aggregate(
            since=Min("opens_at"),
            short=Count("pk", filter=Q(fell_short_at__isnull=False)),
            cancelled=Count("pk", filter=Q(state="cancelled", fell_short_at=None)),
        )
    )
    since = told["since"]
    return told | {"since": since.astimezone(ZoneInfo(store.zone)).date() if since else None}


def _money(store: Store, over: Sequence[int]) -> dict[str, Any]:
    """Orders that were paid for, and those of them that were called off with money to give back. One query."""
    rows = Order.objects.of(store).filter(campaign__in=over, paid__gt=0).order_by()
    back = Q(state="cancelled") & Q(refunded__gt=0)
    told: dict[str, Any] = rows.aggregate(orders_paid=Count("pk"), orders_refunded=Count("pk", filter=back))
    return told

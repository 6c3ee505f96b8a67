"""Whether a PO will be late, by its latest forecasts and deadlines as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import current_promises
from bukapo.production.lateness.rules import Foreseen, Sign, honest_days, signs_of
from bukapo.production.models import WorkOrder
from bukapo.production.promise.reads import latest_forecasts

RUNNING = ["sent", "questioned", "accepted", "working"]
UNDELAYED = ["published", "closed"]
"""States of a PO whose promises are still to be kept."""


@dataclass(frozen=True)
class Lateness:
    """`signs` that a promise may not be kept, the most pressing first; `honest`: the days that would be (90 %).

    `numbers` {work order id: (its number, its workshop)}.
    """

    signs: tuple[Sign, ...]
    honest: Mapping[str, date]
    numbers: Mapping[int, tuple[str, str]]

    def __bool__(self) -> bool:
        return bool(self.signs)


def lateness_of(campaign: Campaign, *, at: datetime) -> Lateness:
    """Nothing once the goods are made. `campaign.store` should be loaded. Three queries."""
    if campaign.state not in UNDELAYED or campaign.produced_at is not None:
        return Lateness((), {}, {})
    orders = list(running_of(campaign))
    forecasts = latest_forecasts(campaign.store_id, [order.pk for order in orders])
    days = current_promises(campaign)
    signs = signs_of(
        days,
        [Foreseen(pk, row.p80, row.p90) for pk, row in forecasts.items()],
        {order.pk: order.deadline for order in orders},
        at.astimezone(ZoneInfo(campaign.store.zone)).date(),
    )
    numbers = {order.pk: (order.number, order.workshop_name) for order in orders}
    return Lateness(tuple(signs), honest_days(days, signs), numbers)


def running_of(campaign: Campaign) -> "QuerySet[Any]":
    """Work orders of the PO itself that are not finished. (A made-to-order one answers to its own buyer.)"""
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign, order=None)
    return rows.filter(state__in=RUNNING).order_by("pk")

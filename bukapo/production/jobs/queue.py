"""A workshop's queue as it stands, and what it lets one promise. Reads with a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Sum

from bukapo.campaigns.made.reads import pace_of
from bukapo.campaigns.made.rules import Pace
from bukapo.campaigns.models import Campaign
from bukapo.orders.making.reads import waiting_jobs
from bukapo.orders.models import Job
from bukapo.production.jobs.calendar import closed
from bukapo.production.jobs.rules import Estimate, Load, Span, estimate, left, spans
from bukapo.production.models import Stage

OVER = ["cancelled", "refused"]
"""Work orders that make nothing."""


@dataclass(frozen=True)
class Waiting:
    """A job in the queue, what is left of it, and when it should be made as things stand."""

    job: Job
    load: Load
    made: Span


def workshop_of(campaign: Campaign) -> str:
    """Whose queue the PO's orders join: the workshop's name, the store's own when none is named."""
    return str(campaign.workshop_name or campaign.store.name)[:80]


def today_of(campaign: Campaign, at: datetime) -> date:
    """The store's calendar day. `campaign.store` should be loaded."""
    return at.astimezone(ZoneInfo(campaign.store.zone)).date()


def promise_now(campaign: Campaign, at: datetime) -> Estimate | None:
    """What an order confirmed at `at` would be promised; None where orders are not made one by one. Four queries."""
    pace = pace_of(campaign)
    if pace is None:
        return None
    jobs = list(waiting_jobs(campaign.store_id, workshop_of(campaign)))
    return estimate(
        loads_of(campaign.store_id, jobs),
        Load(pace.least_days, pace.most_days),
        at_once=pace.at_once,
        ship_days=pace.ship_days,
        today=today_of(campaign, at),
        closed=closed,
    )


def loads_of(store_id: int, jobs: Sequence[Job]) -> list[Load]:
    """What is left of each job, by what the workshop has reported. One query."""
    rows = Stage.objects.of(store_id).filter(work_order__order__in=[job.order_id for job in jobs])
    sums = rows.exclude(work_order__state__in=OVER).order_by().values_list("work_order__order")
    passed = {pk: (done, target) for pk, done, target in sums.annotate(done=Sum("done"), all=Sum("target"))}
    loads = []
    for job in jobs:
        done, target = passed.get(job.order_id, (0, 0))
        loads.append(
            Load(left(job.least, done=done, target=target), left(job.most, done=done, target=target))
        )
    return loads


def queue_as_it_stands(campaign: Campaign, pace: Pace, workshop: str, at: datetime) -> list[Waiting]:
    """All of the workshop's jobs that are waiting or being made, of this PO and of others. Two queries."""
    jobs = list(waiting_jobs(campaign.store_id, workshop).select_related("order", "campaign"))
    loads = loads_of(campaign.store_id, jobs)
    made = spans(loads, at_once=pace.at_once, today=today_of(campaign, at), closed=closed)
    return [Waiting(*one) for one in zip(jobs, loads, made, strict=True)]

"""A workshop's queue as it stands, and what it lets one promise. Reads with a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max, Sum

from bukapo.campaigns.made.reads import pace_of
from bukapo.campaigns.made.rules import Pace
from bukapo.campaigns.models import Campaign
from bukapo.orders.making.reads import waiting_jobs
from bukapo.orders.models import Job
from bukapo.production.jobs.calendar import closed
from bukapo.production.jobs.rules import Estimate, Load, Span, estimate, left, spans, worked
from bukapo.production.models import WorkOrder

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
        loads_of(campaign, jobs, at_once=pace.at_once, at=at),
        Load(pace.least_days, pace.most_days),
        at_once=pace.at_once,
        ship_days=pace.ship_days,
        today=today_of(campaign, at),
        closed=closed,
    )


def loads_of(campaign: Campaign, jobs: Sequence[Job], *, at_once: int, at: datetime) -> list[Load]:
    """What is left of each job of one workshop's queue. Two queries.

    By what the workshop has reported; and of who is at the front, has been accepted and gone through no stage yet, by
    the work days that have passed since its turn came.
    """
    if not jobs:
        return []
    works = _works(campaign.store_id, jobs)
    made = Job.objects.of(campaign.store_id).filter(workshop=jobs[0].workshop).aggregate(at=Max("made_at"))
    return [
        _load(
            job,
            works.get(job.order_id),
            _turn(works.get(job.order_id), made["at"], place < at_once),
            campaign,
            at,
        )
        for place, job in enumerate(jobs)
    ]


@dataclass(frozen=True)
class _Work:
    accepted_at: datetime | None
    done: int
    target: int


def _works(store_id: int, jobs: Sequence[Job]) -> dict[int, _Work]:
    rows = WorkOrder.objects.of(store_id).filter(order__in=[job.order_id for job in jobs])
    sums = rows.exclude(state__in=OVER).annotate(passed=Sum("stages__done"), all=Sum("stages__target"))
    told = sums.order_by().values_list("order_id", "accepted_at", "passed", "all")
    return {order: _Work(accepted_at, done or 0, target or 0) for order, accepted_at, done, target in told}


def _turn(work: _Work | None, made_before: datetime | None, in_front: bool) -> datetime | None:
    """Since when somebody can have been at it: accepted, and what was in front of it is made."""
    if work is None or work.accepted_at is None or not in_front:
        return None
    return max(work.accepted_at, made_before or work.accepted_at)


def _load(job: Job, work: _Work | None, turn: datetime | None, campaign: Campaign, at: datetime) -> Load:
    if work is None:
        return Load(job.least, job.most)
    passed = 0
    if turn is not None:
        passed = worked(today_of(campaign, turn), today_of(campaign, at), closed)
    least, most = (
        max(1, min(left(days, done=work.done, target=work.target), days - passed))
        for days in (job.least, job.most)
    )
    return Load(least, most)


def queue_as_it_stands(campaign: Campaign, pace: Pace, workshop: str, at: datetime) -> list[Waiting]:
    """All of the workshop's jobs that are waiting or being made, of this PO and of others. Three queries."""
    jobs = list(waiting_jobs(campaign.store_id, workshop).select_related("order", "campaign"))
    loads = loads_of(campaign, jobs, at_once=pace.at_once, at=at)
    made = spans(loads, at_once=pace.at_once, today=today_of(campaign, at), closed=closed)
    return [Waiting(*one) for one in zip(jobs, loads, made, strict=True)]

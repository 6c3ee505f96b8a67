"""The seller's list of jobs: how far each is, what its buyer was promised, when it should be made; late ones first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from bukapo.campaigns.made.reads import pace_of
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import PRODUCED, SHIP_UNTIL
from bukapo.orders.making.reads import promises_of_orders
from bukapo.orders.models import Job, Order, OrderLine, OrderPromise
from bukapo.production.jobs.queue import OVER, Waiting, queue_as_it_stands, today_of
from bukapo.production.models import WorkOrder
from bukapo.production.promise.reads import latest_forecasts

SHOWN = 100
"""Jobs that are made already: the latest so many."""


@dataclass(frozen=True)
class JobLine:
    """One job. `ahead` others come before it and it should be made by `foreseen`; both None once it is made.

    `work` is its work order as it now counts, None when that was refused or taken back. `stage` is what is being
    done, `finished` of `stages` are through.
    """

    job: Job
    order: Order
    goods: str
    work: WorkOrder | None
    stage: str
    finished: int
    stages: int
    made: OrderPromise | None
    leaves: OrderPromise | None
    ahead: int | None
    foreseen: date | None
    days_late: int

    @property
    def waits(self) -> bool:
        """Neither made nor over."""
        return self.job.made_at is None and self.order.state == "confirmed"


@dataclass(frozen=True)
class Board:
    """`queues`: workshop -> its jobs of this PO that are waiting; `made`: the others, newest first."""

    queues: Mapping[str, Sequence[JobLine]]
    made: Sequence[JobLine]
    late: int
    unsent: int
    """Jobs nobody works on: their work order was refused or taken back."""
    unbegun: int
    """Confirmed orders the worker has not come to."""


def board_of(campaign: Campaign, at: datetime) -> Board:
    """About eight queries and three per workshop. `campaign.store` should be loaded."""
    rows = _jobs(campaign)
    over = rows.exclude(pk__in=rows.filter(made_at=None, order__state="confirmed").values("pk"))
    live = list(rows.filter(made_at=None, order__state="confirmed"))
    done = list(over.order_by("-made_at", "-pk")[:SHOWN])
    lines = _told(campaign, [*live, *done], _standing(campaign, live, at), at)
    waiting = sorted((line for line in lines if line.waits), key=_urgency)
    queues: dict[str, list[JobLine]] = {}
    for line in waiting:
        queues.setdefault(line.job.workshop, []).append(line)
    confirmed = Order.objects.of(campaign.store_id).filter(campaign=campaign, state="confirmed", job=None)
    return Board(
        queues=queues,
        made=[line for line in lines if not line.waits],
        late=sum(line.days_late > 0 for line in waiting),
        unsent=sum(line.work is None for line in waiting),
        unbegun=confirmed.count(),
    )


def job_line(campaign: Campaign, number: str, at: datetime) -> JobLine | None:
    """One job of the PO by its order's number."""
    job = _jobs(campaign).filter(order__number=number).first()
    if job is None:
        return None
    live = [job] if job.made_at is None and job.order.state == "confirmed" else []
    return _told(campaign, [job], _standing(campaign, live, at), at)[0]


def _jobs(campaign: Campaign) -> "QuerySet[Any]":
    rows = Job.objects.of(campaign.store_id).filter(campaign=campaign)
    return rows.select_related("order").order_by("place", "pk")


def _urgency(line: JobLine) -> tuple[bool, int, int]:
    return (line.days_late <= 0, -line.days_late, line.job.place)


def _standing(campaign: Campaign, live: Sequence[Job], at: datetime) -> dict[int, tuple[int, Waiting]]:
    """Job id -> (how many come before it, how it stands in the whole queue of its workshop)."""
    pace = pace_of(campaign)
    found: dict[int, tuple[int, Waiting]] = {}
    for workshop in {job.workshop for job in live} if pace else ():
        assert pace is not None
        for ahead, one in enumerate(queue_as_it_stands(campaign, pace, workshop, at)):
            found[one.job.pk] = (ahead, one)
    return found


def _told(
    campaign: Campaign, jobs: Sequence[Job], standing: Mapping[int, tuple[int, Waiting]], at: datetime
) -> list[JobLine]:
    orders = [job.order_id for job in jobs]
    promises = promises_of_orders(campaign.store_id, orders)
    rows = WorkOrder.objects.of(campaign.store_id).filter(order__in=orders).exclude(state__in=OVER)
    works = {row.order_id: row for row in rows.prefetch_related("stages")}
    forecasts = latest_forecasts(campaign.store_id, [work.pk for work in works.values()])
    goods = _goods(campaign, orders)
    today, told = today_of(campaign, at), []
    for job in jobs:
        work, mine = works.get(job.order_id), promises.get(job.order_id, {})
        ahead, one = standing.get(job.pk, (None, None))
        forecast = forecasts.get(work.pk) if work else None
        foreseen = (forecast.p80 if forecast else one.made.last) if one else None
        stages = list(work.stages.all()) if work else []
        told.append(
            JobLine(
                job=job,
                order=job.order,
                goods=goods.get(job.order_id, ""),
                work=work,
                stage=next((stage.name for stage in stages if stage.done < stage.target), ""),
                finished=sum(stage.done == stage.target for stage in stages),
                stages=len(stages),
                made=mine.get(PRODUCED),
                leaves=mine.get(SHIP_UNTIL),
                ahead=ahead,
                foreseen=foreseen,
                days_late=_days_late(mine.get(PRODUCED), foreseen, today) if one else 0,
            )
        )
    return told


def _days_late(promise: OrderPromise | None, foreseen: date | None, today: date) -> int:
    """Days from the promise to when it should be made; what has passed without being made is late already."""
    if promise is None:
        return 0
    return max(0, (max(foreseen or today, today) - promise.day).days)


def _goods(campaign: Campaign, orders: Sequence[int]) -> dict[int, str]:
    """Order id -> its goods in one line."""
    told: dict[int, list[str]] = {}
    rows = OrderLine.objects.of(campaign.store_id).filter(order__in=orders).order_by("order_id", "position")
    for line in rows:
        texts = [text for text in line.personalization.values() if text]
        words = " · ".join(part for part in (line.label or line.product_name, *texts) if part)
        told.setdefault(line.order_id, []).append(f"{line.qty} × {words}" if line.qty > 1 else words)
    return {order: "; ".join(lines) for order, lines in told.items()}

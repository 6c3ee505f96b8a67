"""What a buyer may know of the job that is their order: its stages, its turn, its promise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bukapo.catalog.models import Photo
from bukapo.orders.making.reads import job_of, order_promises, waiting_jobs
from bukapo.orders.models import Order, OrderPromise
from bukapo.production.jobs.queue import OVER
from bukapo.production.models import StageReport, WorkOrder


@dataclass(frozen=True)
class OwnStage:
    """`photo`: the last one the workshop sent of it."""

    name: str
    done: int
    target: int
    finished_at: datetime | None
    photo: Photo | None

    @property
    def finished(self) -> bool:
        return self.done == self.target


@dataclass(frozen=True)
class OwnJob:
    """`ahead` others come before it while it waits (0 once somebody works on it). `moved`: (what, first, day, why)
    of each promise that was left behind, oldest first.
    """

    ahead: int
    accepted: bool
    stages: Sequence[OwnStage]
    made_at: datetime | None
    promises: Mapping[str, OrderPromise]
    moved: Sequence[tuple[str, date, date, str]]

    @property
    def current(self) -> int:
        """The number of the stage that is being done, from 1; 0 when there is none."""
        return next((place for place, stage in enumerate(self.stages, 1) if not stage.finished), 0)

    @property
    def current_name(self) -> str:
        return self.stages[self.current - 1].name if self.current else ""

    @property
    def begun(self) -> bool:
        """Pieces have been reported."""
        return any(stage.done for stage in self.stages)


def own_job(order: Order) -> OwnJob | None:
    """None until it has begun. At most six queries."""
    job = job_of(order)
    if job is None:
        return None
    works = WorkOrder.objects.of(order.store_id).filter(order=order).exclude(state__in=OVER)
    work = works.prefetch_related("stages").last()
    waits = job.made_at is None and not (work and work.state == "working")
    before = waiting_jobs(order.store_id, job.workshop).filter(place__lt=job.place)
    promises = order_promises(order)
    return OwnJob(
        ahead=before.count() if waits and order.state == "confirmed" else 0,
        accepted=bool(work and work.accepted_at),
        stages=_stages(work) if work else (),
        made_at=job.made_at,
        promises={promise.what: promise for promise in promises},
        moved=_moved(promises),
    )


def _stages(work: WorkOrder) -> list[OwnStage]:
    photos: dict[int, Photo] = {}
    rows = StageReport.objects.of(work.store_id).filter(stage__work_order=work, photo__isnull=False)
    for report in rows.select_related("photo").order_by("pk"):
        photos[report.stage_id] = report.photo
    return [
        OwnStage(stage.name, stage.done, stage.target, stage.finished_at, photos.get(stage.pk))
        for stage in work.stages.all()
    ]


def _moved(promises: Sequence[OrderPromise]) -> list[tuple[str, date, date, str]]:
    before: dict[str, OrderPromise] = {}
    moved = []
    for promise in promises:
        if old := before.get(promise.what):
            moved.append((promise.what, old.first, old.day, promise.reason))
        before[promise.what] = promise
    return moved

"""What the workshop reports: how far each stage is, and that all is done."""

from datetime import datetime

from bukapo.catalog.models import Photo
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.production.events import WorkOrderDone, WorkOrderProgressed
from bukapo.production.models import Stage, StageReport, WorkOrder
from bukapo.production.refusals import AlreadySaid, NotAcceptedYet, StagesUnfinished, WorkOrderOver
from bukapo.production.rules import WORK_ORDER, check_count
from bukapo.production.steps import facts, lock_work_order, stages_of


@write
def report_stage(
    *,
    store_id: int,
    work_order_id: int,
    position: int,
    count: int,
    note: str = "",
    photo: Photo | None = None,
    actor: Actor,
    at: datetime,
) -> WorkOrderProgressed:
    """The stage at `position` stands at `count` pieces: the total so far, so saying it twice is harmless.

    Raises AlreadySaid (the same report again), NotAcceptedYet, WorkOrderOver, CountOutOfRange, AheadOfStageBefore,
    NotFound.
    """
    order = lock_work_order(store_id, work_order_id)
    if order.state == "sent":
        raise NotAcceptedYet()
    if order.state not in ("accepted", "working"):
        raise WorkOrderOver()
    stages = stages_of(order)
    if not 0 <= position < len(stages):
        raise NotFound()
    stage, note = stages[position], " ".join(note.split())[:200]
    _refuse_repetition(stage, count, note, photo)
    check_count(
        names=[s.name for s in stages],
        done=[s.done for s in stages],
        target=stage.target,
        position=position,
        count=count,
    )
    report = _book(stage, count, note, photo, at)
    if order.state == "accepted":
        move(WorkOrder.objects.of(store_id), pk=order.pk, machine=WORK_ORDER, to="working")
    return WorkOrderProgressed(
        **facts(order),
        state="working" if order.state == "accepted" else "",
        stage_id=stage.pk,
        report_id=report.pk,
        stage=stage.name,
        position=position,
        stages=len(stages),
        done=count,
        target=stage.target,
        photo=photo.key if photo else "",
    )


@write
def finish_work_order(*, store_id: int, work_order_id: int, actor: Actor, at: datetime) -> WorkOrderDone:
    """Every stage stands at its target and the workshop says so. Raises StagesUnfinished, WrongState."""
    order = lock_work_order(store_id, work_order_id)
    if order.state == "sent":
        raise NotAcceptedYet()
    WORK_ORDER.check(order.state, "working" if order.state == "accepted" else "done")
    for stage in stages_of(order):
        if stage.done < stage.target:
            raise StagesUnfinished(stage=stage.name, done=stage.done, target=stage.target)
    move(WorkOrder.objects.of(store_id), pk=order.pk, machine=WORK_ORDER, to="done", done_at=at)
    return WorkOrderDone(**facts(order), state="done", pieces=order.pieces)


def _refuse_repetition(stage: Stage, count: int, note: str, photo: Photo | None) -> None:
    if count != stage.done:
        return
    if not note and photo is None:
        raise AlreadySaid()
    last = StageReport.objects.of(stage.store_id).filter(stage=stage).select_related("photo").last()
    if last is None or last.count != count or last.note != note:
        return
    before = last.photo.fingerprint if last.photo else ""
    if before == (photo.fingerprint if photo else ""):
        raise AlreadySaid()


def _book(stage: Stage, count: int, note: str, photo: Photo | None, at: datetime) -> StageReport:
    stage.done = count
    stage.started_at = stage.started_at or at
    stage.finished_at = at if count == stage.target else None
    stage.save(update_fields=["done", "started_at", "finished_at"])
    report: StageReport = StageReport.objects.create(
        store_id=stage.store_id, stage=stage, count=count, note=note, photo=photo, at=at
    )
    return report

"""What the workshop reports: how far each stage is, and that all is done."""

from collections.abc import Mapping
from datetime import datetime

from bukapo.catalog.models import Photo
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.production.events import WorkOrderDone, WorkOrderProgressed
from bukapo.production.floor.rules import NotArrived, check_counts, check_seen, merged, own_key, spread
from bukapo.production.floor.steps import Floor, floor_of, set_counts
from bukapo.production.models import Stage, StageReport, WorkOrder
from bukapo.production.quality.steps import all_here, check_report
from bukapo.production.refusals import AlreadySaid, NotAcceptedYet, StagesUnfinished, WorkOrderOver
from bukapo.production.rules import WORK_ORDER, check_count
from bukapo.production.steps import facts, lock_work_order


@write
def report_stage(
    *,
    store_id: int,
    work_order_id: int,
    position: int,
    count: int | None = None,
    counts: Mapping[int, int] | None = None,
    seen: Mapping[int, int] | None = None,
    note: str = "",
    photo: Photo | None = None,
    key: str = "",
    actor: Actor,
    at: datetime,
) -> WorkOrderProgressed:
    """The stage at `position` stands at `counts` {position of the size: pieces so far}; sizes left out stay.

    With a bare total (`count`) the sizes fill up in their order. Totals so far, so saying it twice is harmless; `key`
    tells a sending that was repeated from a new one. `seen` is what the reporter's page showed of those sizes: two
    phones on one work order do not undo each other.
    Raises AlreadySaid (the same report again), NotAcceptedYet, WorkOrderOver, CountOutOfRange, AheadOfStageBefore,
    SizeOutOfRange, SizeAheadOfStageBefore, SizeNotArrived, NotArrived, SizeHandedOn, SizeReportedMeanwhile,
    HeldByQuality, AlreadyChecked, NotFound.
    """
    order = lock_work_order(store_id, work_order_id)
    name = own_key(work_order_id, key)
    if name and StageReport.objects.of(store_id).filter(key=name).exists():
        raise AlreadySaid()
    if order.state in ("sent", "questioned"):
        raise NotAcceptedYet()
    if order.state not in ("accepted", "working"):
        raise WorkOrderOver()
    floor = floor_of(order, about=position)
    if not 0 <= position < len(floor.stages):
        raise NotFound()
    stage, note = floor.stages[position], " ".join(note.split())[:200]
    said = _counted(floor, position, count, counts)
    _refuse_repetition(floor, stage, said, note, photo)
    _check(floor, position, said, counts or {}, seen or {})
    report = _book(floor, stage, said, note, photo, name, at)
    if order.state == "accepted":
        move(WorkOrder.objects.of(store_id), pk=order.pk, machine=WORK_ORDER, to="working")
    return WorkOrderProgressed(
        **facts(order),
        state="working" if order.state == "accepted" else "",
        stage_id=stage.pk,
        report_id=report.pk,
        stage=stage.name,
        position=position,
        stages=len(floor.stages),
        done=report.count,
        target=stage.target,
        photo=photo.key if photo else "",
    )


def _counted(floor: Floor, position: int, count: int | None, counts: Mapping[int, int] | None) -> list[int]:
    """The report as pieces per size. Raises CountOutOfRange, AheadOfStageBefore, NotArrived, NotFound."""
    if counts is not None:
        try:
            return merged(floor.done[position], counts)
        except KeyError:
            raise NotFound() from None
    total = count or 0
    totals = [sum(done) for done in floor.done]
    check_count(names=floor.names, done=totals, target=sum(floor.targets), position=position, count=total)
    if not position and total > sum(floor.incoming):
        raise NotArrived(stage=floor.names[0], count=total, arrived=sum(floor.incoming))
    room = floor.bounds(position)
    fits = sum(least for least, _ in room) <= total <= sum(most for _, most in room)
    # Where quality control leaves no room for it, it is spread as if there were, so that the refusal names the size.
    return spread(total, room if fits else floor.relay(position))


def _check(
    floor: Floor, position: int, said: list[int], counts: Mapping[int, int], seen: Mapping[int, int]
) -> None:
    check_seen(
        stage=floor.names[position], labels=floor.labels, now=floor.done[position], counts=counts, seen=seen
    )
    check_counts(
        names=floor.names,
        labels=floor.labels,
        done=floor.done,
        targets=floor.targets,
        position=position,
        counts=said,
        incoming=floor.incoming,
        handed=floor.handed,
    )
    check_report(floor, position, said)


@write
def finish_work_order(*, store_id: int, work_order_id: int, actor: Actor, at: datetime) -> WorkOrderDone:
    """Every stage has all that can still come and the workshop says so. Raises StagesUnfinished, WrongState."""
    order = lock_work_order(store_id, work_order_id)
    if order.state in ("sent", "questioned"):
        raise NotAcceptedYet()
    WORK_ORDER.check(order.state, "working" if order.state == "accepted" else "done")
    floor = floor_of(order)
    for stage in floor.stages:
        if not all_here(floor, stage.position, stage.done):
            raise StagesUnfinished(stage=stage.name, done=stage.done, target=stage.target)
    move(WorkOrder.objects.of(store_id), pk=order.pk, machine=WORK_ORDER, to="done", done_at=at)
    return WorkOrderDone(**facts(order), state="done", pieces=order.pieces)


def _refuse_repetition(floor: Floor, stage: Stage, said: list[int], note: str, photo: Photo | None) -> None:
    if said != floor.done[stage.position]:
        return
    if not note and photo is None:
        raise AlreadySaid()
    last = StageReport.objects.of(stage.store_id).filter(stage=stage).select_related("photo").last()
    if last is None or last.count != sum(said) or last.note != note:
        return
    before = last.photo.fingerprint if last.photo else ""
    if before == (photo.fingerprint if photo else ""):
        raise AlreadySaid()


def _book(
    floor: Floor, stage: Stage, said: list[int], note: str, photo: Photo | None, key: str | None, at: datetime
) -> StageReport:
    set_counts(floor, stage.position, said)
    stage.done = sum(said)
    stage.started_at = stage.started_at or at
    stage.finished_at = at if all_here(floor, stage.position, stage.done) else None
    stage.save(update_fields=["done", "started_at", "finished_at"])
    report: StageReport = StageReport.objects.create(
        store_id=stage.store_id,
        stage=stage,
        count=stage.done,
        counts={str(size): pieces for size, pieces in enumerate(said)},
        note=note,
        photo=photo,
        key=key,
        at=at,
    )
    return report

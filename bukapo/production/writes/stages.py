"""What the workshop reports: how far each stage is, and that all is done."""

from collections.abc import Mapping
from datetime import datetime

from bukapo.catalog.models import Photo
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.production.events import WorkOrderDone, WorkOrderProgressed
from bukapo.production.floor.rules import bounds, check_counts, merged, spread
from bukapo.production.floor.steps import Floor, floor_of, set_counts
from bukapo.production.models import Stage, StageReport, WorkOrder
from bukapo.production.quality.rules import Tallies, within
from bukapo.production.quality.rules import bounds as quality_bounds
from bukapo.production.quality.steps import all_here, check_report
from bukapo.production.quality.tallies import tallies_of
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
    note: str = "",
    photo: Photo | None = None,
    key: str = "",
    actor: Actor,
    at: datetime,
) -> WorkOrderProgressed:
    """The stage at `position` stands at `counts` {position of the size: pieces so far}; sizes left out stay.

    With a bare total (`count`) the sizes fill up in their order. Totals so far, so saying it twice is harmless; `key`
    tells a sending that was repeated from a new one.
    Raises AlreadySaid (the same report again), NotAcceptedYet, WorkOrderOver, CountOutOfRange, AheadOfStageBefore,
    SizeOutOfRange, SizeAheadOfStageBefore, HeldByQuality, AlreadyChecked, NotFound.
    """
    order = lock_work_order(store_id, work_order_id)
    if key and StageReport.objects.of(store_id).filter(key=key).exists():
        raise AlreadySaid()
    if order.state in ("sent", "questioned"):
        raise NotAcceptedYet()
    if order.state not in ("accepted", "working"):
        raise WorkOrderOver()
    floor, tallies = floor_of(order), tallies_of(order)
    if not 0 <= position < len(floor.stages):
        raise NotFound()
    stage, note = floor.stages[position], " ".join(note.split())[:200]
    said = _counted(floor, tallies, position, count, counts)
    _refuse_repetition(floor, stage, said, note, photo)
    check_counts(
        names=floor.names,
        labels=floor.labels,
        done=floor.done,
        targets=floor.targets,
        position=position,
        counts=said,
    )
    check_report(floor, tallies, position, said)
    report = _book(floor, tallies, stage, said, note, photo, key, at)
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


def _counted(
    floor: Floor, tallies: Tallies, position: int, count: int | None, counts: Mapping[int, int] | None
) -> list[int]:
    """The report as pieces per size. Raises CountOutOfRange, AheadOfStageBefore, NotFound."""
    if counts is not None:
        try:
            return merged(floor.done[position], counts)
        except KeyError:
            raise NotFound() from None
    total = count or 0
    totals = [sum(done) for done in floor.done]
    check_count(names=floor.names, done=totals, target=sum(floor.targets), position=position, count=total)
    return spread(total, _room(floor, tallies, position, total))


def _room(floor: Floor, tallies: Tallies, position: int, total: int) -> list[tuple[int, int]]:
    """(least, most) per size; without what quality control says when it leaves no room, so that it is named."""
    relay = bounds(floor.done, floor.targets, position)
    tight = within(relay, quality_bounds(tallies, floor.done, floor.targets, position))
    fits = sum(least for least, _ in tight) <= total <= sum(most for _, most in tight)
    return tight if fits else relay


@write
def finish_work_order(*, store_id: int, work_order_id: int, actor: Actor, at: datetime) -> WorkOrderDone:
    """Every stage has all that can still come and the workshop says so. Raises StagesUnfinished, WrongState."""
    order = lock_work_order(store_id, work_order_id)
    if order.state in ("sent", "questioned"):
        raise NotAcceptedYet()
    WORK_ORDER.check(order.state, "working" if order.state == "accepted" else "done")
    floor, tallies = floor_of(order), tallies_of(order)
    for stage in floor.stages:
        if not all_here(floor, tallies, stage.position, stage.done):
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
    floor: Floor,
    tallies: Tallies,
    stage: Stage,
    said: list[int],
    note: str,
    photo: Photo | None,
    key: str,
    at: datetime,
) -> StageReport:
    set_counts(floor, stage.position, said)
    stage.done = sum(said)
    stage.started_at = stage.started_at or at
    stage.finished_at = at if all_here(floor, tallies, stage.position, stage.done) else None
    stage.save(update_fields=["done", "started_at", "finished_at"])
    report: StageReport = StageReport.objects.create(
        store_id=stage.store_id,
        stage=stage,
        count=stage.done,
        counts={str(size): pieces for size, pieces in enumerate(said)},
        note=note,
        photo=photo,
        key=key or None,
        at=at,
    )
    return report

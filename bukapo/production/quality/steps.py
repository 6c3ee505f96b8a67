"""Pieces of quality control's writes. Need an open transaction and the work order's lock."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bukapo.journal.models import EventRow
from bukapo.production.floor.steps import Floor, set_counts
from bukapo.production.models import Inspection, QualityCount, StageReport, WorkOrder
from bukapo.production.quality.events import QualityPassed
from bukapo.production.quality.refusals import AlreadyChecked, HeldByQuality
from bukapo.production.quality.rules import (
    ARRIVAL,
    NOTHING,
    Tallies,
    Tally,
    all_passed,
    bounds,
    settled,
)
from bukapo.production.quality.tallies import PARTS
from bukapo.production.steps import facts


def add_tallies(floor: Floor, place: int, more: Mapping[int, Tally], *, now: Tallies) -> Tallies:
    """Write the tallies of `more` {position of the size: what is added}; how all of them then stand."""
    after = {
        **now,
        **{(place, size): now.get((place, size), NOTHING).plus(one) for size, one in more.items()},
    }
    return set_tallies(floor, place, {size: after[place, size] for size in more}, now=now)


def set_tallies(floor: Floor, place: int, tallies: Mapping[int, Tally], *, now: Tallies) -> Tallies:
    """Write them; how all of the work order's tallies then stand."""
    stage = None if place == ARRIVAL else floor.stages[place]
    for position, tally in tallies.items():
        size = floor.sizes[position]
        parts = {name: getattr(tally, name) for name in PARTS}
        rows = QualityCount.objects.of(size.store_id).filter(size=size, stage=stage)
        if not rows.update(**parts):
            QualityCount.objects.create(store_id=size.store_id, size=size, stage=stage, **parts)
    return {**now, **{(place, size): tally for size, tally in tallies.items()}}


def check_report(floor: Floor, position: int, counts: list[int]) -> None:
    """May a stage stand at `counts`, as far as quality control goes? Raises HeldByQuality, AlreadyChecked."""
    tallies = floor.tallies
    if not tallies:
        return
    for size, (least, most) in enumerate(bounds(tallies, floor.done, floor.targets, position)):
        name = {"stage": floor.stages[position].name, "size": floor.labels[size]}
        held = tallies.get((position, size), NOTHING).held
        if held and counts[size] > most:
            raise HeldByQuality(**name, most=most, held=held)
        if counts[size] < least:
            raise AlreadyChecked(**name, least=least)


def all_here(floor: Floor, position: int, pieces: int) -> bool:
    """A stage that stands at `pieces` has all that can still come: what was scrapped is waited for by nobody."""
    return pieces + floor.lost(position) >= sum(floor.targets)


def settle_stages(floor: Floor, tallies: Tallies, place: int, at: datetime) -> tuple[tuple[int, int], ...]:
    """The stages from `place` on stand where the check says; (position, pieces) of those that moved.

    Raises AlreadyChecked when pieces that would go back were checked further on.
    """
    if place == ARRIVAL:
        return ()
    floor = replace(floor, tallies=tallies)
    after, moved = settled(tallies, floor.done, floor.targets, place), []
    for position in range(place, len(floor.stages)):
        if after[position] != floor.done[position]:
            _refuse_below(replace(floor, done=after), position)
            _restate(floor, position, after[position], at)
            moved.append((position, sum(after[position])))
    return tuple(moved)


def _refuse_below(floor: Floor, position: int) -> None:
    """A stage that goes back behind what was checked further on, or has left the work order."""
    for size, (least, _) in enumerate(floor.bounds(position)):
        if floor.done[position][size] < least:
            raise AlreadyChecked(stage=floor.stages[position].name, size=floor.labels[size], least=least)


def _restate(floor: Floor, position: int, counts: list[int], at: datetime) -> None:
    stage = floor.stages[position]
    set_counts(floor, position, counts)
    stage.done = sum(counts)
    stage.started_at = stage.started_at or at
    stage.finished_at = at if all_here(floor, position, stage.done) else None
    stage.save(update_fields=["done", "started_at", "finished_at"])
    StageReport.objects.create(
        store_id=stage.store_id,
        stage=stage,
        count=stage.done,
        counts={str(size): pieces for size, pieces in enumerate(counts)},
        at=at,
    )


def passed_event(
    order: WorkOrder, floor: Floor, tallies: Tallies, place: int, photo: str
) -> list[QualityPassed]:
    """The event of everything having passed a place, once per work order and place."""
    if not all_passed(tallies, floor.targets, place):
        return []
    name = "" if place == ARRIVAL else floor.stages[place].name
    rows = EventRow.objects.filter(subject="production.WorkOrder", subject_id=order.pk)
    told = rows.filter(kind=QualityPassed.kind).values_list("data", flat=True)
    if any(data["place"] == name for data in told):
        return []
    return [QualityPassed(**facts(order), place=name, photo=photo)]


def told(inspection: Inspection, order: WorkOrder) -> dict[str, Any]:
    return {**facts(order), "inspection_id": inspection.pk}

"""What an earlier work order of the store said: the template of the next one."""

from dataclasses import dataclass

from bukapo.production.giving.draft import StageDraft
from bukapo.production.giving.told import Specification, ToldDesign, designs_of
from bukapo.production.models import Stage, WorkOrder, WorkOrderDesign


@dataclass(frozen=True)
class Filling:
    """`designs` are only its prints; `unit_cost` rupiah per piece."""

    number: str
    specification: Specification
    groups: tuple[tuple[str, Specification], ...]
    stages: tuple[StageDraft, ...]
    designs: tuple[ToldDesign, ...]
    note: str
    unit_cost: int | None
    design_id: int | None


def last_work_order(store_id: int) -> WorkOrder | None:
    """The store's latest, of whichever PO."""
    found: WorkOrder | None = WorkOrder.objects.of(store_id).order_by("-id").first()
    return found


def filling(store_id: int, number: str) -> Filling | None:
    """What that work order of the store said; None when there is none of that number."""
    order = WorkOrder.objects.of(store_id).filter(number=number).select_related("design").first()
    if order is None:
        return None
    stages = Stage.objects.of(store_id).filter(work_order=order).order_by("position")
    return Filling(
        number=order.number,
        specification=_rows(order.specification),
        groups=tuple((name, _rows(rows)) for name, rows in order.groups),
        stages=tuple(StageDraft(stage.name, stage.instruction) for stage in stages),
        designs=tuple(one for one in designs_of(order) if one.place),
        note=order.note,
        unit_cost=order.unit_cost,
        design_id=order.design_id,
    )


def design_photo_ids(store_id: int, wanted: set[int]) -> set[int]:
    """Those of these pictures that a work order of the store already shows as a design."""
    rows = WorkOrderDesign.objects.of(store_id).filter(photo_id__in=wanted)
    return set(rows.values_list("photo_id", flat=True))


def _rows(rows: list[list[str]]) -> Specification:
    return tuple((label, text) for label, text in rows)

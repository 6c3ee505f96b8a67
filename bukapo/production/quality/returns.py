"""What happens after a check: pieces come back, it is withdrawn, its defects get a price."""

from datetime import datetime

from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.production.floor.steps import floor_of
from bukapo.production.models import Defect, DefectReturn, Inspection, WorkOrder
from bukapo.production.quality.events import DefectPriced, DefectsReturned, InspectionWithdrawn
from bukapo.production.quality.refusals import MoreThanOut, NothingChecked, SomethingCameBack
from bukapo.production.quality.rules import ARRIVAL, BEARERS, INSPECTION, Tally, found
from bukapo.production.quality.steps import passed_event, set_tallies, settle_stages, told
from bukapo.production.refusals import WorkOrderOver
from bukapo.production.steps import lock_work_order

MOST_COST = 2_000_000_000
"""Rupiah."""


def take_back(
    *, store_id: int, defect_id: int, passed: int, scrapped: int = 0, actor: Actor, at: datetime
) -> DefectsReturned:
    """Reworked or remade pieces of a defect came back: `passed` are in order, `scrapped` are lost after all.

    Raises NotFound, WorkOrderOver, NothingChecked, MoreThanOut, AlreadyChecked.
    """
    with writing():
        defect, order = _locked_defect(store_id, defect_id)
        inspection = defect.inspection
        place = ARRIVAL if inspection.stage is None else inspection.stage.position
        if order.state in ("cancelled", "refused") or (place != ARRIVAL and order.state == "done"):
            raise WorkOrderOver()
        if passed < 0 or scrapped < 0 or not passed + scrapped:
            raise NothingChecked()
        if passed + scrapped > defect.out or inspection.state != "open":
            raise MoreThanOut(left=defect.out)
        DefectReturn.objects.create(store_id=store_id, defect=defect, passed=passed, scrapped=scrapped, at=at)
        defect.passed += passed
        defect.scrapped += scrapped
        defect.save(update_fields=["passed", "scrapped"])
        floor = floor_of(order)
        before = floor.tallies
        size = defect.size.position
        tally = before[place, size].came_back(defect.remedy, passed=passed, scrapped=scrapped)
        after = set_tallies(floor, place, {size: tally}, now=before)
        event = DefectsReturned(
            **told(inspection, order),
            state=_settle(inspection),
            defect_id=defect.pk,
            passed=passed,
            scrapped=scrapped,
            stages=settle_stages(floor, after, place, at),
        )
        photo = inspection.photo.key if inspection.photo else ""
        record([event, *passed_event(order, floor, after, place, photo)], actor=actor, at=at)
    return event


@write
def withdraw_inspection(
    *, store_id: int, inspection_id: int, reason: str, actor: Actor, at: datetime
) -> InspectionWithdrawn:
    """It was written down wrongly: its numbers no longer count. Stages stay where they were reported.

    Raises NotFound, Invalid, SomethingCameBack, WrongState.
    """
    reason = " ".join(reason.split())[:200]
    if not reason:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya."))
    inspection = Inspection.objects.of(store_id).filter(pk=inspection_id).first()
    if inspection is None:
        raise NotFound()
    order = lock_work_order(store_id, inspection.work_order_id)
    if DefectReturn.objects.of(store_id).filter(defect__inspection=inspection).exists():
        raise SomethingCameBack()
    move(Inspection.objects.of(store_id), pk=inspection.pk, machine=INSPECTION, to="withdrawn")
    place = ARRIVAL if inspection.stage is None else inspection.stage.position
    floor = floor_of(order)
    before = floor.tallies
    gone = {size: before[place, size].plus(one, -1) for size, one in _tallied(inspection).items()}
    set_tallies(floor, place, gone, now=before)
    return InspectionWithdrawn(**told(inspection, order), state="withdrawn", reason=reason)


@write
def price_defect(
    *, store_id: int, defect_id: int, cost: int, bearer: str, actor: Actor, at: datetime
) -> DefectPriced:
    """What the defect costs (rupiah, all its pieces together) and who bears it: for the seller's own reckoning.

    Raises NotFound, Invalid.
    """
    defect, order = _locked_defect(store_id, defect_id)
    if not 0 <= cost <= MOST_COST:
        raise Invalid(field="cost", why=gettext_noop("Angkanya terlalu besar."))
    if bearer not in BEARERS:
        raise Invalid(field="bearer", why=gettext_noop("Pilih siapa yang menanggung."))
    Defect.objects.of(store_id).filter(pk=defect.pk).update(cost=cost, bearer=bearer)
    return DefectPriced(**told(defect.inspection, order), defect_id=defect.pk, cost=cost, bearer=bearer)


def _tallied(inspection: Inspection) -> dict[int, Tally]:
    """What a check of which nothing came back had added."""
    wrong: dict[int, dict[str, int]] = {}
    for position, remedy, pieces in inspection.defects.values_list("size__position", "remedy", "pieces"):
        of = wrong.setdefault(position, {})
        of[remedy] = of.get(remedy, 0) + pieces
    rows = inspection.sizes.values_list("size__position", "checked")
    return {position: found(checked, wrong.get(position, {})) for position, checked in rows}


def _locked_defect(store_id: int, defect_id: int) -> tuple[Defect, WorkOrder]:
    """The defect as it now is, its work order locked."""
    rows = Defect.objects.of(store_id).select_related("inspection__stage", "inspection__photo", "size")
    found = rows.filter(pk=defect_id).first()
    if found is None:
        raise NotFound()
    order = lock_work_order(store_id, found.inspection.work_order_id)
    fresh: Defect = rows.get(pk=defect_id)
    return fresh, order


def _settle(inspection: Inspection) -> str:
    """The check's new state, when nothing of it is out any more; else ""."""
    if any(defect.out for defect in inspection.defects.all()):
        return ""
    move(Inspection.objects.of(inspection.store_id), pk=inspection.pk, machine=INSPECTION, to="settled")
    return "settled"

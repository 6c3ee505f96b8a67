"""Goods are checked at the workshop and again in the shop; what is wrong goes back, is remade or is lost."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bukapo.audit import audit
from bukapo.catalog.models import Photo
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.production.floor.yields import good_pieces
from bukapo.production.models import Defect, Inspection, QualityCount, Stage, WorkOrder
from bukapo.production.quality.reads import balances, quality_of, shortages
from bukapo.production.quality.record import defect_shares, quality_costs, records
from bukapo.production.quality.refusals import (
    AlreadyChecked,
    HeldByQuality,
    MoreDefectsThanChecked,
    MoreThanOut,
    MoreThanReached,
    NothingChecked,
    NotYetWorking,
    SomethingCameBack,
)
from bukapo.production.quality.returns import price_defect, take_back, withdraw_inspection
from bukapo.production.quality.rules import ARRIVAL, REPLACE, REWORK, SCRAP
from bukapo.production.quality.writes import Fault, inspect
from bukapo.production.refusals import AlreadySaid, StagesUnfinished
from bukapo.production.writes.stages import finish_work_order, report_stage
from tests.faces.production import accepted, closed, reported, sent
from tests.world import World, make_world

pytestmark = pytest.mark.django_db
QC = 3
STAGES = ["Potong", "Sablon", "Jahit", "QC", "Packing"]


@pytest.fixture
def world() -> World:
    world = make_world()
    world.place(world.line("L", qty=4))
    world.place(world.line("S", "Navy", qty=3))
    return closed(world)


@pytest.fixture
def order(world: World) -> WorkOrder:
    """S three pieces, L four; all sewn, none through QC."""
    return reported(accepted(sent(world, stages=STAGES)), 7, 7, 7)


def check(order: WorkOrder, place: int, checked: dict[int, int], *faults: Fault, **more: Any) -> int:
    """Size 0 is S / Navy, size 1 is L / Hitam."""
    event = inspect(
        store_id=order.store_id, work_order_id=order.pk, place=place, checked=checked, faults=faults,
        actor=WORKSHOP_ACTOR, at=clock.now(), **more,
    )  # fmt: skip
    return event.inspection_id


def defect(inspection: int, remedy: str) -> int:
    pk: int = Defect.objects.across_stores("a test").get(inspection_id=inspection, remedy=remedy).pk
    return pk


def back(order: WorkOrder, pk: int, passed: int, scrapped: int = 0) -> None:
    take_back(
        store_id=order.store_id, defect_id=pk, passed=passed, scrapped=scrapped, actor=WORKSHOP_ACTOR,
        at=clock.now(),
    )  # fmt: skip


def said(
    order: WorkOrder, position: int, count: int | None = None, counts: dict[int, int] | None = None
) -> None:
    report_stage(
        store_id=order.store_id, work_order_id=order.pk, position=position, count=count, counts=counts,
        actor=WORKSHOP_ACTOR, at=clock.now(),
    )  # fmt: skip


def stood(order: WorkOrder) -> list[int]:
    rows = Stage.objects.of(order.store_id).filter(work_order=order).order_by("position")
    return list(rows.values_list("done", flat=True))


def milestones(order: WorkOrder) -> list[dict[str, Any]]:
    rows = EventRow.objects.filter(subject="production.WorkOrder", subject_id=order.pk)
    return list(rows.filter(kind="work_order.quality_passed").values_list("data", flat=True))


def sound() -> None:
    assert [breach for _, found in audit() for breach in found] == []


def test_a_check_is_the_report_of_its_stage_and_holds_back_what_is_wrong(order: WorkOrder) -> None:
    check(order, QC, {0: 3, 1: 4}, Fault(1, "seam", REWORK, 2, back_to=2), Fault(0, "stain", SCRAP, 1))
    assert stood(order) == [7, 7, 7, 4, 0]
    with pytest.raises(HeldByQuality):
        said(order, QC, 5)
    assert stood(order) == [7, 7, 7, 4, 0]
    assert milestones(order) == []
    sound()


def test_pieces_come_back_in_order_or_lost_and_the_work_order_ends_without_the_lost(
    world: World, order: WorkOrder
) -> None:
    first = check(
        order, QC, {0: 3, 1: 4}, Fault(1, "seam", REWORK, 2, back_to=2), Fault(0, "size", REPLACE, 1)
    )
    assert shortages(order.store_id, [order.pk]) == {}
    back(order, defect(first, REWORK), passed=1, scrapped=1)
    assert world.fresh(Inspection.objects.of(world.store).get(pk=first)).state == "open"
    back(order, defect(first, REPLACE), passed=1)
    assert world.fresh(Inspection.objects.of(world.store).get(pk=first)).state == "settled"
    assert stood(order) == [7, 7, 7, 6, 0]
    assert milestones(order) == [
        {"work_order_id": order.pk, "number": order.number, "place": "QC", "photo": "", "state": ""}
    ]
    assert shortages(order.store_id, [order.pk]) == {order.pk: 1}
    facts = {
        "store_id": order.store_id,
        "work_order_id": order.pk,
        "actor": WORKSHOP_ACTOR,
        "at": clock.now(),
    }
    with pytest.raises(StagesUnfinished):
        finish_work_order(**facts)
    said(order, 4, 6)
    finish_work_order(**facts)
    assert world.fresh(order).state == "done"
    sound()


def test_what_the_shop_finds_wrong_is_not_good_until_it_is_back(world: World, order: WorkOrder) -> None:
    said(order, QC, 7)
    said(order, 4, 7)
    assert good_pieces(world.campaign) == {("Kaos", ("L", "Hitam")): 4, ("Kaos", ("S", "Navy")): 3}
    arrived = check(
        order, ARRIVAL, {0: 3, 1: 2}, Fault(1, "print", REWORK, 1), Fault(0, "colour", SCRAP, 2), photo=None
    )
    good = good_pieces(world.campaign)
    assert good == {("Kaos", ("L", "Hitam")): 3, ("Kaos", ("S", "Navy")): 1}
    told = {(one.values[0], one.good, one.in_work, one.short) for one in balances(world.campaign, good)}
    assert told == {("L", 3, 1, 0), ("S", 1, 0, 2)}
    back(order, defect(arrived, REWORK), passed=1)
    assert good_pieces(world.campaign)["Kaos", ("L", "Hitam")] == 4
    quality = quality_of(order.store_id, order.pk, ARRIVAL)
    assert (quality.total.checked, quality.total.passed, quality.waiting, quality.short) == (5, 3, 2, 2)
    with pytest.raises(AlreadyChecked):  # the workshop can't take back what the shop has already counted
        said(order, 4, counts={0: 2})
    sound()


def test_a_check_written_down_wrongly_is_withdrawn_unless_something_came_back(order: WorkOrder) -> None:
    who = {"store_id": order.store_id, "actor": WORKSHOP_ACTOR, "at": clock.now()}
    wrong = check(order, QC, {1: 4}, Fault(1, "seam", REWORK, 3))
    withdraw_inspection(**who, inspection_id=wrong, reason="salah ukuran")
    with pytest.raises(WrongState):
        withdraw_inspection(**who, inspection_id=wrong, reason="dua kali")
    with pytest.raises(MoreThanOut):
        back(order, defect(wrong, REWORK), passed=1)
    right = check(order, QC, {1: 4}, Fault(1, "seam", REWORK, 2))
    back(order, defect(right, REWORK), passed=1)
    with pytest.raises(SomethingCameBack):
        withdraw_inspection(**who, inspection_id=right, reason="terlambat")
    assert stood(order)[QC] == 3
    sound()


def test_costs_are_the_sellers_and_the_record_counts_every_fault(world: World, order: WorkOrder) -> None:
    first = check(order, QC, {0: 3, 1: 4}, Fault(1, "seam", REWORK, 2), Fault(0, "size", SCRAP, 1))
    pk = defect(first, REWORK)
    facts = {"store_id": order.store_id, "actor": world.seller, "at": clock.now(), "defect_id": pk}
    price_defect(**facts, cost=15_000, bearer="workshop")
    with pytest.raises(Invalid):
        price_defect(**facts, cost=15_000, bearer="pembeli")
    assert quality_costs(world.campaign) == {"workshop": 15_000, "store": 0}
    (record,) = records(order.store_id).values()
    assert (record.checked, record.defects, record.reworked, record.scrapped) == (7, 3, 2, 1)
    assert (record.defect_rate, record.rework_rate) == (4286, 2857)
    shares = defect_shares(order.store_id)
    assert shares["Kaos", ("S", "Navy")].lost_share == 3333 and shares["Kaos", ("L", "Hitam")].lost_share == 0
    sound()


REFUSED: dict[str, tuple[int, dict[int, int], tuple[Fault, ...], type[Refusal]]] = {
    "nothing": (QC, {0: 0}, (), NothingChecked),
    "more than came": (QC, {0: 4}, (), MoreThanReached),
    "what has not come": (4, {0: 1}, (), MoreThanReached),
    "more faults than pieces": (QC, {0: 1}, (Fault(0, "seam", SCRAP, 2),), MoreDefectsThanChecked),
    "a fault nobody knows": (QC, {0: 1}, (Fault(0, "gaib", SCRAP, 1),), Invalid),
    "a way back that lies ahead": (QC, {0: 1}, (Fault(0, "seam", REWORK, 1, back_to=4),), Invalid),
    "a size that is not there": (QC, {9: 1}, (), NotFound),
    "a stage that is not there": (9, {0: 1}, (), NotFound),
}


def test_a_check_that_cannot_be_is_refused_and_nothing_changed(order: WorkOrder) -> None:
    events = EventRow.objects.count()
    for what, (place, checked, faults, refusal) in REFUSED.items():
        with pytest.raises(Refusal) as refused:
            check(order, place, checked, *faults)
        assert type(refused.value) is refusal, what
    assert not Inspection.objects.of(order.store_id).exists()
    assert not QualityCount.objects.of(order.store_id).exists()
    assert EventRow.objects.count() == events


def test_the_same_sending_counts_once_and_a_stranger_reaches_nothing(world: World, order: WorkOrder) -> None:
    check(order, QC, {0: 1}, Fault(0, "other", REWORK, 1), key="k1")
    with pytest.raises(AlreadySaid):
        check(order, QC, {0: 1}, key="k1")
    pk = Defect.objects.of(world.store).get().pk
    other = make_world(slug="toko-lain")
    with pytest.raises(NotFound):
        take_back(store_id=other.store.pk, defect_id=pk, passed=1, actor=other.seller, at=clock.now())
    other.place(other.line("L"))
    with pytest.raises(NotYetWorking):
        check(accepted(sent(closed(other))), QC, {0: 1})
    with pytest.raises(IntegrityError), transaction.atomic():  # the database itself counts
        QualityCount.objects.of(world.store).update(passed=1)
    sound()


def test_buyers_hear_once_that_all_passed_with_the_picture_that_was_sent(
    world: World, order: WorkOrder
) -> None:
    photo: Photo = world.picture(place="progress")
    check(order, QC, {0: 3})
    check(order, QC, {1: 4}, photo=photo)
    (told,) = milestones(order)
    assert told["photo"] == photo.key and not any(
        isinstance(value, int) and value == 7 for value in told.values()
    )

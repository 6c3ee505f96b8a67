"""Paces and days are typed, work orders are foreseen every night, and who asks is told the same."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.production.models import DayOff, Forecast, StagePace, WorkOrder, Workshop, WorkWeek
from bukapo.production.promise.calendar import Closure, WorkDays
from bukapo.production.promise.due import BATCH, foresee_open, night_of
from bukapo.production.promise.facts import own_facts, work_days
from bukapo.production.promise.reads import expected_finish, finish_for, latest_forecasts, shop_of
from bukapo.production.promise.typed import TypedPace
from bukapo.production.promise.writes import set_paces, set_work_days
from bukapo.production.writes.stages import report_stage
from tests.faces.production import accepted, closed, paid, sent
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
STAGES = ("Potong", "Jahit", "Packing")


def workshop(world: World, name: str = "Konveksi Contoh") -> Workshop:
    made: Workshop = Workshop.objects.create(
        store=world.store, name=name, secret=f"rahasia-{world.store.pk}-{name}", made_at=NOON
    )
    return made


def typed(world: World, *paces: TypedPace, of: Workshop | None = None) -> None:
    who: dict[str, Any] = {"actor": world.seller, "at": NOON}
    set_paces(store_id=world.store.pk, workshop_id=of.pk if of else None, paces=paces, **who)


def rested(world: World, days: WorkDays, of: Workshop | None = None) -> None:
    set_work_days(
        store_id=world.store.pk, workshop_id=of.pk if of else None, days=days, actor=world.seller, at=NOON
    )


def making(at: datetime = NOON) -> tuple[World, WorkOrder]:
    """A PO of 30 pieces that a workshop has accepted."""
    with clock.told(at):
        world = make_world(at=at)
        paid(world, world.line("L", qty=30))
        return world, accepted(sent(closed(world)))


def test_a_workshops_numbers_replace_what_is_usual() -> None:
    world = make_world(at=NOON)
    quick = workshop(world)
    before = finish_for(world.store, quick, STAGES, 600, date(2026, 11, 30))
    typed(world, TypedPace("Jahit", 5, 2))  # of any workshop
    any_of = finish_for(world.store, quick, STAGES, 600, date(2026, 11, 30))
    typed(world, TypedPace("jahit", 40, 5), TypedPace("Potong", 300), of=quick)
    own = finish_for(world.store, quick, STAGES, 600, date(2026, 11, 30))
    assert own.p90 < before.p90 < any_of.p90
    assert [pace.source for pace in own.course.paces] == ["typed", "typed", "usual"]
    assert shop_of(world.store, name=" konveksi CONTOH ").workshop == quick
    typed(world, of=quick)  # forgotten again
    assert StagePace.objects.of(world.store).count() == 1


def test_a_workshops_days_go_before_the_stores() -> None:
    world = make_world(at=NOON)
    own = workshop(world)
    hajatan = Closure(date(2026, 12, 1), date(2026, 12, 3), "Hajatan")
    rested(world, WorkDays(before=1, after=2))
    assert work_days(world.store.pk, own).after == 2
    days = WorkDays((True,) * 7, joint=True, closures=(hajatan,))
    rested(world, days, own)
    rested(world, days, own)
    assert work_days(world.store.pk, own) == days and WorkWeek.objects.of(world.store).count() == 2
    assert DayOff.objects.of(world.store).count() == 1
    assert EventRow.objects.filter(kind="store.work_days_set").count() == 3
    assert not [breach for _name, breaches in audit() for breach in breaches if breach.rule == "tenancy"]


@pytest.mark.parametrize(
    ("paces", "field"),
    [
        ([TypedPace("Jahit", 0)], "each"),
        ([TypedPace("Jahit", 5, 0)], "people"),
        ([TypedPace("Jahit", 5), TypedPace(" jahit ", 6)], "stages"),
        ([TypedPace("", 5)], "stages"),
        ([TypedPace(f"Tahap {n}", 5) for n in range(13)], "stages"),
    ],
)
def test_impossible_paces_are_refused_and_change_nothing(paces: list[TypedPace], field: str) -> None:
    world = make_world(at=NOON)
    typed(world, TypedPace("Jahit", 12, 6))
    with pytest.raises(Invalid) as refused:
        typed(world, *paces)
    assert refused.value.params["field"] == field
    assert list(StagePace.objects.of(world.store).values_list("stage", "each", "people")) == [
        ("Jahit", 12, 6)
    ]


@pytest.mark.parametrize(
    ("days", "field"),
    [
        (WorkDays((False,) * 7), "weekdays"),
        (WorkDays(after=31), "before"),
        (WorkDays(closures=(Closure(date(2026, 12, 2), date(2026, 12, 1)),)), "closures"),
        (WorkDays(closures=(Closure(date(2026, 12, 2), date(2027, 12, 1)),)), "closures"),
        (WorkDays(closures=(Closure(date(2026, 12, 1), date(2026, 12, 1)),) * 41), "closures"),
    ],
)
def test_impossible_days_are_refused_and_change_nothing(days: WorkDays, field: str) -> None:
    world = make_world(at=NOON)
    with pytest.raises(Invalid) as refused:
        rested(world, days)
    assert refused.value.params["field"] == field
    assert not WorkWeek.objects.of(world.store).exists()


def test_another_stores_workshop_has_no_numbers_here() -> None:
    world, other = make_world(at=NOON), make_world(slug="toko-lain", at=NOON)
    strange = workshop(other)
    with pytest.raises(NotFound):
        typed(world, TypedPace("Jahit", 12), of=strange)
    with pytest.raises(NotFound):
        rested(world, WorkDays(), strange)
    assert not StagePace.objects.of(other.store).exists()


def test_every_night_an_open_work_order_is_foreseen_once() -> None:
    world, order = making()
    assert foresee_open(NOON + timedelta(minutes=1)) == 1
    assert foresee_open(NOON + timedelta(hours=6)) == 0
    next_night = night_of(NOON) + timedelta(days=1)
    assert foresee_open(next_night - timedelta(seconds=1)) == 0
    assert foresee_open(next_night) == 1
    rows = list(Forecast.objects.of(world.store).filter(work_order=order))
    assert len(rows) == 2 and rows[0].left == 30 and rows[0].p50 <= rows[0].p80 <= rows[0].p90
    assert rows[0].bottleneck in ("Potong", "Sablon", "Jahit", "QC")
    assert latest_forecasts(world.store.pk, [order.pk])[order.pk] == rows[1]
    expected = expected_finish(world.campaign)
    assert expected is not None and (expected.first, expected.last) == (rows[1].p50, rows[1].p90)
    assert EventRow.objects.filter(kind="work_order.foreseen").count() == 2
    assert not [breach for _name, breaches in audit() for breach in breaches]


def test_progress_brings_the_day_nearer_and_what_is_over_is_left_alone() -> None:
    world, order = making()
    foresee_open(NOON)
    at = NOON + timedelta(days=1)
    for position, count in enumerate((30, 30, 29, 29)):
        report_stage(
            store_id=world.store.pk, work_order_id=order.pk, position=position, count=count, actor=WORKSHOP_ACTOR,
            at=at,
        )  # fmt: skip
    foresee_open(at + timedelta(hours=15))
    first, second = Forecast.objects.of(world.store).filter(work_order=order)
    assert second.left == 1 and second.p90 < first.p90
    WorkOrder.objects.of(world.store).filter(pk=order.pk).update(state="done")
    assert foresee_open(at + timedelta(days=5)) == 0 and expected_finish(world.campaign) is None


def _sent_beside(world: World) -> WorkOrder:
    """All of the recap once more, as if the ones before were of other POs."""
    WorkOrder.objects.of(world.store).update(state="cancelled")
    return sent(world)


def test_what_was_sent_before_goes_first_and_a_killed_worker_goes_on_where_it_was() -> None:
    world, order = making()
    with clock.told(NOON):
        later = [_sent_beside(world) for _ in range(BATCH)]
    WorkOrder.objects.of(world.store).filter(state="cancelled").update(state="sent")
    WorkOrder.objects.of(world.store).filter(pk=order.pk).update(state="accepted")
    assert foresee_open(NOON) == BATCH  # then it is killed
    assert foresee_open(NOON + timedelta(seconds=1)) == 1
    own = own_facts(shop_of(world.store, name=order.workshop_name))
    assert len(own.queue(later[0])) == 1 and len(own.queue()) == BATCH + 1
    rows = latest_forecasts(world.store.pk, [order.pk, later[-1].pk])
    assert rows[order.pk].p50 < rows[later[-1].pk].p50

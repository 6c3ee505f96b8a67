from datetime import date
from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.production.floor.rules import SizeAheadOfStageBefore
from bukapo.production.models import Stage, StageCount, StageReport, WorkOrder
from bukapo.production.reads import (
    production_started,
    work_order_for_seller,
    work_order_for_workshop,
    work_order_sheet,
    work_orders,
)
from bukapo.production.refusals import (
    AlreadyProduced,
    AlreadySaid,
    NotAcceptedYet,
    NothingToMake,
    StagesUnfinished,
    StillOpen,
    WorkOrderOver,
)
from bukapo.production.rules import AheadOfStageBefore, CountOutOfRange
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.produce import declare_produced
from bukapo.production.writes.stages import finish_work_order, report_stage
from bukapo.production.writes.work_orders import (
    accept_work_order,
    cancel_work_order,
    renew_work_order_link,
    send_work_order,
)
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

DEADLINE = date(2026, 12, 10)


@pytest.fixture
def open_world() -> World:
    world = make_world()
    world.place(world.line("L", qty=2, name="BUDI 10"), buyer_name="Rahasia Sekali", phone="081277778888")
    world.place(world.line("S", "Navy", qty=3))
    return world


@pytest.fixture
def world(open_world: World) -> World:
    close_campaign(
        store_id=open_world.store.pk,
        campaign_id=open_world.campaign.pk,
        actor=open_world.seller,
        at=clock.now(),
    )
    return open_world


def send(world: World, **changes: Any) -> WorkOrder:
    given: dict[str, Any] = {
        "workshop_name": "Konveksi Contoh",
        "workshop_phone": "0812 0000 1111",
        "deadline": DEADLINE,
        "specification": [("Bahan", "Cotton combed 24s"), ("", "kosong"), ("Sablon", "")],
        "note": "Lipat per ukuran.",
        "unit_cost": 47_500,
        "uncovered": 10**9,
        "stages": ["Potong", "Sablon", " ", "Jahit"],
    }
    event = send_work_order(
        store_id=world.store.pk,
        campaign_id=world.campaign.pk,
        **(given | changes),
        actor=world.seller,
        at=clock.now(),
    )
    order: WorkOrder = WorkOrder.objects.of(world.store).get(pk=event.work_order_id)
    return order


def by_workshop(verb: Any, order: WorkOrder, **given: Any) -> Any:
    return verb(
        store_id=order.store_id, work_order_id=order.pk, **given, actor=WORKSHOP_ACTOR, at=clock.now()
    )


def report(order: WorkOrder, position: int, count: int | None, **given: Any) -> Any:
    return by_workshop(report_stage, order, position=position, count=count, **given)


def counts(order: WorkOrder) -> list[int]:
    return list(Stage.objects.of(order.store_id).filter(work_order=order).values_list("done", flat=True))


@pytest.fixture
def accepted(world: World) -> WorkOrder:
    order = send(world)
    by_workshop(accept_work_order, order)
    return order


class TestSending:
    def test_gives_the_whole_frozen_recap_with_its_own_stages(self, world: World) -> None:
        order = send(world)
        assert order.pieces == 5
        assert order.workshop_phone == "+6281200001111"
        assert order.specification == [["Bahan", "Cotton combed 24s"]]
        stages = Stage.objects.of(world.store).filter(work_order=order)
        assert list(stages.values_list("name", "target")) == [("Potong", 5), ("Sablon", 5), ("Jahit", 5)]
        row = EventRow.objects.get(kind="work_order.sent")
        assert (row.subject_id, row.campaign_id, row.order_id) == (order.pk, world.campaign.pk, None)

    def test_says_neither_cost_nor_phone_nor_secret_in_its_event(self, world: World) -> None:
        order = send(world)
        told = str(EventRow.objects.get(kind="work_order.sent").data)
        assert "47500" not in told
        assert "81200001111" not in told
        assert order.secret not in told

    def test_waits_for_the_closing(self, open_world: World) -> None:
        with pytest.raises(StillOpen):
            send(open_world)
        assert not WorkOrder.objects.of(open_world.store).exists()

    def test_has_no_work_order_for_nothing(self) -> None:
        empty = make_world()
        close_campaign(
            store_id=empty.store.pk, campaign_id=empty.campaign.pk, actor=empty.seller, at=clock.now()
        )
        with pytest.raises(NothingToMake):
            send(empty)
        assert not WorkOrder.objects.of(empty.store).exists()

    def test_comes_too_late_once_production_is_declared_finished(self, world: World) -> None:
        declare_produced(
            store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller, at=clock.now()
        )
        with pytest.raises(AlreadyProduced):
            send(world)
        assert not WorkOrder.objects.of(world.store).exists()

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"workshop_name": "  "}, "workshop_name"),
            ({"workshop_phone": "8.12E+10"}, "workshop_phone"),
            ({"stages": ["", " "]}, "stages"),
            ({"stages": ["Jahit", "jahit"]}, "stages"),
            ({"stages": [f"Tahap {n}" for n in range(13)]}, "stages"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, world: World, changes: dict[str, Any], field: str) -> None:
        with pytest.raises(Invalid) as refused:
            send(world, **changes)
        assert refused.value.params["field"] == field
        assert not WorkOrder.objects.of(world.store).exists()
        assert not EventRow.objects.filter(kind="work_order.sent").exists()


class TestTheWorkshop:
    def test_accepts_once(self, accepted: WorkOrder, world: World) -> None:
        assert production_started(world.campaign)
        with pytest.raises(WrongState):
            by_workshop(accept_work_order, accepted)
        assert EventRow.objects.filter(kind="work_order.accepted").count() == 1

    def test_reports_how_far_a_stage_is(self, accepted: WorkOrder, world: World) -> None:
        photo = world.picture(place="progress")
        event = report(accepted, 0, 3, note="Kain kurang,  tambah besok", photo=photo)
        assert (event.state, event.stage, event.done, event.target) == ("working", "Potong", 3, 5)
        assert event.photo == photo.key
        assert counts(accepted) == [3, 0, 0]
        assert world.fresh(accepted).state == "working"
        told = StageReport.objects.of(world.store).get()
        assert (told.count, told.note) == (3, "Kain kurang, tambah besok")

    def test_keeps_its_note_from_the_buyers_timeline(self, accepted: WorkOrder) -> None:
        report(accepted, 0, 3, note="minta tambahan uang")
        assert "uang" not in str(EventRow.objects.get(kind="work_order.progressed").data)

    def test_may_say_the_same_twice_without_harm(self, accepted: WorkOrder, world: World) -> None:
        report(accepted, 0, 3)
        with pytest.raises(AlreadySaid):
            report(accepted, 0, 3)
        report(accepted, 0, 3, note="masih menunggu benang")
        with pytest.raises(AlreadySaid):
            report(accepted, 0, 3, note="masih menunggu benang")
        assert counts(accepted) == [3, 0, 0]
        assert StageReport.objects.of(world.store).count() == 2

    def test_may_correct_a_count_downwards(self, accepted: WorkOrder) -> None:
        report(accepted, 0, 5)
        report(accepted, 0, 4)
        assert counts(accepted) == [4, 0, 0]
        assert Stage.objects.of(accepted.store_id).get(position=0, work_order=accepted).finished_at is None

    @pytest.mark.parametrize(
        ("position", "count", "refusal"),
        [
            (1, 4, AheadOfStageBefore),
            (0, 6, CountOutOfRange),
            (0, -1, CountOutOfRange),
            (0, 1, CountOutOfRange),
        ],
    )
    def test_is_held_to_the_relay(
        self, accepted: WorkOrder, position: int, count: int, refusal: type[Refusal]
    ) -> None:
        report(accepted, 0, 3)
        report(accepted, 1, 2)
        with pytest.raises(refusal):
            report(accepted, position, count)
        assert counts(accepted) == [3, 2, 0]

    @pytest.mark.parametrize("position", [-1, 3, 99])
    def test_knows_no_stage_that_is_not_there(self, accepted: WorkOrder, position: int) -> None:
        with pytest.raises(NotFound):
            report(accepted, position, 1)

    def test_accepts_before_it_reports(self, world: World) -> None:
        order = send(world)
        with pytest.raises(NotAcceptedYet):
            report(order, 0, 1)
        assert counts(order) == [0, 0, 0]

    def test_is_done_when_every_stage_is(self, accepted: WorkOrder, world: World) -> None:
        for position in range(3):
            with pytest.raises(StagesUnfinished):
                by_workshop(finish_work_order, accepted)
            report(accepted, position, 5)
        by_workshop(finish_work_order, accepted)
        assert world.fresh(accepted).state == "done"
        with pytest.raises(WrongState):
            by_workshop(finish_work_order, accepted)
        with pytest.raises(WorkOrderOver):
            report(accepted, 0, 4)
        assert counts(accepted) == [5, 5, 5]

    def test_cannot_be_another_stores(self, accepted: WorkOrder) -> None:
        stranger = make_world(slug="toko-lain")
        with pytest.raises(NotFound):
            accept_work_order(
                store_id=stranger.store.pk, work_order_id=accepted.pk, actor=WORKSHOP_ACTOR, at=clock.now()
            )


class TestCancelling:
    def test_stops_the_work_and_keeps_what_was_reported(self, accepted: WorkOrder, world: World) -> None:
        report(accepted, 0, 3)
        cancel_work_order(
            store_id=world.store.pk,
            work_order_id=accepted.pk,
            reason="Pindah konveksi",
            actor=world.seller,
            at=clock.now(),
        )
        with pytest.raises(WorkOrderOver):
            report(accepted, 0, 4)
        assert counts(accepted) == [3, 0, 0]
        assert not production_started(world.campaign)

    def test_needs_a_reason(self, accepted: WorkOrder, world: World) -> None:
        with pytest.raises(Invalid):
            cancel_work_order(
                store_id=world.store.pk,
                work_order_id=accepted.pk,
                reason=" ",
                actor=world.seller,
                at=clock.now(),
            )
        assert world.fresh(accepted).state == "accepted"


class TestTheSecretLink:
    def test_opens_what_a_workshop_may_know_and_nothing_else(self, accepted: WorkOrder) -> None:
        told = work_order_for_workshop(accepted.secret)
        assert told is not None
        assert (told.pieces, told.number) == (5, accepted.number)
        assert dict(told.products[0].counts) == {("S", "Navy"): 3, ("L", "Hitam"): 2}
        everything = repr(told) + repr(work_order_sheet(told, url="https://contoh.test/spk/x"))
        for hidden in ("Rahasia", "77778888", "81200001111", "47500", "95000", "110000", "Jl."):
            assert hidden not in everything
        assert "BUDI 10" in everything

    def test_is_replaced_by_a_new_one(self, accepted: WorkOrder, world: World) -> None:
        old = accepted.secret
        renew_work_order_link(
            store_id=world.store.pk, work_order_id=accepted.pk, actor=world.seller, at=clock.now()
        )
        fresh = world.fresh(accepted).secret
        assert fresh != old
        assert work_order_for_workshop(old) is None
        assert work_order_for_workshop(fresh) is not None
        assert fresh not in str(EventRow.objects.get(kind="work_order.link_renewed").data)


class TestTheSeller:
    def test_sees_cost_phone_and_progress(self, accepted: WorkOrder, world: World) -> None:
        report(accepted, 0, 5)
        report(accepted, 1, 1)
        told = work_order_for_seller(world.store.pk, world.campaign, accepted.number)
        assert told is not None
        assert (told.cost, told.workshop_phone) == (5 * 47_500, "+6281200001111")
        stages = told.told.stages
        assert [(stage.done, stage.least, stage.most) for stage in stages] == [
            (5, 1, 5),
            (1, 0, 5),
            (0, 0, 1),
        ]
        line = work_orders(world.campaign)[0]
        assert (line.stage, line.through, line.progress) == ("Sablon", 0, 4_000)

    def test_does_not_see_another_pos_work_order(self, accepted: WorkOrder) -> None:
        stranger = make_world(slug="toko-lain")
        assert work_order_for_seller(stranger.store.pk, stranger.campaign, accepted.number) is None


class TestTheSizes:
    def test_are_the_recaps_variants_with_a_count_per_stage(self, accepted: WorkOrder) -> None:
        sizes = list(accepted.sizes.values_list("product", "ordered", "spare"))
        assert sum(ordered for _, ordered, _ in sizes) == accepted.pieces == 5
        assert StageCount.objects.of(accepted.store_id).count() == 3 * len(sizes)

    def test_are_reported_one_by_one_and_the_stage_is_their_sum(self, accepted: WorkOrder) -> None:
        first = accepted.sizes.get(position=0)
        event = report(accepted, 0, None, counts={0: first.ordered})
        assert event.done == first.ordered
        row = StageReport.objects.of(accepted.store_id).get()
        assert row.counts["0"] == first.ordered and sum(row.counts.values()) == row.count == first.ordered

    def test_may_not_pass_the_stage_before_them(self, accepted: WorkOrder) -> None:
        report(accepted, 0, None, counts={0: 1})
        with pytest.raises(SizeAheadOfStageBefore):
            report(accepted, 1, None, counts={1: 1})
        assert counts(accepted) == [1, 0, 0]

    def test_that_do_not_exist_are_refused(self, accepted: WorkOrder) -> None:
        with pytest.raises(NotFound):
            report(accepted, 0, None, counts={99: 1})
        assert counts(accepted) == [0, 0, 0]

    def test_sent_again_with_the_same_key_are_counted_once(self, accepted: WorkOrder) -> None:
        report(accepted, 0, 3, key="hp-1")
        report(accepted, 0, 5)
        with pytest.raises(AlreadySaid):
            report(accepted, 0, 3, key="hp-1")
        assert counts(accepted) == [5, 0, 0]

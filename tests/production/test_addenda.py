"""A work order is brought to a later recap; extra pieces are proposed and go into it."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.faces.papers.addendum import Addendum, addendum_csv, headline
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.kernel.refusal import Invalid
from bukapo.orders.models import Order
from bukapo.orders.writes.release import cancel_order
from bukapo.production.floor.addendum import SizeNow, brought
from bukapo.production.models import WorkOrder
from bukapo.production.reads import recap_difference
from bukapo.production.refusals import NothingChanged, WorkOrderOver
from bukapo.production.spare.rules import History, SpareOfNothing, plan
from bukapo.production.writes.addenda import PartOfRecap, bring_to_latest
from bukapo.production.writes.close import amend_recap, close_campaign
from bukapo.production.writes.stages import report_stage
from bukapo.production.writes.work_orders import accept_work_order, cancel_work_order, send_work_order
from tests.faces.production import paid
from tests.world import NOON, World, make_world

AFTER = NOON + timedelta(days=8)
KAOS = "Kaos"


def test_what_is_begun_stays_as_spare_and_the_rest_falls() -> None:
    sizes = [
        SizeNow(("K", ("S",)), ordered=10, spare=1, made=9),
        SizeNow(("K", ("M",)), ordered=5, spare=1, made=0),
        SizeNow(("K", ("L",)), ordered=3, spare=2, made=0),
    ]
    told = brought(sizes, {("K", ("S",)): 6, ("K", ("M",)): 5, ("K", ("XL",)): 2})
    assert [(one.piece[1][0], one.ordered, one.spare) for one in told] == [
        ("S", 6, 3), ("M", 5, 1), ("L", 0, 0), ("XL", 2, 0),
    ]  # fmt: skip


def counts(*pieces: int) -> dict[tuple[str, tuple[str, ...]], int]:
    return {(KAOS, (f"{n}",)): each for n, each in enumerate(pieces)}


@pytest.mark.parametrize(
    ("pieces", "history", "spare"),
    [
        ((40, 40, 4), History(), [2, 2, 1]),  # 5 % of 84: 5 pieces, and the smallest size is not forgotten
        ((300, 200, 100), History(), [6, 4, 2]),  # 2 %
        ((40, 40, 4), History(begun=200, lost=20, work_orders=2), [4, 4, 1]),  # 10 % were lost before
        ((100,), History(begun=1_000, lost=400, work_orders=3), [10]),  # never more than 10 %
        ((100,), History(begun=40, lost=0, work_orders=1), [3]),  # forty pieces prove nothing yet
    ],
)
def test_the_plan_follows_what_was_lost_before(
    pieces: tuple[int, ...], history: History, spare: list[int]
) -> None:
    told = plan(counts(*pieces), history)
    assert [size.spare for size in told.sizes] == spare


class TestABroughtWorkOrder:
    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def world(self) -> World:
        return make_world(at=NOON)

    def sent(self, world: World, **more: Any) -> tuple[WorkOrder, list[Order]]:
        """Four L in two orders and a named M; sent with one extra M."""
        with clock.told(NOON):
            lines = (world.line("L", qty=3), world.line("L"), world.line("M", name="BUDI"))
            orders = [paid(world, line) for line in lines]
        with clock.told(AFTER):
            close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, **self.by(world))
        given = {"spare": {(KAOS, ("M", "Hitam")): 1}} | more
        event = send_work_order(
            store_id=world.store.pk, campaign_id=world.campaign.pk, workshop_name="Konveksi",
            stages=("Potong", "Jahit"), deadline=(AFTER + timedelta(days=9)).date(), uncovered=10**9,
            **given, **self.by(world),
        )  # fmt: skip
        return WorkOrder.objects.of(world.store).get(pk=event.work_order_id), orders

    def by(self, world: World) -> dict[str, Any]:
        return {"actor": world.seller, "at": AFTER}

    def bring(self, world: World, work: WorkOrder) -> Any:
        return bring_to_latest(store_id=world.store.pk, work_order_id=work.pk, **self.by(world))

    def amended(self, world: World, order: Order) -> None:
        who = {"store_id": world.store.pk, **self.by(world)}
        with clock.told(AFTER):
            cancel_order(**who, order_id=order.pk, reason="uji")
        amend_recap(**who, campaign_id=world.campaign.pk, reason="1 pesanan batal")

    def sizes(self, work: WorkOrder) -> list[tuple[str, int, int]]:
        return [(size.values[0], size.ordered, size.spare) for size in work.sizes.order_by("position")]

    def test_keeps_what_is_cut_already_and_says_so(self, world: World) -> None:
        work, orders = self.sent(world)
        assert self.sizes(work) == [("M", 1, 1), ("L", 4, 0)]
        with pytest.raises(NothingChanged):
            self.bring(world, work)
        facts = {"store_id": world.store.pk, "work_order_id": work.pk, "actor": WORKSHOP_ACTOR, "at": AFTER}
        accept_work_order(**facts)
        report_stage(**facts, position=0, counts={0: 0, 1: 2})
        self.amended(world, orders[0])
        event = self.bring(world, work)
        assert self.sizes(work) == [("M", 1, 1), ("L", 1, 1)]
        assert (event.pieces, event.kept, event.before, event.version) == (4, 1, 1, 2)
        assert list(work.stages.values_list("target", "done")) == [(4, 2), (4, 0)]
        assert not [breach for _name, found in audit() for breach in found]

    def test_is_refused_for_a_part_of_the_recap_and_when_it_is_over(self, world: World) -> None:
        work, orders = self.sent(world)
        self.amended(world, orders[1])
        work.sizes.filter(position=0).update(ordered=2, spare=0)
        with pytest.raises(PartOfRecap):
            self.bring(world, work)
        facts = {"store_id": world.store.pk, "work_order_id": work.pk, **self.by(world)}
        cancel_work_order(**facts, reason="uji")
        with pytest.raises(WorkOrderOver):
            self.bring(world, work)

    @pytest.mark.parametrize(
        ("spare", "why"),
        [({(KAOS, ("XL", "Hitam")): 1}, SpareOfNothing), ({(KAOS, ("L", "Hitam")): 2_000}, Invalid)],
    )
    def test_extra_pieces_of_nothing_or_too_many_are_refused(
        self, world: World, spare: Any, why: Any
    ) -> None:
        with pytest.raises(why):
            self.sent(world, spare=spare)
        assert not WorkOrder.objects.of(world.store).exists()

    def test_what_changed_is_told_in_one_line_and_as_a_table(self, world: World) -> None:
        _work, orders = self.sent(world)
        self.amended(world, orders[0])
        addendum = Addendum(2, recap_difference(world.campaign, 1, 2))
        assert headline(addendum) == "Adendum v2: −3 L / Hitam"
        rows = addendum_csv(addendum).decode().splitlines()
        assert rows[1:] == ["Jumlah,Kaos,L / Hitam,,4,1", f"Pesanan keluar,,,{orders[0].number},,"]

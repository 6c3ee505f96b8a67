"""A recap over several workshops, with real writes on both databases."""

from datetime import date
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.production.floor.rules import NotArrived
from bukapo.production.floor.yields import good_pieces
from bukapo.production.giving.draft import DesignDraft, StageDraft
from bukapo.production.giving.refusals import FollowersStarted, NotToBeFollowed, StillGoing
from bukapo.production.giving.rules import CHOSEN, NO_NAMES, SHARE, AllGivenOut, Wish
from bukapo.production.giving.told import division
from bukapo.production.models import Stage, WorkOrder, WorkOrderQuestion, Workshop
from bukapo.production.reads import work_order_for_seller, work_order_for_workshop
from bukapo.production.writes.answers import answer_work_order, ask_about_work_order, refuse_work_order
from bukapo.production.writes.work_orders import cancel_work_order
from bukapo.production.writes.workshop_links import renew_workshop_link
from tests.faces.production import accepted, closed, reported, sent
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    world = make_world()
    world.place(world.line("L", qty=2, name="BUDI"), world.line("L", qty=4))
    world.place(world.line("S", "Navy", qty=4))
    return closed(world)


def give(world: World, **changes: Any) -> WorkOrder:
    return sent(world, **({"stages": ["Potong", "Jahit"]} | changes))


def by(verb: Any, order: WorkOrder, **given: Any) -> Any:
    return verb(
        store_id=order.store_id, work_order_id=order.pk, **given, actor=WORKSHOP_ACTOR, at=clock.now()
    )


def sizes(order: WorkOrder) -> dict[str, int]:
    return {size.label: size.ordered for size in order.sizes.all()}


def left(world: World) -> int:
    told = division(world.campaign)
    assert told is not None
    return told.left


def sound() -> bool:
    return not [breach for _name, found in audit() for breach in found]


class TestSharing:
    def test_gives_each_workshop_its_part_with_its_names(self, world: World) -> None:
        first = give(world, wish=Wish(SHARE, share=6_000, names=NO_NAMES))
        assert left(world) == 10 - first.pieces == 4
        rest = give(world, workshop_name="Konveksi Dua")
        assert left(world) == 0 and rest.pieces == 4
        told = [work_order_for_workshop(order.secret) for order in (first, rest)]
        assert [[name.texts[0][1] for name in one.products[0].names] for one in told if one] == [[], ["BUDI"]]
        assert sizes(first) == {"S / Navy": 2, "L / Hitam": 4}
        assert sound()

    def test_never_gives_a_piece_twice(self, world: World) -> None:
        give(world)
        with pytest.raises(AllGivenOut):
            give(world)
        assert WorkOrder.objects.of(world.store).count() == 1

    def test_of_a_refused_or_cancelled_work_order_is_free_again(self, world: World) -> None:
        order = give(world)
        by(refuse_work_order, order, reason="Penuh")
        assert left(world) == 10
        again = give(world, instead_of=order.number, workshop_name="Konveksi Dua")
        assert sizes(again) == sizes(order)
        with pytest.raises(StillGoing):
            give(world, instead_of=again.number)
        assert sound()


class TestARelay:
    @pytest.fixture
    def relay(self, world: World) -> tuple[WorkOrder, WorkOrder]:
        first = accepted(give(world, stages=["Potong", "Sablon"]))
        second = accepted(give(world, after=first.number, stages=["Jahit"], workshop_name="Konveksi Jahit"))
        return first, second

    def test_gives_the_next_workshop_everything_and_it_begins_with_what_has_arrived(
        self, world: World, relay: tuple[WorkOrder, WorkOrder]
    ) -> None:
        first, second = relay
        assert second.pieces == 10 and left(world) == 0
        reported(first, 10, 3)
        with pytest.raises(NotArrived):
            reported(second, 1)
        told = work_order_for_workshop(second.secret)
        assert told and told.before and told.before.number == first.number
        assert sum(good_pieces(world.campaign).values()) == 0
        assert sound()

    def test_shares_what_one_work_order_has_between_two_followers(self, world: World) -> None:
        first = accepted(give(world, stages=["Potong"], spare={("Kaos", ("S", "Navy")): 2}))
        half = Wish(SHARE, share=5_000, names=NO_NAMES)
        one = give(world, after=first.number, wish=half, stages=["Jahit"])
        two = give(world, after=first.number, stages=["Jahit"])
        assert one.pieces + two.pieces == 10
        with pytest.raises(AllGivenOut):
            give(world, after=first.number)
        assert sound()

    def test_carries_spare_pieces_along_where_all_of_a_size_goes_on(self, world: World) -> None:
        first = give(world, stages=["Potong"], spare={("Kaos", ("S", "Navy")): 2})
        second = give(world, after=first.number, stages=["Jahit"])
        assert (first.pieces, second.pieces) == (12, 12)
        assert sound()

    def test_goes_on_from_the_workshop_that_takes_a_refused_part(self, world: World) -> None:
        first = give(world, stages=["Potong"])
        second = give(world, after=first.number, stages=["Jahit"])
        by(refuse_work_order, first, reason="Penuh")
        with pytest.raises(NotToBeFollowed):
            give(world, after=first.number)
        again = give(world, instead_of=first.number, stages=["Potong"])
        assert world.fresh(second).after_id == again.pk
        assert EventRow.objects.get(kind="work_order.rerouted").data["after"] == again.number
        cancel_work_order(
            store_id=world.store.pk, work_order_id=again.pk, reason="x", actor=world.seller, at=clock.now()
        )
        Stage.objects.of(world.store).filter(work_order=second).update(done=1)
        with pytest.raises(FollowersStarted):
            give(world, instead_of=again.number, stages=["Potong"])
        Stage.objects.of(world.store).filter(work_order=second).update(done=0)
        assert sound()


class TestTheDirectory:
    def test_has_each_name_once_and_its_link_can_be_renewed(self, world: World) -> None:
        one = give(world, wish=Wish(CHOSEN, pieces={("Kaos", ("S", "Navy")): 1}))
        two = give(world, workshop_name="KONVEKSI contoh", workshop_phone="")
        shop = Workshop.objects.of(world.store).get()
        assert one.workshop == two.workshop == shop
        assert two.workshop_name == "Konveksi Contoh" and two.workshop_phone == "+6281200001111"
        renew_workshop_link(store_id=world.store.pk, workshop_id=shop.pk, actor=world.seller, at=clock.now())
        assert world.fresh(shop).secret != shop.secret
        assert sound()

    def test_of_another_store_is_not_there(self, world: World) -> None:
        stranger = make_world(slug="toko-lain")
        stranger.place()
        closed(stranger)
        foreign = give(stranger).workshop
        assert foreign
        with pytest.raises(NotFound):
            give(world, workshop_id=foreign.pk)
        assert not WorkOrder.objects.of(world.store).exists()


class TestTheWorkshop:
    def test_asks_is_answered_and_accepts(self, world: World) -> None:
        order = give(world)
        with pytest.raises(Invalid):
            by(ask_about_work_order, order, question=" ")
        by(ask_about_work_order, order, question="Benang warna  apa?")
        assert world.fresh(order).state == "questioned"
        with pytest.raises(WrongState):
            by(ask_about_work_order, order, question="Lagi?")
        answer_work_order(
            store_id=world.store.pk,
            work_order_id=order.pk,
            answer="Hitam",
            actor=world.seller,
            at=clock.now(),
        )
        asked = WorkOrderQuestion.objects.of(world.store).get()
        assert (asked.text, asked.answer) == ("Benang warna apa?", "Hitam")
        assert world.fresh(order).question == "" and world.fresh(order).state == "sent"
        accepted(order)
        with pytest.raises(WrongState):
            by(refuse_work_order, order, reason="berubah pikiran")
        assert sound()

    def test_finds_prints_days_and_what_to_mind(self, world: World) -> None:
        order = give(
            world,
            designs=[DesignDraft("Depan", "Plastisol", "28 × 35 cm", "logo"), DesignDraft(" ")],
            groups=[("Kaos", [("Model", "Lengan pendek")])],
            stages=[StageDraft("Potong", "ikat per ukuran", date(2027, 1, 3)), "Jahit"],
        )
        told = work_order_for_seller(world.store.pk, world.campaign, order.number)
        assert told and [one.words for one in told.told.designs] == ["Depan · Plastisol · 28 × 35 cm"]
        assert told.told.groups == (("Kaos", (("Model", "Lengan pendek"),)),)
        first = told.told.stages[0]
        assert (first.instruction, first.due) == ("ikat per ukuran", date(2027, 1, 3))
        assert Stage.objects.of(world.store).count() == 2

    def test_is_given_no_stage_that_is_due_after_the_whole(self, world: World) -> None:
        with pytest.raises(Invalid):
            give(world, stages=[StageDraft("Potong", due=date(2027, 2, 1))])
        assert not WorkOrder.objects.of(world.store).exists()


def test_a_work_order_of_a_relay_and_a_share_is_still_whole_after_tampering_is_named(world: World) -> None:
    first = accepted(give(world, wish=Wish(SHARE, share=5_000, names=NO_NAMES), stages=["Potong"]))
    give(world, workshop_name="Konveksi Dua")
    give(world, after=first.number, stages=["Jahit"])
    assert sound()

    def named() -> set[str]:
        return {breach.rule for _name, found in audit() for breach in found}

    orders = WorkOrder.objects.of(world.store)
    kept = world.fresh(first).part
    orders.filter(pk=first.pk).update(part={})
    assert "giving" in named()  # the names twice
    orders.filter(pk=first.pk).update(part=kept)
    size = first.sizes.order_by("position").last()
    type(size).objects.of(world.store).filter(pk=size.pk).update(ordered=size.ordered + 20)
    assert "giving" in named()  # more than the recap has
    type(size).objects.of(world.store).filter(pk=size.pk).update(ordered=size.ordered)

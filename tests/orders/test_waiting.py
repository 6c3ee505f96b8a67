"""The line for a PO: who joins, who is next, and that no newcomer is quicker."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.plan import HasWaiting
from bukapo.campaigns.rules import Closed, OverBuyerCap, SoldOut
from bukapo.campaigns.writes import cancel_campaign
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound
from bukapo.orders.consumer import serve_line
from bukapo.orders.intake.decide import KeyConflict
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.waiting.rules import AlreadyWaiting, WishTooBig
from bukapo.orders.writes.change import change_order
from bukapo.orders.writes.release import cancel_order, expire_order
from bukapo.orders.writes.serve import change_running_campaign
from bukapo.orders.writes.wait import join_waitlist, leave_waitlist
from bukapo.production.due import close_ended
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Four pieces, and one buyer who holds them all."""
    world = make_world(at=NOON, cap=4)
    with clock.told(NOON):
        world.place(world.line("L", qty=4))
    return world


def join(world: World, *lines: Any, at: Any = NOON, **changes: Any) -> Any:
    with clock.told(at):
        return join_waitlist(
            store_id=world.store.pk,
            campaign_id=world.campaign.pk,
            wanted=world.want(*lines, **changes),
            actor=BUYER_ACTOR,
        )


def first(world: World) -> Order:
    found: Order = Order.objects.of(world.store).order_by("pk")[0]
    return found


def expire(world: World, order: Order) -> None:
    late = NOON + timedelta(hours=25)
    with clock.told(late):
        expire_order(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=late)


def states(world: World) -> list[str]:
    return list(WaitingEntry.objects.of(world.store).order_by("pk").values_list("state", flat=True))


def sound() -> None:
    assert [breach for _, found in audit() for breach in found] == []


class TestJoining:
    def test_gives_a_place_in_line_in_order_of_arrival(self, world: World) -> None:
        entries = [join(world) for _ in range(3)]
        assert [entry.position for entry in entries] == [1, 2, 3]
        assert {entry.state for entry in entries} == {"waiting"}
        sound()

    def test_makes_an_order_when_pieces_are_free_after_all(self, world: World) -> None:
        expire(world, first(world))
        got = join(world, at=NOON + timedelta(hours=26))
        assert isinstance(got, Order) and got.source == "form"
        assert WaitingEntry.objects.of(world.store).count() == 0

    def test_with_the_same_form_again_gives_the_same_place(self, world: World) -> None:
        one, other = (
            join(world, key="kunci-yang-sama", phone="081234567890", buyer_name="Rina") for _ in "12"
        )
        assert one == other and WaitingEntry.objects.of(world.store).count() == 1

    def test_with_the_same_form_after_the_turn_came_gives_the_place_with_its_order(
        self, world: World
    ) -> None:
        facts = {"key": "kunci-yang-sama", "phone": "081234567890", "buyer_name": "Rina"}
        join(world, **facts)
        expire(world, first(world))
        again = join(world, **facts, at=NOON + timedelta(hours=26))
        assert again.state == "ordered" and again.order.key == "kunci-yang-sama"
        assert Order.objects.of(world.store).count() == 2

    def test_with_a_changed_form_under_the_same_key_is_refused(self, world: World) -> None:
        join(world, key="kunci-yang-sama")
        with pytest.raises(KeyConflict):
            join(world, world.line("M"), key="kunci-yang-sama")
        assert states(world) == ["waiting"]

    def test_with_the_key_of_an_order_gives_that_order(self, world: World) -> None:
        order = first(world)
        same = {"key": order.key, "phone": order.phone, "buyer_name": order.buyer_name}
        with clock.told(NOON):
            assert join_waitlist(
                store_id=world.store.pk, campaign_id=world.campaign.pk, actor=BUYER_ACTOR,
                wanted=world.want(world.line("L", qty=4), **(same | {"phone": "0" + order.phone[3:]})),
            ) == order  # fmt: skip

    @pytest.mark.parametrize(
        ("changes", "no"),
        [
            ({"phone": "0812"}, DraftInvalid),
            ({"key": "lain", "phone": "081299999999"}, AlreadyWaiting),
            ({"key": "lain", "email": "RINA@example.com"}, AlreadyWaiting),
        ],
    )
    def test_is_refused_and_changes_nothing(self, world: World, changes: Any, no: Any) -> None:
        join(world, phone="0812-9999-9999", email="rina@example.com")
        before = EventRow.objects.count()
        with pytest.raises(no):
            join(world, **changes)
        assert EventRow.objects.count() == before and states(world) == ["waiting"]

    def test_for_more_than_there_will_ever_be_is_refused(self, world: World) -> None:
        with pytest.raises(WishTooBig):
            join(world, world.line("L", qty=5))

    def test_for_more_than_one_buyer_may_have_is_refused(self) -> None:
        world = make_world(at=NOON, cap=4, buyer_cap=2)
        with clock.told(NOON):
            world.place(world.line("L", qty=2))
            world.place(world.line("L", qty=2))
        with pytest.raises(OverBuyerCap):
            join(world, world.line("L", qty=3))

    def test_after_closing_is_refused(self, world: World) -> None:
        with pytest.raises(Closed):
            join(world, at=world.campaign.closes_at)

    def test_of_a_stranger_store_finds_nothing(self, world: World) -> None:
        other = make_world(slug="toko-lain", at=NOON)
        with pytest.raises(NotFound):
            join_waitlist(
                store_id=other.store.pk, campaign_id=world.campaign.pk, wanted=world.want(), actor=BUYER_ACTOR
            )


class TestPiecesThatComeFree:
    def test_go_to_the_first_whose_whole_wish_fits(self, world: World) -> None:
        with clock.told(NOON):
            change_order(
                store_id=world.store.pk, order_id=first(world).pk, actor=BUYER_ACTOR, at=NOON,
                wanted=world.want(world.line("L", qty=4), key="k", phone=first(world).phone),
            )  # fmt: skip
        big, small, last = (
            join(world, world.line("L", qty=3)),
            join(world, world.line("M", qty=2)),
            join(world),
        )
        with clock.told(NOON):
            change_order(
                store_id=world.store.pk, order_id=first(world).pk, actor=BUYER_ACTOR, at=NOON,
                wanted=world.want(world.line("L", qty=2), key="k", phone=first(world).phone),
            )  # fmt: skip
        assert states(world) == ["waiting", "ordered", "waiting"]  # 3 do not fit in 2: passed over, in place
        order = world.fresh(small).order
        assert (order.source, order.key, order.pieces) == ("waitlist", small.key, 2)
        assert order.pay_by == order.placed_at + timedelta(hours=24)
        assert world.counter().taken == 4
        assert (world.fresh(big).position, world.fresh(last).position) == (1, 3)
        sound()

    def test_by_expiry_become_an_order_at_once_so_that_a_newcomer_finds_nothing(self, world: World) -> None:
        entry = join(world, world.line("L", qty=4))
        expire(world, first(world))
        assert world.fresh(entry).state == "ordered"
        with pytest.raises(SoldOut), clock.told(NOON + timedelta(hours=26)):
            world.place()
        sound()

    def test_by_cancelling_serve_several(self, world: World) -> None:
        for _ in range(5):
            join(world)
        with clock.told(NOON):
            cancel_order(
                store_id=world.store.pk, order_id=first(world).pk, reason="", actor=world.seller, at=NOON
            )
        assert states(world) == ["ordered"] * 4 + ["waiting"]
        sound()

    def test_by_a_raised_cap_serve_too(self, world: World) -> None:
        entry = join(world, world.line("L", qty=2))
        facts = {"store": world.store, "campaign_id": world.campaign.pk, "actor": world.seller, "at": NOON}
        with clock.told(NOON):
            change_running_campaign(**facts, plan={"cap": 5})
            assert states(world) == ["waiting"]
            change_running_campaign(**facts, plan={"cap": 6})
        assert world.fresh(entry).state == "ordered"
        sound()

    def test_on_a_way_that_serves_nobody_are_found_by_the_worker(self, world: World) -> None:
        from bukapo.campaigns.writes import change_campaign

        join(world)
        with clock.told(NOON):
            change_campaign(
                store=world.store, campaign_id=world.campaign.pk, actor=world.seller, at=NOON, plan={"cap": 5}
            )
            serve_line(EventRow.objects.order_by("pk").last(), NOON)
        assert states(world) == ["ordered"]

    def test_after_closing_serve_nobody(self, world: World) -> None:
        join(world)
        late = world.campaign.closes_at
        with clock.told(late):
            expire_order(store_id=world.store.pk, order_id=first(world).pk, actor=SYSTEM_ACTOR, at=late)
        assert states(world) == ["waiting"] and world.counter().taken == 0

    def test_a_wish_refused_for_another_reason_is_passed_over(self) -> None:
        world = make_world(at=NOON, cap=5, buyer_cap=3)
        with clock.told(NOON):
            world.place(world.line("L", qty=3))
            world.place(phone="081211112222")
        greedy = join(world, world.line("L", qty=2), phone="081211112222")
        with clock.told(NOON):
            world.place(phone="081211112222")  # nobody who waits could have used the last one
        other = join(world)
        expire(world, first(world))
        assert (world.fresh(greedy).state, world.fresh(other).state) == ("waiting", "ordered")
        sound()


class TestLeaving:
    def test_gives_the_place_up_for_good(self, world: World) -> None:
        one, other = join(world), join(world)
        facts = {"store_id": world.store.pk, "entry_id": one.pk, "actor": BUYER_ACTOR, "at": NOON}
        leave_waitlist(**facts)
        with pytest.raises(WrongState):
            leave_waitlist(**facts)
        expire(world, first(world))
        assert states(world) == ["left", "ordered"] and world.fresh(other).position == 2
        sound()

    def test_who_left_may_join_again_at_the_end(self, world: World) -> None:
        one = join(world, phone="081234567890")
        join(world)
        leave_waitlist(store_id=world.store.pk, entry_id=one.pk, actor=BUYER_ACTOR, at=NOON)
        assert join(world, phone="081234567890").position == 3


class TestClosing:
    def test_tells_everybody_who_waits_that_it_is_over(self, world: World) -> None:
        entry = join(world)
        closes = world.campaign.closes_at
        with clock.told(closes):
            assert close_ended(closes) == 1
        assert world.fresh(entry).state == "missed"
        assert EventRow.objects.filter(kind="waiting.missed", subject_id=entry.pk).count() == 1
        sound()

    def test_waits_for_the_end_of_the_grace(self) -> None:
        world = make_world(at=NOON, grace_minutes=10)
        closes = world.campaign.closes_at
        for minutes, closed in ((0, 0), (9, 0), (10, 1)):
            with clock.told(closes + timedelta(minutes=minutes)):
                assert close_ended(closes + timedelta(minutes=minutes)) == closed
        sound()

    def test_a_po_that_somebody_waits_for_is_not_called_off(self) -> None:
        world = make_world(at=NOON, cap=4, draw_at=NOON + timedelta(days=1))
        join(world)
        with pytest.raises(HasWaiting):
            cancel_campaign(store=world.store, campaign_id=world.campaign.pk, actor=world.seller, at=NOON)

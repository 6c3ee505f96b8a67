"""A group fills its list and orders: once for all, or each for themselves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bukapo.audit import audit
from bukapo.campaigns.rules import Closed
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.intake.decide import PriceChanged
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.models import Order, OrderLine, RosterMember, RosterPiece
from bukapo.orders.reads.offer import offer_for_order
from bukapo.orders.rosters.due import remind_of_deadlines
from bukapo.orders.rosters.filling import list_members, remove_member, settle_member
from bukapo.orders.rosters.opening import cancel_roster, lock_list, set_roster
from bukapo.orders.rosters.ordering import order_member, order_roster
from bukapo.orders.rosters.reads import roster_told
from bukapo.orders.rosters.rules import (
    EACH,
    ONE,
    CapNeedsEach,
    DeadlineOver,
    GroupsOff,
    HasOrder,
    NameTaken,
    NumberTaken,
    OfAGroup,
    OrderRuns,
    OwnOrder,
    RosterLocked,
    RosterUnfit,
    TooFewMembers,
)
from bukapo.orders.rosters.sending import NotTogether, ship_roster
from bukapo.orders.writes.change import change_order
from bukapo.shipping.models import Parcel
from tests.orders.rosters.cast import a_roster, by, fills, make_class, number_field, wish
from tests.till import asked, books_agree, receive
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
AFTER = NOON + timedelta(days=8)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.told(NOON):
        yield


@pytest.fixture
def world() -> World:
    return make_class()


def no_breach() -> bool:
    return [breach for _name, found in audit() for breach in found] == []


def test_two_hundred_members_become_one_order_that_is_changed_with_their_list(world: World) -> None:
    roster = a_roster(world, payer=ONE)
    names = [wish(world, f"Anggota {n}", f"{n:02}" if n < 100 else "", back=f"NAMA {n}") for n in range(200)]
    told = list_members(wishes=names, **by(world, roster))
    assert (told.added, told.all_filled) == (200, True)
    order = order_roster(agreed=None, **by(world, roster))
    assert (order.pieces, order.weight, order.shipping_fee) == (200, 40_000, 18_000 + 39 * 12_000)
    assert world.counter().taken == 200
    one = RosterMember.objects.of(world.store).get(name="Anggota 42")
    line = OrderLine.objects.of(world.store).get(roster_piece__member=one)
    assert line.personalization == {"Nama punggung": "NAMA 42", "Nomor punggung": "42"}
    assert order_roster(agreed=None, **by(world, roster)).pk == order.pk  # asked again: the same one
    roster = world.fresh(roster)
    fills(world, roster, wish(world, "Anggota 42", "42", size="XXL"), member_id=one.pk, coordinator=True)
    remove_member(member_id=one.pk + 1, **by(world, roster))
    assert roster_told(world.fresh(roster), offer_for_order(order)).stale
    changed = world.fresh(order_roster(agreed=None, **by(world, roster)))
    assert (changed.pk, changed.pieces) == (order.pk, 199)
    assert OrderLine.objects.of(world.store).get(roster_piece__member=one).values == ["XXL", "Hitam"]
    assert not roster_told(world.fresh(roster), offer_for_order(changed)).stale
    books_agree(world, changed)
    assert no_breach()


def test_all_or_nothing_names_everybody_who_cannot_have_their_wish() -> None:
    world = make_class(variant_caps={("XL", "Hitam"): 1})
    roster = a_roster(world, payer=ONE)
    wishes = [wish(world, name, size="XL") for name in ("Ani", "Budi", "Cici")]
    list_members(wishes=[*wishes, wish(world, "Dedi")], **by(world, roster))
    with pytest.raises(RosterUnfit) as no:
        order_roster(agreed=None, **by(world, roster))
    assert [(row.name, row.what) for row in no.value.rows] == [("Budi", "XL / Hitam"), ("Cici", "XL / Hitam")]
    assert not Order.objects.of(world.store).exists() and world.counter().taken == 0
    assert world.fresh(roster).order is None


def test_each_orders_at_once_without_a_fee_and_once(world: World) -> None:
    roster = a_roster(world)
    ani = fills(world, roster, wish(world, "Ani", "7", phone="081311110001"))
    order = order_member(member_id=ani.pk, agreed=None, **by(world, roster))
    assert (order.fulfilment, order.shipping_fee, order.source, order.goods) == ("group", 0, "roster", 95_000)
    assert order_member(member_id=ani.pk, agreed=None, **by(world, roster)).pk == order.pk
    assert world.counter().taken == 1
    with pytest.raises(HasOrder):
        remove_member(member_id=ani.pk, **by(world, roster))
    with pytest.raises(OrderRuns):
        cancel_roster(**by(world, roster))
    bigger = wish(world, "Ani", "8", size="XL", phone="081311110001")
    with pytest.raises(OwnOrder):  # it is hers to pay
        fills(world, roster, bigger, member_id=ani.pk, coordinator=True)
    fills(world, roster, bigger, member_id=ani.pk)
    changed = world.fresh(order)
    assert (changed.goods, changed.lines.get().personalization) == (100_000, {"Nomor punggung": "8"})
    with pytest.raises(OfAGroup):  # nobody changes it behind the list's back
        change_order(
            store_id=world.store.pk, order_id=order.pk, wanted=world.want(), actor=BUYER_ACTOR, at=NOON
        )
    with pytest.raises(DraftInvalid):  # nobody else's order is of a group
        world.place(fulfilment="group")
    assert no_breach()


def test_a_number_is_given_out_once(world: World) -> None:
    roster = a_roster(world)
    fills(world, roster, wish(world, "Ani", "7", phone="081311110001"))
    budi = wish(world, "Budi", "7", phone="081311110002")
    with pytest.raises(NumberTaken) as to_member:
        fills(world, roster, budi)
    with pytest.raises(NumberTaken) as to_coordinator:
        fills(world, roster, budi, coordinator=True)
    assert ("Ani" in str(to_member.value), "Ani" in str(to_coordinator.value)) == (False, True)
    assert RosterMember.objects.of(world.store).count() == 1
    with pytest.raises(NameTaken):
        fills(world, roster, wish(world, "  ANI ", "9", phone="081311110003"))
    row = RosterMember(
        store=world.store,
        roster=roster,
        position=9,
        state="expected",
        name="X",
        name_key="x",
        secret="x",
        number="7",
    )
    with pytest.raises(IntegrityError, match="roster_number_once|number"), transaction.atomic():
        row.save()


def test_a_list_twice_is_the_list_once_and_leaves_alone_who_has_filled_in(world: World) -> None:
    roster = a_roster(world)
    fills(world, roster, wish(world, "Ani", "7", phone="081311110001"))
    known = [wish(world, "ani", "9"), replace(wish(world, "Budi"), picks=()), wish(world, "Cici", "3")]
    first = list_members(wishes=known, **by(world, roster))
    again = list_members(wishes=known, **by(world, roster))
    later = list_members(wishes=[wish(world, "Budi", "4")], **by(world, roster))
    assert [(t.added, t.completed) for t in (first, again, later)] == [(2, 0), (0, 0), (0, 1)]
    numbers = RosterMember.objects.of(world.store).order_by("position").values_list("name", "number")
    assert list(numbers) == [("Ani", "7"), ("Budi", "4"), ("Cici", "3")]


def test_members_keep_to_the_lock_and_the_deadline_and_all_to_the_closing(world: World) -> None:
    roster = a_roster(world)
    lock_list(**by(world, roster))
    with pytest.raises(RosterLocked):
        fills(world, roster, wish(world, "Ani", phone="081311110001"))
    ani = fills(world, roster, wish(world, "Ani"), coordinator=True)
    other = a_roster(world)
    with clock.told(NOON + timedelta(days=4)), pytest.raises(DeadlineOver):
        fills(world, other, wish(world, "Budi", phone="081311110002"))
    with clock.told(AFTER):
        with pytest.raises(Closed):
            fills(world, other, wish(world, "Budi"), coordinator=True)
        with pytest.raises(Closed):
            order_member(member_id=ani.pk, agreed=None, **by(world, roster))


def test_what_the_seller_wants_of_groups_is_kept() -> None:
    world = make_class(group_least=2, buyer_cap=3)
    with pytest.raises(CapNeedsEach):
        a_roster(world, payer=ONE)
    roster = a_roster(world, payer=EACH)
    ani = fills(world, roster, wish(world, "Ani", phone="081311110001"))
    with pytest.raises(TooFewMembers):
        order_member(member_id=ani.pk, agreed=None, **by(world, roster))
    fills(world, roster, wish(world, "Budi", phone="081311110002"))
    with pytest.raises(PriceChanged):
        order_member(member_id=ani.pk, agreed=1, **by(world, roster))
    assert order_member(member_id=ani.pk, agreed=95_000, **by(world, roster)).pieces == 1
    with pytest.raises(GroupsOff):
        a_roster(make_class(slug="lain", groups=False))


def test_one_parcel_takes_all_who_are_paid_and_names_who_stays(world: World) -> None:
    roster = a_roster(world)
    orders = []
    for n, name in enumerate(("Ani", "Budi", "Cici")):
        member = fills(world, roster, wish(world, name, str(n), phone=f"08131111000{n}"))
        orders.append(order_member(member_id=member.pk, agreed=None, **by(world, roster)))
    for order in orders[:2]:
        receive(world, order, asked(order))
    parcel: dict[str, Any] = {"courier": "JNE", "tracking_number": "JX123456"}
    with pytest.raises(NotTogether):
        ship_roster(**parcel, without=False, **by(world, roster))
    assert not Parcel.objects.of(world.store).exists()
    event = ship_roster(**parcel, without=True, **by(world, roster))
    assert (event.orders, event.behind) == (2, 1)
    assert [world.fresh(order).state for order in orders] == ["shipped", "shipped", "placed"]
    assert set(Parcel.objects.of(world.store).values_list("tracking_number", flat=True)) == {"JX123456"}
    told = roster_told(world.fresh(roster), offer_for_order(orders[0]))
    assert ([m.name for m in told.unpaid], told.parcel_fee) == (["Cici"], 18_000)
    assert no_breach()


def test_who_is_missing_is_told_once_a_day_before(world: World) -> None:
    roster = a_roster(world, payer=ONE)
    list_members(wishes=[replace(wish(world, "Ani"), picks=()), wish(world, "Budi")], **by(world, roster))
    budi = RosterMember.objects.of(world.store).get(name="Budi")
    settle_member(member_id=budi.pk, settled=True, **by(world, roster))
    near = NOON + timedelta(days=2, hours=1)
    assert [remind_of_deadlines(NOON), remind_of_deadlines(near), remind_of_deadlines(near)] == [0, 1, 0]
    set_roster(shows_names=True, deadline_at=NOON + timedelta(days=5), **by(world, roster))
    assert remind_of_deadlines(NOON + timedelta(days=4, hours=2)) == 1
    assert RosterPiece.objects.of(world.store).count() == 0 and number_field(world).kind == "number"
    assert no_breach()

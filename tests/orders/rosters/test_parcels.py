"""A group's parcel: one for all, its fee the coordinator's, in the books from leaving to paying."""

from collections.abc import Iterator
from typing import Any

import pytest

from bukapo.audit.run import CHECKS, audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.ledger.reads import trial_balance
from bukapo.orders.bulk.fees import pay_fee, waive_fee
from bukapo.orders.bulk.rules import NoFeeAsked, fee_due
from bukapo.orders.models import GroupParcel, Order, Roster
from bukapo.orders.rosters.ordering import order_member
from bukapo.orders.rosters.sending import hand_over_roster, ship_roster
from bukapo.orders.weighing.writes import weigh_order
from tests.orders.rosters.cast import a_roster, by, fills, make_class, wish
from tests.orders.test_tax import pkp
from tests.till import asked, receive
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
PARCEL: dict[str, Any] = {"courier": "JNE", "tracking_number": "JX123456"}


def test_all_parcels_of_a_group_never_cost_more_than_one_with_everything_in_it() -> None:
    table = {"first_kg": 18_000, "next_kg": 9_000}
    assert fee_due(**table, told=1_800, real=1_800, before=0) == 27_000
    assert fee_due(**table, told=1_800, real=2_600, before=0) == 27_000  # a heavier scale raises nothing
    assert fee_due(**table, told=1_800, real=900, before=0) == 18_000  # a lighter one lowers
    assert fee_due(**table, told=3_600, real=3_600, before=27_000) == 18_000  # 45.000 for both, not 54.000
    assert fee_due(**table, told=800, real=800, before=18_000) == 0


def paid_orders(world: World, roster: Roster, names: str = "ABC") -> list[Order]:
    orders = []
    for name in names:
        member = fills(
            world, roster, wish(world, f"Anggota {name}", str(ord(name)), phone=f"0813111100{ord(name)}")
        )
        order = order_member(member_id=member.pk, agreed=None, **by(world, roster))
        receive(world, order, asked(order))
        orders.append(order)
    return orders


def seller(world: World) -> dict[str, Any]:
    return {"store_id": world.store.pk, "actor": world.seller, "at": NOON}


def no_breach() -> bool:
    return not [str(breach) for _name, found in audit() for breach in found]


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.told(NOON):
        yield


@pytest.fixture
def world() -> World:
    return make_class()


class TestFees:
    def test_the_fee_is_owed_when_the_parcel_leaves_and_paid_once(self, world: World) -> None:
        roster = a_roster(world)
        first, second, late = paid_orders(world, roster)
        weigh_order(**seller(world), order_id=first.pk, grams=900)
        before = trial_balance(store_id=world.store.pk)
        event = ship_roster(**PARCEL, without=False, **by(world, roster))
        parcel = GroupParcel.objects.of(world.store).get()
        assert parcel.orders == [first.pk, second.pk, late.pk] and parcel.weight == 900 + 200 + 200
        assert (event.fee, parcel.fee, parcel.fee_state) == (18_000, 18_000, "asked")
        after = trial_balance(store_id=world.store.pk)
        assert after["receivable"] - before.get("receivable", 0) == 18_000 == -after["shipping_income"]
        assert {world.fresh(order).outstanding for order in (first, second)} == {0}  # members owe none of it
        assert no_breach()
        bank = world.bank.pk
        paid = pay_fee(**seller(world), parcel_id=parcel.pk, bank_account_id=bank)
        now = trial_balance(store_id=world.store.pk)
        assert now[f"cash:{bank}"] - after[f"cash:{bank}"] == 18_000 == paid.fee
        for again in (pay_fee, waive_fee):
            more = {"bank_account_id": None} if again is pay_fee else {"reason": "sudah lunas"}
            with pytest.raises(NoFeeAsked):
                again(**seller(world), parcel_id=parcel.pk, **more)
        assert trial_balance(store_id=world.store.pk) == now and no_breach()

    def test_who_sends_in_two_pays_for_the_second_and_may_let_the_first_go(self, world: World) -> None:
        roster = a_roster(world)
        paid_orders(world, roster, "AB")
        ship_roster(**PARCEL, without=False, **by(world, roster))
        paid_orders(world, roster, "XYC")  # the list grew: one more kilogram would have been the same parcel
        more = ship_roster(courier="JNE", tracking_number="JX999", without=False, **by(world, roster))
        assert more.fee == 0 and [row.fee_state for row in GroupParcel.objects.of(world.store)] == [
            "asked",
            "none",
        ]
        first = GroupParcel.objects.of(world.store)[0]
        waive_fee(**seller(world), parcel_id=first.pk, reason="Bonus untuk kelasnya")
        assert trial_balance(store_id=world.store.pk).get("shipping_income", 0) == 0 and no_breach()

    def test_of_a_pkp_the_state_gets_its_part_and_what_is_fetched_costs_nothing(self, world: World) -> None:
        pkp(world)
        roster = a_roster(world)
        paid_orders(world, roster, "AB")
        fetched = a_roster(world, fulfilment="pickup", address="", zone_id=None, name="Kelas XI")
        paid_orders(world, fetched, "PQ")
        owed = trial_balance(store_id=world.store.pk)["ppn_out"]
        ship_roster(**PARCEL, without=False, **by(world, roster))
        hand_over_roster(without=False, **by(world, fetched))
        (parcel,) = GroupParcel.objects.of(world.store)
        books = trial_balance(store_id=world.store.pk)
        assert (parcel.ppn, books["shipping_income"]) == (1_784, -(18_000 - 1_784))  # 11/111, half up
        assert owed - books["ppn_out"] == 1_784 and no_breach()
        waive_fee(**seller(world), parcel_id=parcel.pk, reason="Bonus untuk kelasnya")
        assert trial_balance(store_id=world.store.pk)["ppn_out"] == owed and no_breach()


def test_the_audit_names_a_fee_that_was_altered(world: World) -> None:
    roster = a_roster(world)
    paid_orders(world, roster, "AB")
    ship_roster(**PARCEL, without=False, **by(world, roster))
    rows = GroupParcel.objects.of(world.store)
    for change, table, words in (
        ({"fee": 5_000}, "groups' fees", "its events say 18000"),
        ({"fee_state": "paid"}, "groups' fees", "18000 rupiah paid"),
        ({"ppn": 100}, "groups' fees", "the ledger says"),
        ({"weight": 1}, "groups' parcels", "its orders weigh otherwise"),
        ({"tracking_number": "LAIN"}, "groups' parcels", "left otherwise"),
        ({"orders": []}, "groups' parcels", "weigh otherwise"),
    ):
        before = rows.values(*change).get()
        rows.update(**change)
        assert any(words in str(breach) for breach in CHECKS[table]()), (change, table)
        rows.update(**before)
    assert no_breach()
    assert EventRow.objects.filter(kind="roster.sent").get().data["fee"] == 18_000

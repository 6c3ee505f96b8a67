"""A group's goods in one parcel at a courier service: one booking, the sum of the weights, the fee in the books."""

from collections.abc import Iterator
from typing import Any

import pytest

from bukapo.audit.run import CHECKS
from bukapo.journal import clock
from bukapo.ledger.reads import trial_balance
from bukapo.orders.bulk.rules import GroupPacked
from bukapo.orders.couriers.asking import AnswerLost, CourierAway, cancel_booking
from bukapo.orders.couriers.asks import book_ask
from bukapo.orders.couriers.booking import BookedAlready
from bukapo.orders.couriers.groups import book_group, quote_group
from bukapo.orders.couriers.reads import bookings_of, costs_of
from bukapo.orders.models import GroupParcel, Order, Roster
from bukapo.orders.rosters.sending import open_parcel, ship_roster
from bukapo.orders.writes.release import cancel_order
from bukapo.shipping import port
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.models import Parcel
from tests.contracts.couriers.dispatch import Dispatch
from tests.contracts.couriers.services import CONTRACTS, Contract
from tests.orders.rosters.cast import a_roster, make_class
from tests.orders.rosters.test_parcels import paid_orders
from tests.world import NOON

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize(
        "contract", [CONTRACTS[name] for name in ("biteship", "rajaongkir")], ids=lambda c: c.adapter.name
    ),
]
MORE = ("groups' parcels", "groups' fees", "groups", "orders of groups")


@pytest.fixture
def group(contract: Contract, side: Any, db: None, settings: Any) -> Iterator["Group"]:
    settings.GATEWAY_URLS = {contract.adapter.name: side.url}
    named = f"{contract.adapter.__module__}.{contract.adapter.__qualname__}"
    settings.BUKAPO_COURIERS = {contract.adapter.name: named}
    dispatch = Dispatch.open(make_class(pay_mode="full"), contract, side)
    with clock.told(NOON):
        roster = a_roster(dispatch.world, city="Dago, Coblong, Bandung", postal_code="40135")
        orders = paid_orders(dispatch.world, roster, "ABC")
    group = Group(dispatch, roster, orders)
    yield group
    assert dispatch.sound() and not [str(breach) for name in MORE for breach in CHECKS[name]()]


class Group:
    def __init__(self, dispatch: Dispatch, roster: Roster, orders: list[Order]) -> None:
        self.dispatch, self.roster, self.orders = dispatch, roster, orders

    @property
    def who(self) -> dict[str, Any]:
        return {**self.dispatch.who, "at": self.dispatch.at}

    def book(self, *, without: bool = False) -> Booking:
        quoted = quote_group(self.dispatch.account, self.roster)
        assert not quoted.trouble, quoted.trouble
        booking = book_group(
            **self.who, roster_id=self.roster.pk, account_id=self.dispatch.account.pk, rate=quoted.rates[0],
            place=quoted.place, by=port.PICKUP, without=without,
        )  # fmt: skip
        if self.dispatch.contract.adapter.picks_up:
            self.dispatch.fetch(booking)
        return self.dispatch.booking()

    def states(self) -> list[str]:
        return [self.dispatch.world.fresh(order).state for order in self.orders]

    def parcel(self) -> GroupParcel:
        return GroupParcel.objects.of(self.dispatch.world.store).latest("pk")  # type: ignore[no-any-return]

    def moves(self, booking: Booking, state: str) -> None:
        self.dispatch.side.move(booking.reference, state)
        self.dispatch.side.emulator.release()
        self.dispatch.work()


def test_one_parcel_weighs_the_sum_and_everybody_leaves_with_it(group: Group) -> None:
    dispatch, world = group.dispatch, group.dispatch.world
    quoted = quote_group(dispatch.account, group.roster)
    assert quoted.grams == 600 and len(quoted.orders) == 3
    booking = group.book()
    assert (booking.grams, booking.cod, dispatch.side.count, booking.order_id) == (600, 0, 1, None)
    asked = book_ask(booking)
    assert (
        sum(piece.qty for piece in asked.pieces) == 3 and asked.destination.name == group.roster.coordinator
    )
    assert asked.value == sum(order.net_goods for order in group.orders)
    with pytest.raises(BookedAlready):
        group.book()
    with pytest.raises(GroupPacked):
        ship_roster(
            **group.who, roster_id=group.roster.pk, courier="JNE", tracking_number="JX1234", without=False
        )
    assert group.states() == ["confirmed"] * 3 and trial_balance(store_id=world.store.pk)["receivable"] == 0
    for state in (port.UNDER_WAY, port.DELIVERED):
        group.moves(booking, state)
    assert group.states() == ["shipped"] * 3 and dispatch.booking().state == port.DELIVERED
    numbers = Parcel.objects.of(world.store).filter(method="group").values_list("tracking_number", flat=True)
    assert set(numbers) == {dispatch.booking().waybill.upper()} == {group.parcel().tracking_number}
    assert (group.parcel().fee, group.parcel().fee_state) == (18_000, "asked")
    assert trial_balance(store_id=world.store.pk)["receivable"] == 18_000
    (told,) = bookings_of(world.campaign.pk, store_id=world.store.pk, at=dispatch.at)
    assert (told.group, told.paid, told.grams) == (group.roster.code, 18_000, 600)
    costs = costs_of(world.campaign.pk, store_id=world.store.pk)
    assert (costs.parcels, costs.paid, costs.fee) == (1, 18_000, booking.fee)


def test_who_left_meanwhile_stays_out_and_a_lost_answer_makes_one_parcel(group: Group) -> None:
    dispatch = group.dispatch
    dispatch.side.set(lose={"book"})
    with pytest.raises((AnswerLost, CourierAway)):
        group.book()
    dispatch.side.move(dispatch.booking().reference, port.BOOKED)
    dispatch.side.emulator.release()
    dispatch.work()
    booking = dispatch.booking()
    assert (booking.state, dispatch.side.count) == (port.BOOKED, 1)
    gone = group.orders[1]
    cancel_order(**group.who, order_id=gone.pk, reason="batal ikut")
    group.moves(booking, port.UNDER_WAY)
    assert group.states() == ["shipped", "cancelled", "shipped"]
    assert group.parcel().orders == [group.orders[0].pk, group.orders[2].pk] and group.parcel().weight == 400


def test_called_off_it_is_opened_again_and_another_weight_is_the_sellers(group: Group) -> None:
    dispatch = group.dispatch
    first = group.book()
    cancel_booking(**group.who, booking_id=first.pk)
    open_parcel(**group.who, parcel_id=group.parcel().pk)
    assert group.parcel().state == "dropped"
    with clock.told(NOON):
        late = paid_orders(dispatch.world, group.roster, "D")
    booking = group.book()
    assert (booking.grams, booking.reference) == (800, f"R{group.roster.pk}-K2")
    dispatch.side.reweigh(booking.reference, 90_000)
    group.moves(booking, port.UNDER_WAY)
    assert dispatch.booking().fee == 90_000 and group.parcel().fee == 18_000
    assert dispatch.world.fresh(late[0]).state == "shipped"

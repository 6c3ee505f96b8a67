"""An order in two parcels at a courier service: each booked, followed, weighed and called off by itself."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit.run import CHECKS
from bukapo.faces.storefront.shown.parcel_words import PARCEL_WORDS
from bukapo.journal.models import EventRow
from bukapo.orders.couriers.asking import AnswerLost, CourierAway, adopt, cancel_booking
from bukapo.orders.couriers.asks import book_ask
from bukapo.orders.couriers.booking import BookedAlready
from bukapo.orders.couriers.reads import booked_orders, bookings_of, costs_of, track_of, track_of_part
from bukapo.orders.models import PartShipment
from bukapo.orders.parts.arriving import confirm_part, confirm_rest
from bukapo.orders.parts.rules import PartBooked
from bukapo.orders.parts.writes import end_rest, ship_part, withdraw_part
from bukapo.orders.weighing.billed import billed_weights
from bukapo.shipping import port
from bukapo.shipping.bookings.rows import Booking
from tests.contracts.couriers.dispatch import Dispatch
from tests.contracts.couriers.services import CONTRACTS
from tests.orders.parts.cast import agreed

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize(
        "contract", [CONTRACTS[name] for name in ("biteship", "rajaongkir")], ids=lambda c: c.adapter.name
    ),
]
LATER = timedelta(hours=7)


@pytest.fixture
def dispatch(dispatch: Dispatch) -> Iterator[Dispatch]:
    """One of its two L goes ahead, by its buyer's consent; whatever a test does, the audit is content."""
    agreed(dispatch.world, dispatch.order, 1)
    yield dispatch
    assert dispatch.sound()


def part_of(dispatch: Dispatch) -> PartShipment:
    return PartShipment.objects.of(dispatch.world.store).get()  # type: ignore[no-any-return]


def fresh(dispatch: Dispatch, booking: Booking) -> Booking:
    return Booking.objects.of(dispatch.world.store).get(pk=booking.pk)  # type: ignore[no-any-return]


def by(dispatch: Dispatch) -> dict[str, Any]:
    return {**dispatch.who, "order_id": dispatch.order.pk, "at": dispatch.at}


def moved(dispatch: Dispatch, booking: Booking, *states: str) -> None:
    for state in states:
        dispatch.side.move(booking.reference, state)


def both(dispatch: Dispatch) -> tuple[Booking, Booking]:
    """The part is on its way, the rest waits for its courier."""
    first = dispatch.book()
    moved(dispatch, first, port.UNDER_WAY)
    dispatch.side.emulator.release()
    dispatch.work()
    assert (part_of(dispatch).state, dispatch.now().state) == ("sent", "confirmed")
    return fresh(dispatch, first), dispatch.book()


def titles(dispatch: Dispatch) -> list[str]:
    """What the buyer's timeline says of its parcels."""
    rows = EventRow.objects.filter(order_id=dispatch.order.pk, kind__in=PARCEL_WORDS).order_by("seq", "pk")
    return [PARCEL_WORDS[row.kind](row.data)[0] for row in rows]


class TestEachByItself:
    def test_both_are_booked_for_what_they_hold_and_arrive_in_turn(self, dispatch: Dispatch) -> None:
        quoted = dispatch.rates()[0]
        assert (quoted.grams, quoted.part_id) == (200, part_of(dispatch).pk)
        first, second = both(dispatch)
        assert [one.grams for one in (first, second)] == [200, 200] and first.reference != second.reference
        for one in (first, second):
            (piece,) = book_ask(one).pieces
            assert piece.qty == 1 and book_ask(one).value == piece.price < dispatch.now().net_goods
        assert (first.part_id, first.parcel_id) == (part_of(dispatch).pk, None) and second.part_id is None
        assert part_of(dispatch).tracking_number == first.waybill.upper() != second.waybill.upper()
        moved(dispatch, second, port.UNDER_WAY, port.DELIVERED)
        moved(dispatch, first, port.DELIVERED)
        dispatch.side.emulator.release()
        dispatch.work()
        assert dispatch.now().state == "shipped" and dispatch.now().parcel.tracking_number == second.waybill
        rows = Booking.objects.of(dispatch.world.store)
        rows.filter(pk=first.pk).update(waybill="LAIN0001")
        assert "the part says" in str(next(CHECKS["parcels that left"]()))
        rows.filter(pk=first.pk).update(waybill=first.waybill)
        said = titles(dispatch)
        for number in (1, 2):
            assert f"Sampai menurut kurir (paket {number} dari 2)" in said
        track = track_of_part(part_of(dispatch))
        assert track and track_of(dispatch.now()) and track.waybill == first.waybill
        confirm_rest(**by(dispatch))
        assert dispatch.now().state == "shipped"
        confirm_part(**by(dispatch))
        assert dispatch.now().state == "received"

    def test_each_is_booked_once_and_counted(self, dispatch: Dispatch) -> None:
        order, store = dispatch.order.pk, dispatch.world.store.pk
        first = dispatch.book()
        assert booked_orders(store, [order]) == {order}
        with pytest.raises(BookedAlready):
            dispatch.book()
        with pytest.raises(PartBooked):
            withdraw_part(**by(dispatch))
        ship_part(
            **by(dispatch), courier="JNE", tracking_number="TULISTANGAN1"
        )  # the seller's own number counts
        assert booked_orders(store, [order]) == set()
        second = dispatch.book()
        assert dispatch.side.count == 2
        told = bookings_of(dispatch.world.campaign.pk, store_id=store, at=dispatch.at)
        assert {(one.id, one.ahead) for one in told} == {(first.pk, True), (second.pk, False)}
        costs = costs_of(dispatch.world.campaign.pk, store_id=store)
        assert (costs.parcels, costs.paid, costs.fee) == (2, 18_000, first.fee + second.fee)

    def test_called_off_it_may_be_booked_again_or_sent_whole(self, dispatch: Dispatch) -> None:
        first = dispatch.book()
        cancel_booking(**dispatch.who, booking_id=first.pk, at=dispatch.at)
        again = dispatch.book()
        assert (fresh(dispatch, first).state, again.part_id) == (port.CANCELLED, first.part_id)
        cancel_booking(**dispatch.who, booking_id=again.pk, at=dispatch.at)
        withdraw_part(**by(dispatch))
        whole = dispatch.book()
        assert (whole.part_id, whole.grams, whole.reference) == (None, 400, f"{dispatch.order.number}-K3")

    def test_the_rest_is_dropped_and_the_part_goes_on(self, dispatch: Dispatch) -> None:
        first = dispatch.book()
        moved(dispatch, first, port.UNDER_WAY)
        dispatch.work(after=LATER)
        end_rest(**by(dispatch), reason="Kainnya habis")
        moved(dispatch, first, port.DELIVERED)
        dispatch.work(after=LATER)
        assert (dispatch.now().state, part_of(dispatch).state) == ("shipped", "final")
        assert fresh(dispatch, first).state == port.DELIVERED


class TestNews:
    def test_of_both_in_the_wrong_order_and_copied_makes_no_difference(self, dispatch: Dispatch) -> None:
        first, second = both(dispatch)
        dispatch.side.set(copies=2)
        for one in (second, first):
            moved(dispatch, one, port.BOOKED, port.UNDER_WAY, port.DELIVERED)
        assert set(dispatch.side.emulator.release(lambda news: news[::-1])) == {200}
        dispatch.work()
        assert {fresh(dispatch, one).state for one in (first, second)} == {port.DELIVERED}
        assert (dispatch.now().state, part_of(dispatch).state) == ("shipped", "sent")
        events = EventRow.objects.filter(order_id=dispatch.order.pk)
        assert (
            events.filter(kind="order.part_shipped").count()
            == 1
            == events.filter(kind="order.shipped").count()
        )
        assert events.filter(kind="parcel.arrived").count() == 2

    def test_the_rest_overtakes_the_part_whose_news_is_lost(self, dispatch: Dispatch) -> None:
        """Both fetched at once; only the second parcel's notices come. The first is asked after by time."""
        first, second = both(dispatch)
        dispatch.side.set(silent=True)
        moved(dispatch, first, port.DELIVERED)
        dispatch.side.set(silent=False)
        moved(dispatch, second, port.DELIVERED)
        dispatch.side.emulator.release()
        dispatch.work()
        assert (fresh(dispatch, first).state, fresh(dispatch, second).state) == (
            port.UNDER_WAY,
            port.DELIVERED,
        )
        assert dispatch.now().state == "shipped"
        dispatch.work(after=LATER)
        assert fresh(dispatch, first).state == port.DELIVERED

    def test_a_lost_answer_and_a_lost_notice_make_one_parcel_of_the_part(self, dispatch: Dispatch) -> None:
        dispatch.side.set(lose={"book"})
        with pytest.raises((AnswerLost, CourierAway)):
            dispatch.book()
        dispatch.work(after=timedelta(minutes=2))
        if not dispatch.contract.adapter.repeats:
            number = next(iter(dispatch.side.emulator.boxes))
            adopt(**dispatch.who, booking_id=dispatch.booking().pk, external_id=number, at=dispatch.at)
        booking = dispatch.booking()
        assert (booking.state, dispatch.side.count) == (port.BOOKED, 1) and booking.part_id
        dispatch.side.set(silent=True)
        moved(dispatch, booking, port.UNDER_WAY)
        dispatch.work(after=timedelta(hours=1))
        assert part_of(dispatch).state == "packed"
        dispatch.work(after=LATER)
        assert (part_of(dispatch).state, dispatch.now().state) == ("sent", "confirmed")


class TestScales:
    def test_another_weight_of_one_parcel_touches_neither_the_other_nor_the_buyer(
        self, dispatch: Dispatch
    ) -> None:
        first, second = both(dispatch)
        before = dispatch.now()
        dispatch.side.reweigh(first.reference, 36_000)
        dispatch.side.emulator.release()
        dispatch.work(after=LATER)
        assert (fresh(dispatch, first).fee, fresh(dispatch, second).fee) == (36_000, second.fee_asked)
        after = dispatch.now()
        assert (after.shipping_fee, after.outstanding, after.parcel.weight) == (before.shipping_fee, 0, 200)
        (told,) = EventRow.objects.filter(kind="parcel.reweighed")
        assert (told.data["which"], told.data["fee"]) == (1, 36_000)
        assert billed_weights(dispatch.world.campaign) == []  # one parcel's bill is not the order's weight

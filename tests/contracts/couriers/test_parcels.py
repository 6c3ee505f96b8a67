"""From the quote to the parcel that arrived, through both services: whatever order, copies and losses there are."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from bukapo.catalog.models import Product
from bukapo.insights.reads import evaluate
from bukapo.journal import clock
from bukapo.journal.events import CATALOGUE
from bukapo.journal.models import EventRow
from bukapo.orders.couriers.asking import (
    AnswerLost,
    CourierAway,
    CourierRefused,
    adopt,
    cancel_booking,
    look_up,
)
from bukapo.orders.couriers.booking import BookedAlready, fail_booking
from bukapo.orders.couriers.reads import bookings_of, costs_of, services_of
from bukapo.orders.writes.send import confirm_receipt
from bukapo.shipping import port
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.couriers.trying import try_courier
from bukapo.shipping.couriers.writes import save_courier, switch_courier_off
from bukapo.shipping.port import EXPRESS, REGULAR
from tests.contracts.couriers.dispatch import ORIGIN, Dispatch
from tests.contracts.couriers.services import CONTRACTS
from tests.emulators.kinds import News

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize(
        "contract", [CONTRACTS[name] for name in ("biteship", "rajaongkir")], ids=lambda c: c.adapter.name
    ),
]
LATER = timedelta(hours=7)


def kinds(dispatch: Dispatch) -> list[str]:
    rows = EventRow.objects.filter(order_id=dispatch.order.pk, kind__startswith="parcel.").order_by("pk")
    return list(rows.values_list("kind", flat=True))


def arrived(dispatch: Dispatch) -> None:
    """Under way and delivered, each told once, the order shipped with the waybill, and the audit content."""
    booking = dispatch.booking()
    assert (booking.state, dispatch.now().state) == (port.DELIVERED, "shipped")
    assert dispatch.now().parcel.tracking_number == booking.waybill.upper()
    assert kinds(dispatch).count("parcel.arrived") == 1 and kinds(dispatch).count("parcel.numbered") == 1
    assert dispatch.sound()


class TestSending:
    def test_a_parcel_is_quoted_booked_followed_and_arrives(self, dispatch: Dispatch) -> None:
        quoted = dispatch.rates()[0]
        assert {rate.kind for rate in quoted.rates} == {REGULAR, EXPRESS} and quoted.grams == 400
        booking = dispatch.book()
        assert booking.state == port.BOOKED and booking.waybill and booking.fee == quoted.rates[0].fee
        assert dispatch.now().state == "confirmed"  # it still stands in the shop
        for state in (port.UNDER_WAY, port.DELIVERED):
            dispatch.side.move(booking.reference, state)
            assert set(dispatch.side.emulator.release()) == {200}
            dispatch.work()
        arrived(dispatch)
        confirm_receipt(
            store_id=dispatch.world.store.pk,
            order_id=dispatch.order.pk,
            actor=dispatch.world.seller,
            at=dispatch.at,
        )
        assert dispatch.now().state == "received" and dispatch.sound()

    def test_twice_is_once_and_the_seller_sees_its_cost(self, dispatch: Dispatch) -> None:
        booking, store = dispatch.book(), dispatch.world.store.pk
        with pytest.raises(BookedAlready):
            dispatch.book()
        assert dispatch.side.count == 1 and Booking.objects.of(store).count() == 1
        (told,) = bookings_of(dispatch.world.campaign.pk, store_id=store, at=dispatch.at)
        assert (told.fee, told.paid, told.dearer, told.may_cancel) == (booking.fee, 18_000, 0, True)
        costs = costs_of(dispatch.world.campaign.pk, store_id=store)
        assert (costs.parcels, costs.paid, costs.fee) == (1, 18_000, booking.fee)
        assert [one.name for one in services_of(store)] == [dispatch.contract.adapter.name]

    def test_a_cancelled_parcel_can_be_booked_anew(self, dispatch: Dispatch) -> None:
        booking, who = dispatch.book(), {"store_id": dispatch.world.store.pk, "actor": dispatch.world.seller}
        cancel_booking(**who, booking_id=booking.pk, at=dispatch.at)
        assert dispatch.booking().state == port.CANCELLED and dispatch.now().state == "confirmed"
        again = dispatch.book()
        assert again.reference == f"{dispatch.order.number}-K2" and dispatch.sound()

    def test_too_late_to_cancel_changes_nothing(self, dispatch: Dispatch) -> None:
        booking = dispatch.book()
        dispatch.side.move(booking.reference, port.UNDER_WAY)
        with pytest.raises(CourierRefused):
            cancel_booking(
                store_id=dispatch.world.store.pk,
                booking_id=booking.pk,
                actor=dispatch.world.seller,
                at=dispatch.at,
            )
        assert dispatch.booking().state == port.BOOKED


class TestLosses:
    def test_a_lost_answer_never_makes_two_parcels(self, dispatch: Dispatch) -> None:
        dispatch.side.set(lose={"book"})
        if dispatch.contract.adapter.repeats:
            with pytest.raises(CourierAway):
                dispatch.book()
            dispatch.work(after=timedelta(minutes=2))  # asked again under the same reference
        else:
            with pytest.raises(AnswerLost):
                dispatch.book()
            dispatch.work(after=timedelta(days=1))
            assert dispatch.booking().state == "asked" and dispatch.side.count == 1
            with pytest.raises(BookedAlready):
                dispatch.book()
            number = next(iter(dispatch.side.emulator.boxes))
            adopt(
                store_id=dispatch.world.store.pk, booking_id=dispatch.booking().pk, external_id=number,
                actor=dispatch.world.seller, at=dispatch.at,
            )  # fmt: skip
        assert (dispatch.booking().state, dispatch.side.count) == (port.BOOKED, 1) and dispatch.sound()

    def test_a_notice_finds_the_parcel_whose_answer_was_lost(self, dispatch: Dispatch) -> None:
        dispatch.side.set(lose={"book"})
        with pytest.raises((AnswerLost, CourierAway)):
            dispatch.book()
        dispatch.side.move(dispatch.booking().reference, port.BOOKED)
        dispatch.side.emulator.release()
        dispatch.work()
        assert dispatch.booking().state == port.BOOKED and dispatch.notices() == ["done"] and dispatch.sound()

    def test_the_seller_may_say_that_it_is_not_there(self, dispatch: Dispatch) -> None:
        quoted = dispatch.rates()[0].rates[0]
        dispatch.side.set(down=True)
        with pytest.raises((AnswerLost, CourierAway)):
            dispatch.book(quoted)
        fail_booking(
            store_id=dispatch.world.store.pk, booking_id=dispatch.booking().pk, why="tidak ada",
            actor=dispatch.world.seller, at=dispatch.at,
        )  # fmt: skip
        dispatch.side.set(down=False)
        assert dispatch.book().state == port.BOOKED and dispatch.side.count == 1 and dispatch.sound()

    def test_lost_notices_lose_nothing(self, dispatch: Dispatch) -> None:
        booking = dispatch.book()
        dispatch.side.set(silent=True)
        dispatch.side.move(booking.reference, port.UNDER_WAY)
        dispatch.side.move(booking.reference, port.DELIVERED)
        dispatch.work(after=timedelta(hours=1))
        assert dispatch.booking().state == port.BOOKED  # not yet asked
        dispatch.work(after=LATER)
        arrived(dispatch)

    def test_a_service_that_is_away_is_asked_again(self, dispatch: Dispatch) -> None:
        booking = dispatch.book()
        dispatch.side.move(booking.reference, port.DELIVERED)
        dispatch.side.emulator.release()
        dispatch.side.set(down=True)
        dispatch.work()
        assert dispatch.booking().state == port.BOOKED
        dispatch.side.set(down=False)
        dispatch.work(after=LATER)
        arrived(dispatch)

    def test_a_key_that_expired_is_told_and_nothing_is_lost(self, dispatch: Dispatch) -> None:
        booking, emulator = dispatch.book(), dispatch.side.emulator
        dispatch.side.move(booking.reference, port.DELIVERED)
        right, emulator.key = emulator.key, "kunci-baru"
        dispatch.work(after=LATER)
        assert dispatch.booking().state == port.BOOKED and dispatch.booking().look_at is not None
        assert try_courier(**dispatch.who, account_id=dispatch.account.pk, at=dispatch.at)
        assert CourierAccount.objects.of(dispatch.world.store).get().trouble
        emulator.key = right  # the seller renewed it
        dispatch.work(after=LATER)
        arrived(dispatch)

    def test_a_service_that_is_busy_is_left_alone_as_long_as_it_asks(self, dispatch: Dispatch) -> None:
        booking, emulator = dispatch.book(), dispatch.side.emulator
        dispatch.side.move(booking.reference, port.DELIVERED)
        emulator.release()
        dispatch.side.set(busy=True)
        emulator.calls.clear()
        dispatch.work(after=LATER)  # a notice and a parcel are due: one question each, then rest
        asked = len(emulator.calls)
        dispatch.work(after=timedelta(seconds=5))
        assert len(emulator.calls) == asked <= 2
        dispatch.side.set(busy=False)
        dispatch.work(after=LATER)
        arrived(dispatch)


class TestNotices:
    def test_old_news_after_new_changes_nothing_whoever_says_it(self, dispatch: Dispatch) -> None:
        """Delivered before it was ever picked up, and then the service itself tells an older state again."""
        booking = dispatch.book()
        for state in (port.DELIVERED, port.UNDER_WAY, port.BOOKED):
            dispatch.side.move(booking.reference, state)
            dispatch.side.emulator.release()
            dispatch.work()
            look_up(dispatch.booking(), at=dispatch.at)
        arrived(dispatch)

    def test_what_is_cancelled_over_there_may_be_booked_anew(self, dispatch: Dispatch) -> None:
        booking = dispatch.book()
        dispatch.side.move(booking.reference, port.CANCELLED)
        dispatch.side.emulator.release()
        dispatch.work()
        assert dispatch.booking().state == port.CANCELLED and dispatch.now().state == "confirmed"
        assert dispatch.book().reference == f"{dispatch.order.number}-K2" and dispatch.sound()

    def test_copies_and_a_wrong_order_change_nothing_more(self, dispatch: Dispatch) -> None:
        booking = dispatch.book()
        dispatch.side.set(copies=3)
        for state in (port.BOOKED, port.UNDER_WAY, port.DELIVERED):
            dispatch.side.move(booking.reference, state)
        assert set(dispatch.side.emulator.release(lambda news: news[::-1])) == {200}
        dispatch.work()
        arrived(dispatch)
        events = EventRow.objects.filter(order_id=dispatch.order.pk).count()
        dispatch.side.emulator.send_out([news for news, _status in dispatch.side.emulator.sent])
        dispatch.side.emulator.release()
        dispatch.work(after=timedelta(days=2))
        assert EventRow.objects.filter(order_id=dispatch.order.pk).count() == events and dispatch.sound()

    def test_a_lie_is_not_believed(self, dispatch: Dispatch) -> None:
        """Who knows the address may say anything; the service is asked."""
        booking = dispatch.book()
        box = dispatch.side.emulator.by_reference(booking.reference)
        real, box.status = box.status, dispatch.side.words[port.DELIVERED]
        lie = dispatch.side.emulator.status_news(box)
        box.status = real
        assert dispatch.hear(lie) == 200
        dispatch.work()
        assert dispatch.booking().state == port.BOOKED and dispatch.now().state == "confirmed"

    def test_strangers_get_nothing_and_the_registration_is_answered(self, dispatch: Dispatch) -> None:
        def hear(body: bytes, url: str = dispatch.hook, **headers: str) -> int:
            return dispatch.hear(News(url, headers, body))

        assert hear(b"") == 200 and hear(b"x" * 70_000) == 413
        assert hear(b"{}", "http://testserver/hooks/kurir/bukan/") == 404
        assert hear(b'{"order_id": "\\u0000", "order_no": "\\u0000", "id": "\\u0000"}') in (400, 401)
        assert hear(b"\xff") in (400, 401)
        assert set(dispatch.notices()) <= {"refused"} and dispatch.sound()


class TestScales:
    def test_another_weight_is_the_sellers_cost_and_no_buyers_debt(self, dispatch: Dispatch) -> None:
        booking, before = dispatch.book(), dispatch.now()
        dispatch.side.reweigh(booking.reference, 36_000)
        dispatch.work(after=LATER)
        now = dispatch.booking()
        assert (now.fee, now.fee_asked) == (36_000, booking.fee_asked)
        after = dispatch.now()
        assert (after.shipping_fee, after.charged, after.outstanding) == (
            before.shipping_fee,
            before.charged,
            0,
        )
        assert kinds(dispatch).count("parcel.reweighed") == 1 and dispatch.sound()
        (told,) = bookings_of(dispatch.world.campaign.pk, store_id=dispatch.world.store.pk, at=dispatch.at)
        assert told.dearer == 36_000 - booking.fee_asked
        row = EventRow.objects.get(kind="parcel.reweighed")
        assert "buyer" not in CATALOGUE[row.kind].audience

    def test_the_evaluation_counts_what_the_courier_charges_in_the_end(self, dispatch: Dispatch) -> None:
        Product.objects.of(dispatch.world.store).update(cost=60_000)
        booking, paid = dispatch.book(), dispatch.now().shipping_fee
        world = dispatch.world
        world.campaign = world.fresh(world.campaign)
        before = evaluate(world.campaign, at=dispatch.at).glance.margin
        assert before is not None and before.shipping == paid - booking.fee_asked
        dispatch.side.reweigh(booking.reference, 36_000)
        dispatch.work(after=LATER)
        told = evaluate(world.campaign, at=dispatch.at)
        assert told.glance.margin is not None and told.glance.margin.shipping == paid - 36_000
        assert before.actual - told.glance.margin.actual == 36_000 - booking.fee_asked
        lines = {line.label: line.value for section in told.sections for line in section.lines}
        assert lines["Tagihan kurir sebenarnya"] == 36_000
        assert lines["Sisa ongkir untuk toko"] == paid - 36_000

    def test_its_bill_is_offered_where_parcels_are_weighed_until_they_are(self, dispatch: Dispatch) -> None:
        booking = dispatch.book()
        Booking.objects.of(dispatch.world.store).update(
            fee=3 * booking.fee_asked
        )  # one kilogram was asked for
        client = Client()
        client.force_login(dispatch.world.owner)
        page = f"/toko-saya/{dispatch.world.store.slug}/po/{dispatch.world.campaign.slug}/kirim/timbang/"
        line = f"{dispatch.order.number} 3000"
        assert f"{line}</textarea>" in client.get(page).content.decode()
        assert dispatch.now().parcel.weight == 400  # offered, and no more
        with clock.told(dispatch.at + LATER):
            client.post(page, {"lines": line})
        assert dispatch.now().parcel.weight == 3_000 and line not in client.get(page).content.decode()


class TestAccounts:
    def test_keys_are_sealed_and_what_is_under_way_is_followed_after_switching_off(
        self, dispatch: Dispatch
    ) -> None:
        row = dispatch.account
        assert not any(value and value in f"{row.sealed}{row.shown}" for value in dispatch.contract.keys.values()
                       if value not in row.shown.values())  # fmt: skip
        booking = dispatch.book()
        switch_courier_off(
            store_id=dispatch.world.store.pk, account_id=row.pk, actor=dispatch.world.seller, at=dispatch.at
        )
        assert services_of(dispatch.world.store.pk) == ()
        dispatch.side.move(booking.reference, port.DELIVERED)
        dispatch.work(after=LATER)
        arrived(dispatch)
        assert CourierAccount.objects.of(dispatch.world.store).get().active is False

    def test_another_key_knows_nothing_of_what_was_remembered_with_the_old_one(
        self, dispatch: Dispatch
    ) -> None:
        """Komship and RajaOngkir number their areas apart; no process may mix them up for a day."""
        assert dispatch.rates()[0].rates and dispatch.rates()[0].rates
        asked = [call for call, _path in dispatch.side.emulator.calls]
        account = CourierAccount.objects.of(dispatch.world.store).get()
        save_courier(
            **dispatch.who, service=account.service, mode=account.mode, keys={}, couriers=account.couriers,
            origin=replace(ORIGIN, place=account.from_place), at=dispatch.at + timedelta(minutes=1),
        )  # fmt: skip
        dispatch.account.refresh_from_db()
        assert dispatch.rates()[0].rates
        again = [call for call, _path in dispatch.side.emulator.calls][len(asked) :]
        places = ["places"] if dispatch.contract.adapter.needs_place else []
        assert again == [*places, "quote"]

"""Everything that asks a courier service about a booking. Uses the network: never in a transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

import structlog

from bukapo.kernel.actor import SYSTEM_ACTOR, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.orders.couriers.asks import book_ask, parcel_of
from bukapo.orders.couriers.believing import believe
from bukapo.orders.couriers.booking import booking_of, fail_booking, note_fetching, open_booking
from bukapo.orders.parts.gates import parts_ahead
from bukapo.orders.parts.writes import pack_part
from bukapo.orders.writes.send import pack_order
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.bookings.rules import ASKED
from bukapo.shipping.couriers.opened import open_courier, step_outside, title
from bukapo.shipping.models import Parcel
from bukapo.shipping.port import UNKNOWN, Courier, Label, Rate, Refused, Unavailable
from bukapo.shipping.port import Parcel as ToldParcel
from bukapo.stores.seal import Unreadable

T = TypeVar("T")

log = structlog.get_logger("bukapo.couriers")


class CourierAway(Refusal):
    code = "courier_away"
    sentence = gettext_noop("{service} belum menjawab. Coba lagi sebentar.")
    http_status = 503


class CourierRefused(Refusal):
    """`said` is the service's own words, for the seller."""

    code = "courier_refused"
    sentence = gettext_noop("{service} menolak: {said}")
    http_status = 502


class AnswerLost(Refusal):
    """Nobody knows whether it was taken on; it is not asked twice by itself."""

    code = "courier_answer_lost"
    sentence = gettext_noop(
        "Jawaban {service} tidak sampai. Jangan pesan lagi dulu: cek di dashboard {service} apakah paketnya ada."
    )
    http_status = 503


def book_parcel(
    *, store_id: int, order_id: int, account_id: int, rate: Rate, place: str, by: str, actor: Actor, at: datetime
) -> Booking:  # fmt: skip
    """Pack what leaves next (the part that goes ahead, or the order) if nobody has, write the booking, then ask the
    service to carry it.

    Raises what `open_booking` raises, CourierRefused (the booking failed), CourierAway or AnswerLost (it stays, to be
    asked again or looked for).
    """
    part = parts_ahead(store_id, [order_id]).get(order_id)
    if part is not None and part.state == "agreed":
        pack_part(store_id=store_id, order_id=order_id, actor=actor, at=at)
    elif part is None and not Parcel.objects.of(store_id).filter(order_id=order_id).exists():
        pack_order(store_id=store_id, order_id=order_id, actor=actor, at=at)
    event = open_booking(
        store_id=store_id, order_id=order_id, account_id=account_id, rate=rate, place=place, by=by, actor=actor, at=at
    )  # fmt: skip
    return ask_first(booking_of(store_id, event.booking_id), at=at)


def ask_first(booking: Booking, *, at: datetime) -> Booking:
    """Ask for a booking that was just written. Raises CourierRefused (it failed), CourierAway or AnswerLost."""
    try:
        return ask_to_carry(booking, at=at)
    except Unavailable:
        service, repeats = title(booking.account.service), _courier(booking).repeats
        raise CourierAway(service=service) if repeats else AnswerLost(service=service) from None


def ask_to_carry(booking: Booking, *, at: datetime) -> Booking:
    """Ask, for the first time or again under the same reference. Raises Unavailable, CourierRefused."""
    courier, question = _courier(booking), book_ask(booking)
    step_outside()
    try:
        standing = courier.book(question)
    except Refused as refused:
        _fail(booking, refused.said, at)
        raise CourierRefused(service=title(booking.account.service), said=refused.said) from None
    return believe(booking, standing, at=at)


def look_up(booking: Booking, *, at: datetime) -> Booking:
    """Ask how it stands and believe that. One whose answer was lost is asked for again where that is safe.

    Raises Unavailable, Refused, Unreadable.
    """
    courier = _courier(booking)
    if booking.state == ASKED and not booking.external_id:
        if not courier.repeats:
            return booking
        try:
            return ask_to_carry(booking, at=at)
        except CourierRefused:
            return booking_of(booking.store_id, booking.pk)
    parcel = parcel_of(booking)
    step_outside()
    standing = courier.look(parcel)
    return booking if standing.state == UNKNOWN else believe(booking, standing, at=at)


def adopt(*, store_id: int, booking_id: int, external_id: str, actor: Actor, at: datetime) -> Booking:
    """The seller found the parcel at the service: its number there is `external_id`. It must carry our reference.

    Raises Invalid, WrongState, CourierAway, CourierRefused.
    """
    booking = booking_of(store_id, booking_id)
    if booking.state != ASKED:
        raise WrongState(state=booking.state)
    booking.external_id = "".join(external_id.split())[:80]  # for the question only: `keep_taken` stores it
    standing = _asked(booking, lambda courier: courier.look(parcel_of(booking)))
    if standing.state == UNKNOWN or standing.reference not in ("", booking.reference):
        raise Invalid(field="external_id", why=gettext_noop("Nomor itu tidak ada, atau milik paket lain."))
    return believe(booking, standing, at=at)


def cancel_booking(*, store_id: int, booking_id: int, actor: Actor, at: datetime) -> Booking:
    """Nobody shall come for it; what the service then says is believed.

    Raises CourierAway, CourierRefused, AnswerLost (nobody knows its number), WrongState.
    """
    booking = booking_of(store_id, booking_id)
    if booking.state not in (ASKED, "booked"):
        raise WrongState(state=booking.state)
    if not booking.external_id:
        raise AnswerLost(service=title(booking.account.service))
    _asked(booking, lambda courier: courier.cancel(parcel_of(booking)))
    standing = _asked(booking, lambda courier: courier.look(parcel_of(booking)))
    return believe(booking, standing, at=at)


def label_of(*, store_id: int, booking_id: int) -> Label:
    """The courier's own label. Raises CourierAway, CourierRefused."""
    booking = booking_of(store_id, booking_id)
    return _asked(booking, lambda courier: courier.label(parcel_of(booking)))


def ask_to_fetch(
    *, store_id: int, booking_ids: Sequence[int], pickup_at: datetime, actor: Actor, at: datetime
) -> int:
    """Have these parcels fetched at `pickup_at`; one question per account. How many were asked for.

    Raises Invalid for a time that is over, CourierAway, CourierRefused.
    """
    if pickup_at <= at:
        raise Invalid(field="pickup_at", why=gettext_noop("Pilih waktu jemput yang belum lewat."))
    by_account: dict[int, list[Booking]] = {}
    for booking_id in booking_ids:
        booking = booking_of(store_id, booking_id)
        if booking.state == "booked" and booking.external_id and booking.pickup_at is None:
            by_account.setdefault(booking.account_id, []).append(booking)
    for bookings in by_account.values():
        _asked(bookings[0], partial(_fetch, tuple(map(parcel_of, bookings)), pickup_at))
        for booking in bookings:
            note_fetching(store_id=store_id, booking_id=booking.pk, pickup_at=pickup_at, actor=actor, at=at)
    return sum(map(len, by_account.values()))


def _fetch(parcels: tuple[ToldParcel, ...], pickup_at: datetime, courier: Courier) -> None:
    courier.pick_up(parcels, pickup_at)


def _courier(booking: Booking) -> Courier:
    return open_courier(booking.account)


def _asked(booking: Booking, question: Callable[[Courier], T]) -> T:
    service = title(booking.account.service)
    try:
        courier = _courier(booking)
        step_outside()
        return question(courier)
    except Unavailable:
        raise CourierAway(service=service) from None
    except Refused as refused:
        raise CourierRefused(service=service, said=refused.said) from None
    except Unreadable as unreadable:
        raise CourierRefused(service=service, said=unreadable.sentence) from None


def _fail(booking: Booking, why: str, at: datetime) -> None:
    try:
        fail_booking(store_id=booking.store_id, booking_id=booking.pk, why=why, actor=SYSTEM_ACTOR, at=at)
    except WrongState:
        log.info("ended meanwhile", booking=booking.pk)

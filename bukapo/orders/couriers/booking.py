"""What is written of a booking before and after the service is asked. No network here."""

from datetime import datetime
from typing import Any

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.allotment.remedies import refuse_while_short
from bukapo.orders.couriers.asks import cash_of
from bukapo.orders.couriers.events import ParcelAsked, ParcelFailed, ParcelFetching, ParcelTaken, facts
from bukapo.orders.delays.answering import refuse_while_leaving
from bukapo.orders.models import Order, PartShipment
from bukapo.orders.parts.gates import parts_ahead
from bukapo.orders.parts.weights import share_of
from bukapo.orders.steps import lock_order
from bukapo.orders.weighing.reads import real_weight
from bukapo.orders.writes.send import NotCourier, StillOwes
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.bookings.rules import ANSWER_WITHIN, ASKED, BOOKING, LIVE, SILENCE
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.models import Parcel
from bukapo.shipping.port import BOOKED, DROP_OFF, FAILED, PICKUP, Rate, Standing
from bukapo.shipping.rules import COURIER


class BookedAlready(Refusal):
    code = "booked_already"
    sentence = gettext_noop("Paket ini sudah dipesankan kurir.")


class NotPacked(Refusal):
    code = "not_packed"
    sentence = gettext_noop("Paket ini belum dikemas.")


@write
def open_booking(
    *, store_id: int, order_id: int, account_id: int, rate: Rate, place: str, by: str, actor: Actor, at: datetime
) -> ParcelAsked:  # fmt: skip
    """Write down that what is packed of the order is about to be booked at this rate: the part that goes ahead, or
    its parcel. Then the service may be asked.

    Raises BookedAlready, NotPacked, NotCourier, StillOwes, WrongState, Invalid, NotFound.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    part = parts_ahead(store_id, [order_id]).get(order_id)
    _refuse_unless_ready(order, cod=0 if part else cash_of(order))
    packed = _packed(order, part)
    bookings = Booking.objects.of(store_id).filter(order=order)
    if bookings.filter(parcel=packed["parcel"], part=packed["part"], state__in=LIVE).exists():
        raise BookedAlready()
    reference = f"{order.number}-K{bookings.count() + 1}"
    return book_at(
        store_id, account_id, rate, by=by, place=place, at=at, order=order, reference=reference, **packed
    )


def book_at(
    store_id: int, account_id: int, rate: Rate, *, by: str, place: str, at: datetime, **what: Any
) -> ParcelAsked:
    """A step: the row of a booking. `what` is carried: its reference, grams, cod and whose it is.

    Raises NotFound for an account that is not in use, Invalid for a rate that it does not have.
    """
    account = CourierAccount.objects.of(store_id).filter(pk=account_id, active=True).first()
    if account is None:
        raise NotFound()
    if rate.courier not in account.couriers or by not in (PICKUP, DROP_OFF) or rate.fee <= 0:
        raise Invalid(field="rate", why=gettext_noop("Pilih kurir dan layanannya."))
    booking = Booking.objects.create(
        store_id=store_id, account=account, courier=rate.courier, service=rate.service, kind=rate.kind,
        told=rate.token[:80], by=by, place=place[:60], fee_asked=rate.fee, fee=rate.fee, asked_at=at, news_at=at,
        look_at=at + ANSWER_WITHIN, **what,
    )  # fmt: skip
    return ParcelAsked(
        **facts(booking), state=ASKED, reference=booking.reference, service=booking.service, fee=booking.fee,
        grams=booking.grams,
    )  # fmt: skip


def _packed(order: Order, part: PartShipment | None) -> dict[str, Any]:
    """Which parcel it is, what it weighs (grams), and what the courier collects: nothing for a part."""
    if part is not None:
        if part.state != "packed":
            raise NotPacked()
        grams = share_of(part).ahead(real_weight(order))
        return {"parcel": None, "part": part, "grams": max(1, grams), "cod": 0}
    parcel = Parcel.objects.of(order.store_id).filter(order=order).first()
    if parcel is None:
        raise NotPacked()
    return {"parcel": parcel, "part": None, "grams": max(1, parcel.weight), "cod": cash_of(order)}


def _refuse_unless_ready(order: Order, *, cod: int) -> None:
    if order.state != "confirmed":
        raise WrongState(state=order.state)
    if order.fulfilment != COURIER:
        raise NotCourier()
    if order.outstanding > 0 and not cod:
        raise StillOwes(amount=rupiah(order.outstanding))
    refuse_while_leaving(order)
    refuse_while_short(order)


@write
def keep_taken(
    *, booking_id: int, store_id: int, standing: Standing, actor: Actor, at: datetime
) -> ParcelTaken:
    """The service took it on. What else it says is news (`believing`). Raises WrongState when somebody was faster."""
    booking = booking_of(store_id, booking_id)
    number = standing.external_id[:80]
    rows = Booking.objects.of(store_id)
    if rows.filter(account=booking.account, external_id=number).exclude(pk=booking.pk).exists():
        raise WrongState(state=booking.state)  # another parcel of ours has this number
    move(
        rows, pk=booking.pk, machine=BOOKING, to=BOOKED, external_id=number,
        news_at=at, look_at=at + SILENCE, looks=0, why="",
    )  # fmt: skip
    return ParcelTaken(**facts(booking), state=BOOKED, external_id=number)


@write
def fail_booking(*, booking_id: int, store_id: int, why: str, actor: Actor, at: datetime) -> ParcelFailed:
    """The service said no, or the seller looked there and found nothing: the parcel may be booked anew."""
    booking = booking_of(store_id, booking_id)
    if booking.state != ASKED:
        raise WrongState(state=booking.state)
    move(
        Booking.objects.of(store_id), pk=booking.pk, machine=BOOKING, to=FAILED,
        why=why[:300], news_at=at, ended_at=at, look_at=None,
    )  # fmt: skip
    return ParcelFailed(**facts(booking), state=FAILED, why=why[:300])


@write
def note_fetching(
    *, booking_id: int, store_id: int, pickup_at: datetime, actor: Actor, at: datetime
) -> ParcelFetching:
    """The courier was asked to fetch it; the service is looked at right away for its waybill."""
    booking = booking_of(store_id, booking_id)
    rows = Booking.objects.of(store_id).filter(pk=booking.pk, state=BOOKED)
    if rows.update(pickup_at=pickup_at, look_at=at) != 1:
        raise WrongState(state=booking.state)
    return ParcelFetching(**facts(booking), pickup_at=pickup_at)


def booking_of(store_id: int, booking_id: int) -> Booking:
    """With its order (or group) and account. Raises NotFound for another store's."""
    rows: Any = Booking.objects.of(store_id).select_related(
        "order", "account__store", "parcel", "part", "group__roster"
    )
    found: Booking | None = rows.filter(pk=booking_id).first()
    if found is None:
        raise NotFound()
    return found


def put_off(booking: Booking, until: datetime) -> None:
    """When to ask the service again: no change of anything, so no event."""
    Booking.objects.of(booking.store_id).filter(pk=booking.pk).update(look_at=until)

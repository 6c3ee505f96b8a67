"""What was read back from a courier service becomes ours: each change one write. No network here.

Order and copies do not matter: `news_of` lets nothing lead back, and a standing that changes nothing writes nothing.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import structlog

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import SYSTEM, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Refusal
from bukapo.orders.couriers.booking import booking_of, keep_taken, put_off
from bukapo.orders.couriers.events import (
    ParcelArrived,
    ParcelMoved,
    ParcelNumbered,
    ParcelReweighed,
    facts,
)
from bukapo.orders.parts.rules import AHEAD
from bukapo.orders.parts.writes import ship_part
from bukapo.orders.rosters.sending import ship_group
from bukapo.orders.writes.send import ship_order
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.bookings.rules import ASKED, BOOKING, LEFT, OPEN, SILENCE, news_of
from bukapo.shipping.couriers.codes import courier_name
from bukapo.shipping.port import BOOKED, DELIVERED, Standing

COURIER_SAYS = Actor(kind=SYSTEM, label="Kurir")

log = structlog.get_logger("bukapo.couriers")


def believe(booking: Booking, standing: Standing, *, at: datetime) -> Booking:
    """Make the booking what the service says it is; the fresh row. Hands the order over once the courier has it."""
    who: dict[str, Any] = {
        "store_id": booking.store_id, "booking_id": booking.pk, "actor": COURIER_SAYS, "at": at
    }  # fmt: skip
    try:
        if booking.state == ASKED and standing.external_id:
            keep_taken(**who, standing=standing)
        now = booking_of(booking.store_id, booking.pk)
        news = news_of(state=now.state, waybill=now.waybill, fee=now.fee, standing=standing)
        if news.waybill:
            note_waybill(**who, waybill=news.waybill)
        if news.fee:
            note_fee(**who, fee=news.fee)
        if news.state and news.state != BOOKED:
            note_moved(**who, to=news.state, words=standing.words)
    except WrongState:
        log.info("somebody else heard it first", booking=booking.pk)
    _keep_history(booking, standing)
    return hand_over(booking_of(booking.store_id, booking.pk), at=at)


def hand_over(booking: Booking, *, at: datetime) -> Booking:
    """The courier has it: the order, or the part of it, is shipped, once. Whatever forbids that is logged, and tried
    again later.
    """
    if booking.state in LEFT and _stands_here(booking):
        number = booking.waybill or booking.external_id
        try:
            _ship(booking)(
                store_id=booking.store_id, courier=courier_name(booking.courier),
                tracking_number=number, actor=COURIER_SAYS, at=at,
            )  # fmt: skip
        except Refusal as refusal:
            log.warning("a parcel left and its order may not", booking=booking.pk, code=refusal.code)
            put_off(booking, at + SILENCE)
    return booking


def _ship(booking: Booking) -> Callable[..., Any]:
    """The verb by which it leaves: an order, the part of it, or all of a group that is in it."""
    if booking.group:
        return partial(ship_group, parcel_id=booking.group.pk)
    ship: Callable[..., Any] = ship_part if booking.part_id else ship_order
    return partial(ship, order_id=booking.order_id)


def _stands_here(booking: Booking) -> bool:
    """By our books it has not left yet."""
    if booking.group:
        return bool(booking.group.state == "packed")
    here = booking.part is None or booking.part.state in AHEAD
    return bool(here and booking.whose.state == "confirmed")


@write
def note_waybill(
    *, store_id: int, booking_id: int, waybill: str, actor: Actor, at: datetime
) -> ParcelNumbered:
    """The number on the parcel, from now on told to the buyer."""
    booking = booking_of(store_id, booking_id)
    rows = Booking.objects.of(store_id).filter(pk=booking_id).exclude(waybill=waybill[:40])
    if rows.update(waybill=waybill[:40], news_at=at) != 1:
        raise WrongState(state=booking.state)
    return ParcelNumbered(**facts(booking), waybill=waybill[:40])


@write
def note_fee(*, store_id: int, booking_id: int, fee: int, actor: Actor, at: datetime) -> ParcelReweighed:
    """The courier asks another fee of the seller. The buyer's shipping fee changes only by verbs of orders."""
    booking = booking_of(store_id, booking_id)
    if (
        Booking.objects.of(store_id).filter(pk=booking_id, fee=booking.fee).exclude(fee=fee).update(fee=fee)
        != 1
    ):
        raise WrongState(state=booking.state)
    return ParcelReweighed(**facts(booking), was=booking.fee, fee=fee)


@write
def note_moved(
    *, store_id: int, booking_id: int, to: str, words: str, actor: Actor, at: datetime
) -> ParcelMoved:
    """News from the road. Raises WrongState for what leads back."""
    booking = booking_of(store_id, booking_id)
    changes: dict[str, Any] = {"words": words[:200], "news_at": at, "looks": 0, "look_at": at + SILENCE}
    if to in LEFT and booking.left_at is None:
        changes["left_at"] = at
    if to not in OPEN:
        changes |= {"ended_at": at, "look_at": None}
    move(Booking.objects.of(store_id), pk=booking_id, machine=BOOKING, to=to, **changes)
    event = ParcelArrived if to == DELIVERED else ParcelMoved
    return event(**facts(booking), state=to, waybill=booking.waybill, words=words[:200])


def _keep_history(booking: Booking, standing: Standing) -> None:
    """The courier's own lines and link: what they say is theirs, so no event of ours."""
    lines = [[track.at.isoformat(), track.words] for track in standing.history]
    changes: dict[str, Any] = {"history": lines} if lines and lines != booking.history else {}
    if standing.link and standing.link != booking.link:
        changes["link"] = standing.link[:300]
    if changes:
        Booking.objects.of(booking.store_id).filter(pk=booking.pk).update(**changes)

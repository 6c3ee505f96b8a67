"""A group's one parcel at a courier service: what it would cost, and booking it. Uses the network."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.orders.bulk.steps import grams_of, packed_of
from bukapo.orders.couriers.asking import ask_first
from bukapo.orders.couriers.asks import destination_of_group, goods_of_group, origin_of
from bukapo.orders.couriers.booking import BookedAlready, book_at, booking_of
from bukapo.orders.couriers.events import ParcelAsked
from bukapo.orders.couriers.quoting import NO_PLACE, NOBODY, said
from bukapo.orders.models import GroupParcel, Order, Roster
from bukapo.orders.rosters.desk import live_members, lock_roster
from bukapo.orders.rosters.sending import NothingReady, pack_roster
from bukapo.orders.weighing.reads import weighed
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.bookings.rules import LIVE
from bukapo.shipping.couriers.opened import open_courier, step_outside
from bukapo.shipping.couriers.places import nearest, question_of
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.models import Parcel
from bukapo.shipping.port import Courier, Place, Rate, RateAsk


@dataclass(frozen=True)
class GroupQuoted:
    """Rates of one parcel with `orders` (ids) in it, cheapest first; `trouble` says why there are none."""

    orders: tuple[int, ...]
    grams: int
    place: str = ""
    label: str = ""
    rates: tuple[Rate, ...] = ()
    trouble: str = ""


def quote_group(account: CourierAccount, roster: Roster, *, wait: float = 0) -> GroupQuoted:
    """What the group's parcel would cost with everybody in it who is paid. Raises Unreadable, NothingReady."""
    orders = going(roster)
    if not orders:
        raise NothingReady()
    grams = _weight(roster.store_id, orders)
    courier, place = open_courier(account, wait), None
    if courier.needs_place:
        place, trouble = _place(courier, roster)
        if place is None:
            return GroupQuoted(orders, grams, trouble=trouble or NO_PLACE)
    pieces, value = goods_of_group(roster.store_id, orders)
    ask = RateAsk(
        origin=origin_of(account), destination=destination_of_group(roster, place.id if place else ""),
        pieces=pieces, grams=grams, couriers=tuple(account.couriers), value=value,
    )  # fmt: skip
    step_outside()
    rates, trouble = said(courier.quote, ask)
    where = (place.id, place.label) if place else ("", "")
    return GroupQuoted(orders, grams, *where, tuple(rates or ()), trouble or ("" if rates else NOBODY))


def book_group(
    *, store_id: int, roster_id: int, account_id: int, rate: Rate, place: str, by: str, without: bool, actor: Actor,
    at: datetime,
) -> Booking:  # fmt: skip
    """Pack everybody who is paid into one parcel if nobody has, write the booking, then ask the service to carry it.

    Raises what `pack_roster`, `open_group_booking` and `asking.ask_first` raise.
    """
    parcel = pack_roster(store_id=store_id, roster_id=roster_id, without=without, actor=actor, at=at)
    event = open_group_booking(
        store_id=store_id, parcel_id=parcel.pk, account_id=account_id, rate=rate, place=place, by=by, actor=actor, at=at
    )  # fmt: skip
    return ask_first(booking_of(store_id, event.booking_id), at=at)


@write
def open_group_booking(
    *, store_id: int, parcel_id: int, account_id: int, rate: Rate, place: str, by: str, actor: Actor, at: datetime
) -> ParcelAsked:  # fmt: skip
    """Write down that the group's packed parcel is about to be booked at this rate. Its weight is the sum of its
    orders'. Raises BookedAlready, WrongState, Invalid, NotFound.
    """
    parcel = GroupParcel.objects.of(store_id).select_related("roster").get(pk=parcel_id)
    lock_roster(store_id=store_id, roster_id=parcel.roster_id)
    parcel.refresh_from_db()
    if parcel.state != "packed":
        raise WrongState(state=parcel.state)
    bookings = Booking.objects.of(store_id).filter(group__roster=parcel.roster_id)
    if bookings.filter(group=parcel, state__in=LIVE).exists():
        raise BookedAlready()
    reference = f"R{parcel.roster_id}-K{bookings.count() + 1}"
    grams = max(1, grams_of(store_id, parcel.orders)[1])
    return book_at(
        store_id, account_id, rate, by=by, place=place, at=at, group=parcel, reference=reference, grams=grams
    )


def going(roster: Roster) -> tuple[int, ...]:
    """What is packed, else who is paid."""
    packed = packed_of(roster)
    if packed is not None:
        return tuple(packed.orders)
    own = live_members(roster).filter(order__isnull=False).values("order_id")
    orders = Order.objects.of(roster.store_id).filter(pk__in=own, state="confirmed").order_by("pk")
    return tuple(order.pk for order in orders if order.outstanding <= 0)


def _weight(store_id: int, orders: tuple[int, ...]) -> int:
    """Grams: packed, by the scale, or as reckoned; the sum of all."""
    rows = dict(Order.objects.of(store_id).filter(pk__in=orders).values_list("pk", "weight"))
    rows |= weighed(store_id, orders)
    rows |= dict(Parcel.objects.of(store_id).filter(order__in=orders).values_list("order_id", "weight"))
    return max(1, sum(rows.values()))


def _place(courier: Courier, roster: Roster) -> tuple[Place | None, str]:
    step_outside()
    found, trouble = said(courier.places, question_of(roster.postal_code, roster.city))
    return nearest(found or (), f"{roster.address} {roster.city}", roster.postal_code), trouble

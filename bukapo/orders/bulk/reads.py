"""Parcels of a group, for its seller and its coordinator."""

from bukapo.orders.models import GroupParcel, Roster
from bukapo.shipping.bookings.rules import LIVE
from bukapo.shipping.models import Booking


def parcels_of(roster: Roster) -> list[GroupParcel]:
    """Those that left, the first first. One query."""
    return list(GroupParcel.objects.of(roster.store_id).filter(roster=roster, state="sent"))


def booking_of_parcel(parcel: GroupParcel | None) -> Booking | None:
    """The live booking of a parcel that waits for its courier. One query."""
    rows = Booking.objects.of(parcel.store_id).filter(group=parcel, state__in=LIVE) if parcel else None
    return rows.first() if rows is not None else None

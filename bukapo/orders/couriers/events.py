"""What happens to a booked parcel. Fees are the seller's and are told to nobody else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bukapo.journal.events import BUYER, SELLER, Event
from bukapo.orders.parts.gates import part_that_left
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.couriers.codes import courier_name

_BOTH = frozenset({BUYER, SELLER})


@dataclass(frozen=True, kw_only=True)
class ParcelEvent(Event):
    """`courier` as people call it. `which` of an order's two parcels: 1 the part sent ahead, 2 the rest; else 0."""

    subject: ClassVar[tuple[str, str]] = ("shipping.Booking", "booking_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    booking_id: int
    number: str
    courier: str
    which: int = 0


@dataclass(frozen=True, kw_only=True)
class ParcelAsked(ParcelEvent):
    """The service is about to be asked to carry it. `fee` rupiah the seller was told."""

    kind: ClassVar[str] = "parcel.asked"
    reference: str
    service: str
    fee: int
    grams: int


@dataclass(frozen=True, kw_only=True)
class ParcelTaken(ParcelEvent):
    """The service took it on, under its own number."""

    kind: ClassVar[str] = "parcel.taken"
    external_id: str


@dataclass(frozen=True, kw_only=True)
class ParcelFailed(ParcelEvent):
    """It was not taken on, or is not there: `why` in the service's words or the seller's."""

    kind: ClassVar[str] = "parcel.failed"
    why: str


@dataclass(frozen=True, kw_only=True)
class ParcelFetching(ParcelEvent):
    """The courier was asked to fetch it at `pickup_at`."""

    kind: ClassVar[str] = "parcel.fetching"
    pickup_at: datetime


@dataclass(frozen=True, kw_only=True)
class ParcelNumbered(ParcelEvent):
    """Its waybill (resi) is known."""

    kind: ClassVar[str] = "parcel.numbered"
    audience: ClassVar[frozenset[str]] = _BOTH
    waybill: str


@dataclass(frozen=True, kw_only=True)
class ParcelMoved(ParcelEvent):
    """News from the road, read back from the service. `state` one of BOOKING; `words` the courier's own."""

    kind: ClassVar[str] = "parcel.moved"
    audience: ClassVar[frozenset[str]] = _BOTH
    waybill: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ParcelArrived(ParcelMoved):
    """The courier says it was delivered; only the buyer can say that it was received."""

    kind: ClassVar[str] = "parcel.arrived"


@dataclass(frozen=True, kw_only=True)
class ParcelReweighed(ParcelEvent):
    """The courier asks another `fee` than `was` (rupiah), of the seller. What the buyer pays is not touched."""

    kind: ClassVar[str] = "parcel.reweighed"
    was: int
    fee: int


def which_of(booking: Booking) -> int:
    """Of an order in two parcels, which one it is; 0 where there is one."""
    if booking.part_id:
        return 1
    return 2 if booking.order and part_that_left(booking.order) else 0


def campaign_of(booking: Booking) -> int:
    """The PO of its order, or of its group."""
    return int(booking.whose.campaign_id)


def number_of(booking: Booking) -> str:
    """Its order's number, or its group's code."""
    return str(booking.order.number if booking.order else booking.whose.code)


def facts(booking: Booking) -> dict[str, Any]:
    """The fields every ParcelEvent shares. The booking has its order or group at hand. One query, or none."""
    return {
        "store_id": booking.store_id, "campaign_id": campaign_of(booking), "order_id": booking.order_id,
        "booking_id": booking.pk, "number": number_of(booking), "courier": courier_name(booking.courier),
        "which": which_of(booking),
    }  # fmt: skip

"""Booked parcels told: to the seller where they are sent, to the buyer on the order's page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Sum

from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.bookings.rules import ENDED_UNSENT, LIVE, OPEN, is_stuck
from bukapo.shipping.couriers.codes import courier_name
from bukapo.shipping.couriers.opened import adapter_class, names, title
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.port import DROP_OFF

MOST = 500
IS_BOOKED = Exists(
    Booking.objects.across_stores("of the parcel that is asked for").filter(parcel=OuterRef("pk"))
)
"""Of a parcel: a courier service was asked to carry it."""


@dataclass(frozen=True)
class BookingTold:
    """`fee` rupiah the seller pays by now, `fee_asked` what they were told; `paid` is the order's own shipping fee.

    `may_…` is what can be asked for now; `unsure`: nobody knows whether it was taken on. `over`: its order ended, and
    the courier does not know.
    """

    id: int
    number: str
    order_id: int
    buyer_name: str
    city: str
    service: str
    courier: str
    kind: str
    state: str
    reference: str
    external_id: str
    waybill: str
    link: str
    words: str
    why: str
    grams: int
    fee: int
    fee_asked: int
    paid: int
    drop_off: bool
    asked_at: datetime
    news_at: datetime
    pickup_at: datetime | None
    unsure: bool
    stuck: bool
    over: bool
    may_cancel: bool
    may_fetch: bool
    may_label: bool

    @property
    def dearer(self) -> int:
        """Rupiah more than the seller was told; below 0: less."""
        return self.fee - self.fee_asked


@dataclass(frozen=True)
class Costs:
    """Rupiah of parcels that were not called off: what the seller pays, and what their buyers paid for shipping."""

    parcels: int
    paid: int
    fee: int
    fee_asked: int


@dataclass(frozen=True)
class Service:
    """An account that new parcels can be booked at."""

    account_id: int
    name: str
    title: str
    trial: bool
    picks_up: bool


@dataclass(frozen=True)
class ParcelTrack:
    """A parcel as its courier tells of it: `lines` are (time, the courier's own words), the latest first."""

    courier: str
    waybill: str
    link: str
    lines: tuple[tuple[datetime, str], ...]


def services_of(store_id: int) -> tuple[Service, ...]:
    """In the installation's order. One query."""
    rows = {row.service: row for row in CourierAccount.objects.of(store_id).filter(active=True)}
    return tuple(
        Service(rows[name].pk, name, title(name), rows[name].mode == "sandbox", adapter_class(name).picks_up)
        for name in names()
        if name in rows
    )


def bookings_of(campaign_id: int, *, store_id: int, at: datetime) -> tuple[BookingTold, ...]:
    """The newest booking of each order of the PO, what is open first, then the newest."""
    rows = Booking.objects.of(store_id).filter(order__campaign_id=campaign_id)
    found = list(rows.select_related("order", "account").order_by("-pk")[:MOST])
    newest = {row.order_id: row for row in reversed(found)}
    told = [_told(row, at) for row in newest.values()]
    return tuple(
        sorted(
            told,
            key=lambda one: (one.state not in OPEN, not one.over, not one.unsure, not one.stuck, -one.id),
        )
    )


def booked_orders(store_id: int, orders: Iterable[int]) -> set[int]:
    """Those of the orders that have a live booking."""
    rows = Booking.objects.of(store_id).filter(order__in=list(orders), state__in=LIVE)
    return set(rows.values_list("order_id", flat=True))


def costs_of(campaign_id: int, *, store_id: int) -> Costs:
    """What sending the PO by courier services costs, beside what its buyers paid. Two queries."""
    rows = Booking.objects.of(store_id).filter(order__campaign_id=campaign_id).exclude(state__in=ENDED_UNSENT)
    sums = rows.order_by().aggregate(fee=Sum("fee"), asked=Sum("fee_asked"))
    orders = Order.objects.of(store_id).filter(pk__in=rows.order_by().values("order"))
    paid = orders.aggregate(paid=Sum("shipping_fee"))["paid"] or 0
    return Costs(rows.count(), paid, sums["fee"] or 0, sums["asked"] or 0)


def track_of(order: Order) -> ParcelTrack | None:
    """The order's live booking, for its buyer. None where it goes another way, or nobody has taken it on yet."""
    rows = Booking.objects.of(order.store_id).filter(order=order, state__in=LIVE).exclude(state="asked")
    row = rows.first()
    if row is None:
        return None
    lines = tuple((datetime.fromisoformat(at), words) for at, words in row.history)
    return ParcelTrack(courier_name(row.courier), row.waybill, row.link, lines[::-1])


def _told(row: Booking, at: datetime) -> BookingTold:
    order, name = row.order, row.account.service
    adapter = adapter_class(name) if name in names() else None
    waits, over = row.state == "booked", row.state in OPEN and order.state not in HOLDING
    return BookingTold(
        id=row.pk, number=order.number, order_id=order.pk, buyer_name=order.buyer_name, city=order.city,
        service=title(name), courier=f"{courier_name(row.courier)} {row.service.upper()}",
        kind=row.kind, state=row.state, reference=row.reference, external_id=row.external_id, waybill=row.waybill,
        link=row.link, words=row.words, why=row.why, grams=row.grams, fee=row.fee, fee_asked=row.fee_asked,
        paid=order.shipping_fee, drop_off=row.by == DROP_OFF, asked_at=row.asked_at, news_at=row.news_at,
        pickup_at=row.pickup_at, unsure=row.unsure or (row.state == "asked" and not (adapter and adapter.repeats)),
        stuck=is_stuck(row.state, news_at=row.news_at, at=at), over=over, may_cancel=waits,
        may_fetch=bool(waits and not over and adapter and adapter.picks_up and row.pickup_at is None),
        may_label=bool(adapter and adapter.labels and row.waybill),
    )  # fmt: skip

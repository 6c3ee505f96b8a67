"""Routes told: to the seller, and to the driver (addresses, no phones, no prices but what to collect)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from bukapo.campaigns.models import Campaign
from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import DeliveryRoute, Order, RouteStop
from bukapo.shipping.rules import COURIER

MOST_ROUTES = 30
MOST_PARCELS = 200


@dataclass(frozen=True)
class StopTold:
    """One door. `collect` rupiah of a COD order."""

    id: int
    position: int
    number: str
    buyer_name: str
    address: str
    city: str
    postal_code: str
    buyer_note: str
    pieces: int
    collect: int
    state: str
    note: str
    at: datetime | None
    off: bool = False
    """Its order ended, or was sent otherwise, before the driver left: it does not go along."""
    may_take_back: bool = False
    """Tapped as brought, and its buyer has not said that it came."""


@dataclass(frozen=True)
class RouteTold:
    """`stops` in their order, those that are off as well: only the seller is shown them."""

    route: DeliveryRoute
    stops: tuple[StopTold, ...]

    @property
    def going(self) -> tuple[StopTold, ...]:
        """Doors that the driver goes to."""
        return tuple(stop for stop in self.stops if not stop.off)

    @property
    def done(self) -> int:
        return sum(stop.state == "dropped_off" for stop in self.stops)


@dataclass(frozen=True)
class RouteLine:
    """A route in the list."""

    id: int
    driver: str
    day: date
    state: str
    stops: int
    done: int


def routes_of(store_id: int) -> list[RouteLine]:
    """The last `MOST_ROUTES`, newest first. One query."""
    rows = DeliveryRoute.objects.of(store_id).exclude(state="dropped")
    rows = rows.annotate(count=Count("stops"), done=Count("stops", filter=Q(stops__state="dropped_off")))
    return [
        RouteLine(row.pk, row.driver, row.day, row.state, row.count, row.done)
        for row in rows.order_by("-pk")[:MOST_ROUTES]
    ]


def parcels_to_bring(campaign: Campaign) -> list[Order]:
    """Packed, by courier, on no route: by postal code and town. One query."""
    rows = Order.objects.of(campaign.store_id).filter(
        campaign=campaign, state="confirmed", fulfilment=COURIER, parcel__state="packed", parcel__stop=None
    )
    return list(rows.order_by("postal_code", "city", "id")[:MOST_PARCELS])


def route_told(store_id: int, route_id: int) -> RouteTold:
    """Raises NotFound. Two queries."""
    row = DeliveryRoute.objects.of(store_id).filter(pk=route_id).select_related("store").first()
    if row is None:
        raise NotFound()
    return RouteTold(row, _stops(row))


def route_of_driver(secret: str) -> RouteTold:
    """By the driver's link, while it is good for anything. Raises NotFound."""
    rows = DeliveryRoute.objects.across_stores("the secret link itself is the key").select_related("store")
    row = rows.filter(secret=secret).exclude(state="dropped").first()
    if row is None:
        raise NotFound()
    return RouteTold(row, _stops(row))


def _stops(route: DeliveryRoute) -> tuple[StopTold, ...]:
    rows = RouteStop.objects.of(route.store_id).filter(route=route).select_related("parcel__order", "route")
    return tuple(_told(stop) for stop in rows.order_by("position"))


def _told(stop: RouteStop) -> StopTold:
    order = stop.parcel.order
    return StopTold(
        stop.pk, stop.position, order.number, order.buyer_name, order.address, order.city, order.postal_code,
        order.note, order.pieces, max(0, order.outstanding) if order.state != "received" else 0, stop.state,
        stop.note, stop.at, stop.route.state == "planned" and order.state != "confirmed",
        stop.state == "dropped_off" and order.state == "shipped",
    )  # fmt: skip

"""Verbs of the store's own driver. Orders (by id) before routes, routes before parcels."""

from collections.abc import Sequence
from datetime import date, datetime

from bukapo.catalog.models import Photo
from bukapo.journal.events import Event
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.models import DeliveryRoute, Order, RouteStop
from bukapo.orders.routes.events import (
    DropFailed,
    DroppedOff,
    DropTakenBack,
    RouteDropped,
    RouteLeft,
    RouteMade,
)
from bukapo.orders.routes.rules import (
    MOST_NOTE,
    MOST_STOPS,
    ROUTE,
    STOP,
    NothingLeavesHere,
    NothingToBring,
    OnAnotherRoute,
    TooManyStops,
    driving_order,
)
from bukapo.orders.steps import lock_order
from bukapo.orders.writes.send import ship_within
from bukapo.shipping.models import Parcel
from bukapo.shipping.rules import COURIER
from bukapo.stores.models import Store

OWN_COURIER = "Kurir toko"
"""What a parcel's courier reads when the store brings it itself."""


@write
def make_route(
    *, store_id: int, order_ids: Sequence[int], driver: str, day: date, actor: Actor, at: datetime
) -> RouteMade:
    """These packed parcels by courier, neighbours together, for this driver. Raises Invalid, NothingToBring,
    TooManyStops, OnAnotherRoute.
    """
    name = " ".join(driver.split())[:60]
    if not name:
        raise Invalid(field="driver", why=gettext_noop("Tulis nama pengantarnya."))
    if len(order_ids) > MOST_STOPS:
        raise TooManyStops(most=MOST_STOPS)
    parcels = _parcels(store_id, order_ids)
    route = DeliveryRoute.objects.create(store_id=store_id, secret=secret(), driver=name, day=day, made_at=at)
    RouteStop.objects.bulk_create(
        RouteStop(store_id=store_id, route=route, parcel=parcel, position=place)
        for place, parcel in enumerate(parcels, start=1)
    )
    return RouteMade(
        store_id=store_id, route_id=route.pk, state="planned", driver=name, day=day,
        parcels=tuple(parcel.pk for parcel in parcels),
    )  # fmt: skip


def _parcels(store_id: int, order_ids: Sequence[int]) -> list[Parcel]:
    Store.objects.select_for_update().get(pk=store_id)  # two routes made at once share no parcel
    rows = Parcel.objects.of(store_id).filter(order_id__in=list(order_ids), state="packed", method=COURIER)
    parcels = list(rows.filter(order__state="confirmed").select_related("order"))
    if not parcels:
        raise NothingToBring()
    taken = RouteStop.objects.of(store_id).filter(parcel__in=parcels).select_related("parcel__order").first()
    if taken is not None:
        raise OnAnotherRoute(number=taken.parcel.order.number)
    return sorted(
        parcels,
        key=lambda one: (*driving_order(one.order.postal_code, one.order.city, one.order.address), one.pk),
    )


def send_route(*, store_id: int, route_id: int, actor: Actor, at: datetime) -> RouteLeft:
    """The driver leaves: every order on the route is on its way, its buyer is told.

    What cannot leave any more (cancelled, money chosen back, something owed) drops off the route and holds up nobody.
    Raises WrongState (left or dropped before), NothingLeavesHere.
    """
    with writing():
        stops = RouteStop.objects.of(store_id).filter(route_id=route_id)
        rows = stops.order_by("parcel__order_id").values_list(
            "parcel_id", "parcel__order_id", "parcel__order__number"
        )
        events: list[Event] = []
        stayed: dict[int, str] = {}
        for parcel_id, order_id, number in rows:
            try:
                events.append(
                    ship_within(store_id=store_id, order_id=order_id, courier=OWN_COURIER, number="", at=at)
                )
            except Refusal:  # it refuses before it changes anything
                stayed[parcel_id] = number
        move(DeliveryRoute.objects.of(store_id), pk=route_id, machine=ROUTE, to="out", left_at=at)
        if not events:
            raise NothingLeavesHere()
        stops.filter(parcel_id__in=stayed).delete()
        left = RouteLeft(
            store_id=store_id, route_id=route_id, state="out", stayed=tuple(stayed),
            numbers=tuple(sorted(stayed.values())),
        )  # fmt: skip
        record([*events, left], actor=actor, at=at)
    return left


@write
def drop_route(*, store_id: int, route_id: int, actor: Actor, at: datetime) -> RouteDropped:
    """It is not driven; its parcels are free for another route. Raises WrongState once the driver left."""
    move(DeliveryRoute.objects.of(store_id), pk=route_id, machine=ROUTE, to="dropped")
    stops = RouteStop.objects.of(store_id).filter(route_id=route_id)
    parcels = tuple(stops.order_by("position").values_list("parcel_id", flat=True))
    stops.delete()
    return RouteDropped(store_id=store_id, route_id=route_id, state="dropped", parcels=parcels)


@write
def drop_off(
    *, store_id: int, stop_id: int, photo: Photo | None, note: str, actor: Actor, at: datetime
) -> DroppedOff:
    """At the door. The order stays on its way until its buyer says that it was received. Raises WrongState."""
    order, stop = _stop(store_id, stop_id)
    told = " ".join(note.split())[:MOST_NOTE]
    move(
        RouteStop.objects.of(store_id),
        pk=stop.pk,
        machine=STOP,
        to="dropped_off",
        at=at,
        photo=photo,
        note=told,
    )
    return DroppedOff(**facts(order), parcel_id=stop.parcel_id, photo=photo.key if photo else "", note=told)


@write
def fail_drop(*, store_id: int, stop_id: int, note: str, actor: Actor, at: datetime) -> DropFailed:
    """Not brought: why, in the driver's words. Raises WrongState, Invalid."""
    order, stop = _stop(store_id, stop_id)
    told = " ".join(note.split())[:MOST_NOTE]
    if not told:
        raise Invalid(field="note", why=gettext_noop("Tulis kenapa belum terantar."))
    move(RouteStop.objects.of(store_id), pk=stop.pk, machine=STOP, to="failed", at=at, note=told)
    return DropFailed(**facts(order), parcel_id=stop.parcel_id, reason=told)


@write
def take_back_drop(*, store_id: int, stop_id: int, actor: Actor, at: datetime) -> DropTakenBack:
    """The wrong door was tapped: the parcel is still in the car. Raises WrongState, also once its buyer has it."""
    order, stop = _stop(store_id, stop_id)
    if order.state != "shipped":
        raise WrongState(state=order.state)
    move(RouteStop.objects.of(store_id), pk=stop.pk, machine=STOP, to="waiting", at=None, note="")
    return DropTakenBack(**facts(order), parcel_id=stop.parcel_id)


def _stop(store_id: int, stop_id: int) -> tuple[Order, RouteStop]:
    found = (
        RouteStop.objects.of(store_id).filter(pk=stop_id).values_list("parcel__order_id", flat=True).first()
    )
    if found is None:
        raise NotFound()
    order = lock_order(store_id=store_id, order_id=found)
    stop: RouteStop = RouteStop.objects.of(store_id).select_related("route").get(pk=stop_id)
    if stop.route.state != "out" or order.state not in ("shipped", "received"):
        raise WrongState(state=stop.route.state)
    return order, stop

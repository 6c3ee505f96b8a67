from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bukapo.journal.events import SELLER, Event
from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class RouteEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("orders.DeliveryRoute", "route_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    route_id: int


@dataclass(frozen=True, kw_only=True)
class RouteMade(RouteEvent):
    """`parcels` in the order in which they are brought."""

    kind: ClassVar[str] = "route.made"
    driver: str
    day: date
    parcels: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class RouteLeft(RouteEvent):
    """The driver is on the way; each order on it is told by its own `order.shipped`.

    `stayed`: parcels that were on the list and could not leave any more (cancelled meanwhile, say); they are off it.
    `numbers`: of their orders.
    """

    kind: ClassVar[str] = "route.left"
    stayed: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RouteDropped(RouteEvent):
    """Never driven: its parcels are free for another one. `parcels` that were on it."""

    kind: ClassVar[str] = "route.dropped"
    parcels: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class DroppedOff(OrderEvent):
    """The driver says it is at the door. Whether it was received the buyer says. `photo`: its key, "" for none."""

    kind: ClassVar[str] = "order.dropped_off"
    parcel_id: int
    photo: str
    note: str


@dataclass(frozen=True, kw_only=True)
class DropFailed(OrderEvent):
    """Nobody was there, or the door was not found."""

    kind: ClassVar[str] = "order.drop_failed"
    parcel_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class DropTakenBack(OrderEvent):
    """It was not brought after all: the wrong door was tapped."""

    kind: ClassVar[str] = "order.drop_taken_back"
    parcel_id: int

"""A route that is being driven just now: one door done, one where nobody was at home, one still to come."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.kernel.actor import STAFF, Actor
from bukapo.orders.models import Order, RouteStop
from bukapo.orders.routes.writes import drop_off, fail_drop, make_route, send_route
from bukapo.orders.writes.send import pack_order

TOWN = "Bandung"
"""Where the shop is: farther away nobody drives."""
DRIVER = "Pengantar Contoh"


def drive(place: Shop, orders: Sequence[Order], now: datetime) -> None:
    """These orders are packed, leave together, and the first two doors have been tried."""
    packed, left = now - timedelta(hours=4), now - timedelta(hours=2)
    with it_is(packed):
        for order in orders:
            pack_order(**place.by_id(packed), order_id=order.pk)
        made = make_route(
            **place.by_id(packed), order_ids=[order.pk for order in orders], driver=DRIVER,
            day=left.astimezone(ZoneInfo(place.store.zone)).date(),
        )  # fmt: skip
    with it_is(left):
        send_route(**place.by_id(left), route_id=made.route_id)
    first, second, *_later = RouteStop.objects.of(place.store).filter(route_id=made.route_id)
    told: dict[str, Any] = {"store_id": place.store.pk, "actor": Actor(kind=STAFF, label=DRIVER)}
    there, later = left + timedelta(minutes=35), left + timedelta(minutes=50)
    with it_is(there):
        drop_off(**told, stop_id=first.pk, photo=None, note="Dititipkan ke satpam.", at=there)
    with it_is(later):
        fail_drop(**told, stop_id=second.pk, note="Pagarnya dikunci, tidak ada yang menjawab.", at=later)

"""A parcel that was packed wrongly, and one that may not be opened any more."""

from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal.models import EventRow
from bukapo.kernel.machine import WrongState
from bukapo.orders.models import Order, Packing
from bukapo.orders.packing.reads import parcel_told
from bukapo.orders.packing.reopening import OnARoute, open_again
from bukapo.orders.routes.writes import drop_route, make_route
from bukapo.orders.writes.send import pack_order, ship_order
from bukapo.shipping.models import Parcel
from tests.orders.packing.cast import begun, close, plain, ready, scan
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def who(world: World, order: Order) -> dict[str, Any]:
    return {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}


def opened(world: World) -> int:
    return EventRow.objects.filter(kind="order.unpacked").count()


def test_what_was_packed_wrongly_is_packed_again_from_nothing(world: World) -> None:
    order = ready(world, world.line("L", qty=2))
    for turn in range(2):
        packing = begun(world, order)
        assert parcel_told(world.store.pk, order.number).inside == 0
        for _piece in range(2):
            scan(world, packing, plain(world, "L", "Hitam"))
        close(world, packing)
        told = parcel_told(world.store.pk, order.number)
        assert (told.packed, told.in_house, told.inside) == (True, True, 2)
        if not turn:
            open_again(**who(world, order))
            assert not Parcel.objects.of(world.store).exists()
    assert list(Packing.objects.of(world.store).values_list("state", flat=True)) == ["dropped", "closed"]
    assert opened(world) == 1
    assert not [breach for _name, breaches in audit() for breach in breaches]


def test_a_parcel_on_a_route_or_on_its_way_stays_shut(world: World) -> None:
    where = {"fulfilment": "courier", "address": "Jl. Contoh 12", "zone_id": world.zone.pk}
    order = ready(world, world.line("L"), **where)
    with pytest.raises(WrongState):
        open_again(**who(world, order))
    pack_order(**who(world, order))
    by = {"store_id": world.store.pk, "actor": world.seller, "at": NOON}
    route = make_route(order_ids=[order.pk], driver="Pengantar", day=NOON.date(), **by)
    with pytest.raises(OnARoute):
        open_again(**who(world, order))
    drop_route(route_id=route.route_id, **by)
    ship_order(**who(world, order), courier="JNE", tracking_number="JNE0001")
    with pytest.raises(WrongState):
        open_again(**who(world, order))
    assert Parcel.objects.of(world.store).get().tracking_number == "JNE0001" and not opened(world)

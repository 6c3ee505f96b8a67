from datetime import timedelta
from typing import Any

import pytest

from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.orders.models import NotArrived, Order
from bukapo.orders.parcels.reads import stuck_count, stuck_parcels
from bukapo.orders.parcels.rules import days_of
from bukapo.orders.parcels.writes import SaidAlready, SameTracking, correct_tracking, say_not_arrived
from bukapo.orders.writes.send import TrackingTaken, confirm_receipt, ship_order
from bukapo.shipping.models import Parcel, Zone
from tests.orders.packing.cast import ready
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "days"), [("2-3 hari", 5), ("", 7), ("besok", 7), ("5", 7), ("0", 7), ("9" * 3, 60)]
)
def test_a_zone_says_how_long_a_parcel_takes(text: str, days: int) -> None:
    assert days_of(text) == days


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def gone(world: World, number: str, at: Any = NOON) -> Order:
    order = ready(world, fulfilment="courier", address="Jl. Contoh 12", zone_id=world.zone.pk)
    ship_order(
        store_id=world.store.pk, order_id=order.pk, courier="JNE", tracking_number=number, actor=world.seller, at=at
    )  # fmt: skip
    return order


def test_a_tracking_number_is_put_right_and_kept_unique(world: World) -> None:
    order, other = gone(world, "JNE0001"), gone(world, "JNE0002")
    facts: dict[str, Any] = {
        "store_id": world.store.pk,
        "order_id": order.pk,
        "actor": world.seller,
        "at": NOON,
    }
    with pytest.raises(TrackingTaken):
        correct_tracking(**facts, courier="JNE", tracking_number="jne 0002")
    with pytest.raises(SameTracking):
        correct_tracking(**facts, courier="JNE", tracking_number="JNE0001")
    event = correct_tracking(**facts, courier="SiCepat", tracking_number="00987")
    assert event.was == ("JNE", "JNE0001")
    assert Parcel.objects.of(world.store).get(order=order).tracking_number == "00987"
    assert Parcel.objects.of(world.store).get(order=other).tracking_number == "JNE0002"
    confirm_receipt(**facts)
    with pytest.raises(WrongState):
        correct_tracking(**facts, courier="JNE", tracking_number="JNE0009")


def test_parcels_too_long_on_their_way_surface_and_what_a_buyer_misses_comes_first(world: World) -> None:
    Zone.objects.of(world.store).update(days="2-3 hari")
    old, fresh = (
        gone(world, "JNE0001", NOON - timedelta(days=6)),
        gone(world, "JNE0002", NOON - timedelta(days=1)),
    )
    assert [one.number for one in stuck_parcels(world.campaign, at=NOON)] == [old.number]
    said: dict[str, Any] = {"store_id": world.store.pk, "order_id": fresh.pk, "actor": BUYER_ACTOR}
    say_not_arrived(**said, note=" belum  ada ", at=NOON)
    with pytest.raises(SaidAlready):
        say_not_arrived(**said, note="lagi", at=NOON + timedelta(hours=2))
    assert NotArrived.objects.of(world.store).get().note == "belum ada"
    say_not_arrived(**said, note="lagi", at=NOON + timedelta(hours=25))
    told = stuck_parcels(world.campaign, at=NOON + timedelta(hours=25))
    assert [(one.number, one.missed, one.usual) for one in told] == [
        (fresh.number, True, 5), (old.number, False, 5)
    ]  # fmt: skip
    confirm_receipt(store_id=world.store.pk, order_id=fresh.pk, actor=world.seller, at=NOON)
    assert stuck_count(world.campaign, at=NOON) == 1

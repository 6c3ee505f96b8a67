"""Packing, slots, parts, weights: whatever is altered behind the house's back, the audit names it."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.parcels.writes import correct_tracking
from bukapo.orders.parts.writes import answer_part, end_rest, propose_part, ship_part
from bukapo.orders.pickup.writes import choose_slot, open_slot
from bukapo.orders.weighing.writes import weigh_order
from bukapo.orders.writes.send import ship_order
from tests.invariants.altering import unnamed
from tests.orders.packing.cast import begun, close, plain, ready, rule, scan
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
ALTERATIONS = {
    "a piece nobody scanned": ("packing", "UPDATE orders_packscan SET variant_id = variant_id + 1"),
    "a scan that is gone": ("packing", "DELETE FROM orders_packscan WHERE place = 2"),
    "another parcel": (
        "packing",
        "UPDATE orders_packing SET parcel_id = (SELECT min(id) FROM shipping_parcel) WHERE parcel_id IS NOT NULL",
    ),
    "an unchecked parcel": (
        "scan rule",
        "UPDATE shipping_parcel SET packed_at = '2026-11-22 06:00:00+00:00' WHERE tracking_number = 'JNE0009'",
    ),
    "a place nobody chose": ("pickup slot", "UPDATE orders_pickupslot SET taken = taken + 1"),
    "a slot nobody chose": (
        "pickup slot",
        "UPDATE orders_pickupslot SET taken = 1 - taken;"
        "UPDATE orders_pickupchoice SET slot_id = (SELECT max(id) FROM orders_pickupslot)",
    ),
    "a consent that was not given": (
        "part",
        "UPDATE orders_partshipment SET state = 'sent' WHERE state = 'asked'",
    ),
    "more pieces ahead": ("part", "UPDATE orders_partshipment SET pieces = pieces + 5"),
    "another number of the part": (
        "part",
        "UPDATE orders_partshipment SET tracking_number = 'X2' WHERE tracking_number = 'JNE0002'",
    ),
    "more money for a rest": ("rest", "UPDATE orders_droppedrest SET amount = amount + 1"),
    "more pieces in a rest": ("rest", "UPDATE orders_droppedrest SET pieces = pieces + 1"),
    "a rest that is gone": ("rest", "DELETE FROM orders_droppedrest"),
    "a part that is on its way again": (
        "rest",
        "UPDATE orders_partshipment SET state = 'sent' WHERE state = 'final'",
    ),
    "another moment of packing": (
        "record",
        "UPDATE shipping_parcel SET packed_at = '2026-11-20 06:00:00+00:00' WHERE tracking_number = 'JNE0009'",
    ),
    "another weight": ("weighing", "UPDATE orders_weighing SET grams = grams + 1"),
    "another number": (
        "tracking",
        "UPDATE shipping_parcel SET tracking_number = 'X1' WHERE tracking_number = 'JNE0009'",
    ),
}


@pytest.fixture
def world() -> World:
    world = make_world(at=NOON)
    where: dict[str, Any] = {"fulfilment": "courier", "address": "Jl. Contoh 12", "zone_id": world.zone.pk}
    orders = [ready(world, world.line("L", qty=3), **(where if n else {})) for n in range(5)]
    by = [{"store_id": world.store.pk, "order_id": o.pk, "actor": world.seller, "at": NOON} for o in orders]
    weigh_order(**by[1], grams=900)
    ship_order(**by[1], courier="JNE", tracking_number="JNE0001")
    correct_tracking(**by[1], courier="JNE", tracking_number="JNE0009")
    for n in (2, 3, 4):
        propose_part(**by[n], pieces={(0, world.variant("L", "Hitam")): 1}, reason="Sisanya menyusul")
    answer_part(**(by[2] | {"actor": BUYER_ACTOR}), agree=True)
    ship_part(**by[2], courier="JNE", tracking_number="JNE0002")
    answer_part(**(by[4] | {"actor": BUYER_ACTOR}), agree=True)
    ship_part(**by[4], courier="JNE", tracking_number="JNE0004")
    end_rest(**by[4], reason="Kain tidak datang")
    rule(world)
    packing = begun(world, orders[0])
    for _piece in range(3):
        scan(world, packing, plain(world, "L", "Hitam"))
    close(world, packing)
    slots = [
        open_slot(
            store_id=world.store.pk, campaign_id=world.campaign.pk, starts_at=NOON + timedelta(days=day),
            ends_at=NOON + timedelta(days=day, hours=1), capacity=2, actor=world.seller, at=NOON,
        ).slot_id
        for day in (1, 2)
    ]  # fmt: skip
    choose_slot(**(by[0] | {"actor": BUYER_ACTOR}), slot_id=slots[0])
    return world


@pytest.mark.usefixtures("world")
def test_an_untouched_one_is_clean_and_every_alteration_is_named() -> None:
    assert unnamed(ALTERATIONS) == {}

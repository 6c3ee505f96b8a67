from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Invalid, Refusal
from bukapo.orders.models import Order, PartShipment
from bukapo.orders.packing.gates import NotScanned
from bukapo.orders.packing.rules import OneTooMany
from bukapo.orders.parts.rules import NoPart, PartAsked, PartIsOut
from bukapo.orders.parts.writes import answer_part, propose_part, ship_part, withdraw_part
from bukapo.orders.writes.release import cancel_order
from bukapo.orders.writes.send import TrackingTaken, confirm_receipt, ship_order
from bukapo.production.reads import outgoing_to_print
from bukapo.shipping.models import Parcel
from tests.orders.packing.cast import begun, close, named, plain, ready, rule, scan
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


@pytest.fixture
def order(world: World) -> Order:
    """Two black L and one M with a name."""
    lines = (world.line("L", qty=2), world.line("M", name="BUDI"))
    return ready(world, *lines, fulfilment="courier", address="Jl. Contoh 12", zone_id=world.zone.pk)


def by(world: World, order: Order, actor: Any = None) -> dict[str, Any]:
    return {"store_id": world.store.pk, "order_id": order.pk, "actor": actor or world.seller, "at": NOON}


def proposed(world: World, order: Order, pieces: int = 1) -> None:
    chosen = {(0, world.variant("L", "Hitam")): pieces}
    propose_part(**by(world, order), pieces=chosen, reason="Ukuran M menyusul")


def refused(act: Any, why: type[Refusal]) -> None:
    before = EventRow.objects.count()
    with pytest.raises(why):
        act()
    assert EventRow.objects.count() == before


JNE = {"courier": "JNE", "tracking_number": "JNE0001"}


def test_a_part_goes_ahead_only_with_the_buyers_consent(world: World, order: Order) -> None:
    refused(lambda: ship_part(**by(world, order), **JNE), NoPart)
    refused(lambda: proposed(world, order, 0), Invalid)
    refused(lambda: proposed(world, order, 3), Invalid)
    proposed(world, order)
    refused(lambda: ship_part(**by(world, order), **JNE), NoPart)
    refused(lambda: ship_order(**by(world, order), **JNE), PartAsked)
    refused(lambda: begun(world, order), PartAsked)
    answer_part(**by(world, order, BUYER_ACTOR), agree=False)
    refused(lambda: ship_part(**by(world, order), **JNE), NoPart)
    proposed(world, order)
    withdraw_part(**by(world, order))
    ship_order(**by(world, order), **JNE)
    assert world.fresh(order).state == "shipped"


def test_the_order_is_shipped_when_the_last_parcel_leaves(world: World, order: Order) -> None:
    proposed(world, order)
    answer_part(**by(world, order, BUYER_ACTOR), agree=True)
    refused(lambda: ship_order(**by(world, order), courier="JNE", tracking_number="JNE0002"), PartAsked)
    ship_part(**by(world, order), **JNE)
    assert (world.fresh(order).state, Parcel.objects.of(world.store).count()) == ("confirmed", 0)
    refused(lambda: cancel_order(**by(world, order), reason="batal"), PartIsOut)
    refused(lambda: proposed(world, order), PartIsOut)
    (told,) = outgoing_to_print(world.campaign)
    assert (told.parcel, told.parcels, told.pieces) == (2, 2, 2)
    refused(lambda: ship_order(**by(world, order), **JNE), TrackingTaken)
    ship_order(**by(world, order), courier="JNE", tracking_number="JNE0002")
    confirm_receipt(**by(world, order, BUYER_ACTOR))
    assert world.fresh(order).state == "received"
    assert not [breach for _name, found in audit() for breach in found]


def test_under_the_rule_each_of_the_two_parcels_is_scanned(world: World, order: Order) -> None:
    rule(world)
    black = plain(world, "L", "Hitam")
    proposed(world, order)
    answer_part(**by(world, order, BUYER_ACTOR), agree=True)
    refused(lambda: ship_part(**by(world, order), **JNE), NotScanned)
    first = begun(world, order)
    scan(world, first, black)
    refused(lambda: scan(world, first, black), OneTooMany)
    close(world, first)
    assert PartShipment.objects.of(world.store).get().state == "packed"
    ship_part(**by(world, order), **JNE)
    rest = begun(world, order)
    scan(world, rest, black)
    scan(world, rest, named(order, 1))
    close(world, rest)
    ship_order(**by(world, order), courier="JNE", tracking_number="JNE0002")
    assert not [breach for _name, found in audit() for breach in found]

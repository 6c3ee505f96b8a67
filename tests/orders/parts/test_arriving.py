"""Each of two parcels has its own number, its own arrival and its own trouble; the order is received with the last."""

from datetime import timedelta

import pytest

from bukapo.audit import audit
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import PartShipment
from bukapo.orders.parcels.reads import stuck_count, stuck_parcels
from bukapo.orders.parcels.writes import SaidAlready
from bukapo.orders.parts.arriving import confirm_part, confirm_rest, correct_part_tracking, say_part_missed
from bukapo.orders.parts.rules import NoPart
from bukapo.orders.parts.writes import end_rest
from bukapo.orders.writes.send import TrackingTaken, confirm_receipt, ship_order
from bukapo.production.reads import outgoing_to_print
from bukapo.shipping.models import Parcel
from tests.orders.parts.cast import FIRST, SECOND, by, part_sent
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def clean() -> None:
    assert {name: found for name, found in audit() if found} == {}


def kinds() -> list[str]:
    return list(EventRow.objects.order_by("pk").values_list("kind", flat=True))


def test_the_order_is_received_with_the_last_of_its_parcels_in_whichever_order_they_come(
    world: World,
) -> None:
    first, second, both = part_sent(world), part_sent(world, "JNE0011"), part_sent(world, "JNE0021")
    for n, order in enumerate((first, second, both)):
        ship_order(**by(world, order), courier="JNE", tracking_number=f"JNE100{n}")
    confirm_part(**by(world, first, BUYER_ACTOR))
    confirm_rest(**by(world, second, BUYER_ACTOR))
    assert world.fresh(first).state == world.fresh(second).state == "shipped", "one is still on its way"
    with pytest.raises(WrongState):
        confirm_rest(**by(world, second, BUYER_ACTOR))
    with pytest.raises(NoPart):
        confirm_part(**by(world, first, BUYER_ACTOR))
    confirm_rest(**by(world, first, BUYER_ACTOR))
    confirm_part(**by(world, second, BUYER_ACTOR))
    confirm_receipt(**by(world, both, BUYER_ACTOR))
    assert {world.fresh(one).state for one in (first, second, both)} == {"received"}
    assert set(PartShipment.objects.of(world.store).values_list("state", flat=True)) == {"delivered"}
    assert set(Parcel.objects.of(world.store).values_list("state", flat=True)) == {"delivered"}
    assert kinds().count("order.received") == 3 and kinds().count("order.part_delivered") == 1
    clean()


def test_a_part_is_stuck_missed_and_put_right_on_its_own(world: World) -> None:
    order = part_sent(world)
    by_then = NOON + 20 * DAY
    assert stuck_count(world.campaign, at=NOON + DAY) == 0
    say_part_missed(**by(world, order, BUYER_ACTOR, NOON + DAY), note="  belum   ada ")
    with pytest.raises(SaidAlready):
        say_part_missed(**by(world, order, BUYER_ACTOR, NOON + DAY), note="")
    (told,) = stuck_parcels(world.campaign, at=NOON + DAY)
    assert (told.ahead, told.missed, told.note, told.tracking) == (True, True, "belum ada", "JNE0001")
    correct_part_tracking(**by(world, order), courier="JNE", tracking_number="JNE0009")
    with pytest.raises(TrackingTaken):
        ship_order(**by(world, order), courier="JNE", tracking_number="JNE0009")
    ship_order(**by(world, order), **SECOND)
    assert [(one.ahead, one.tracking) for one in stuck_parcels(world.campaign, at=by_then)] == [
        (True, "JNE0009"),
        (False, "JNE0002"),
    ]
    assert stuck_count(world.campaign, at=by_then) == 2
    confirm_rest(**by(world, order, BUYER_ACTOR))
    assert [one.ahead for one in stuck_parcels(world.campaign, at=by_then)] == [True]
    clean()


def test_each_label_carries_its_own_number(world: World) -> None:
    order = part_sent(world)
    (next_one,) = outgoing_to_print(world.campaign)
    assert (next_one.parcel, next_one.tracking, next_one.pieces) == (2, "", 2)
    ship_order(**by(world, order), **SECOND)
    told = outgoing_to_print(world.campaign, numbers=[order.number])
    assert [(one.parcel, one.parcels, one.tracking, one.pieces) for one in told] == [
        (1, 2, FIRST["tracking_number"], 2),
        (2, 2, SECOND["tracking_number"], 2),
    ]
    assert told[0].weight < order.weight


def test_a_part_that_arrived_makes_the_order_received_when_its_rest_is_dropped(world: World) -> None:
    order = part_sent(world)
    confirm_part(**by(world, order, BUYER_ACTOR))
    end_rest(**by(world, order), reason="Kain M tidak datang")
    parcel = Parcel.objects.of(world.store).get()
    assert (world.fresh(order).state, parcel.state, parcel.delivered_at) == ("received", "delivered", NOON)
    (label,) = outgoing_to_print(world.campaign, numbers=[order.number]) or (None,)
    assert label is None, "nothing is left to label"
    with pytest.raises(Refusal):
        confirm_receipt(**by(world, order, BUYER_ACTOR))
    clean()

from datetime import datetime, timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Invalid
from bukapo.orders.models import Order, PickupChoice, PickupSlot
from bukapo.orders.pickup.consumer import free_its_place
from bukapo.orders.pickup.reads import order_at_counter, pickup_of
from bukapo.orders.pickup.rules import BelowTaken, NotReadyYet, SlotFull, SlotGone
from bukapo.orders.pickup.writes import choose_slot, open_slot, set_slot
from bukapo.orders.writes.release import cancel_order
from bukapo.orders.writes.send import NotPickup, pack_order
from tests.orders.packing.cast import ready
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def slot(world: World, capacity: int = 1, starts: datetime = NOON + DAY) -> int:
    return open_slot(
        store_id=world.store.pk, campaign_id=world.campaign.pk, starts_at=starts, ends_at=starts + timedelta(hours=2),
        capacity=capacity, actor=world.seller, at=NOON,
    ).slot_id  # fmt: skip


def packed(world: World, **changes: Any) -> Order:
    order = ready(world, **changes)
    pack_order(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
    return order


def choose(world: World, order: Order, slot_id: int, at: datetime = NOON) -> Any:
    return choose_slot(store_id=world.store.pk, order_id=order.pk, slot_id=slot_id, actor=BUYER_ACTOR, at=at)


def taken(world: World) -> list[int]:
    return list(PickupSlot.objects.of(world.store).values_list("taken", flat=True))


def test_a_buyer_chooses_changes_and_keeps_the_code(world: World) -> None:
    first, second, order = slot(world), slot(world, starts=NOON + 2 * DAY), packed(world)
    choose(world, order, first)
    code = PickupChoice.objects.of(world.store).get().code
    choose(world, order, first)  # a form sent twice
    assert taken(world) == [1, 0]
    choose(world, order, second)
    assert (taken(world), PickupChoice.objects.of(world.store).get().code) == ([0, 1], code)
    told = pickup_of(world.fresh(order), at=NOON)
    assert told and told.chosen and [one.mine for one in told.slots] == [False, True]
    assert order_at_counter(world.store.pk, code) == order == order_at_counter(world.store.pk, order.number)


def test_a_full_or_closed_slot_is_refused_and_nothing_is_counted(world: World) -> None:
    only, other = slot(world), slot(world, starts=NOON + 2 * DAY)
    choose(world, packed(world), only)
    late = packed(world)
    with pytest.raises(SlotFull):
        choose(world, late, only)
    set_slot(store_id=world.store.pk, slot_id=other, capacity=1, open=False, actor=world.seller, at=NOON)
    with pytest.raises(SlotGone):
        choose(world, late, other)
    with pytest.raises(SlotGone):
        choose(world, late, only, at=NOON + 2 * DAY)
    assert taken(world) == [1, 0]


def test_no_capacity_goes_below_those_who_come(world: World) -> None:
    one = slot(world, capacity=2)
    for _buyer in range(2):
        choose(world, packed(world), one)
    with pytest.raises(BelowTaken):
        set_slot(store_id=world.store.pk, slot_id=one, capacity=1, open=True, actor=world.seller, at=NOON)
    assert PickupSlot.objects.of(world.store).get().capacity == 2


def test_who_is_not_ready_or_gets_a_parcel_chooses_nothing(world: World) -> None:
    one = slot(world)
    with pytest.raises(NotReadyYet):
        choose(world, ready(world), one)
    where = {"fulfilment": "courier", "address": "Jl. Contoh 12", "zone_id": world.zone.pk}
    with pytest.raises(NotPickup):
        choose(world, packed(world, **where), one)
    with pytest.raises(Invalid):
        slot(world, capacity=0)
    assert taken(world) == [0]


def test_a_cancelled_order_gives_its_place_back(world: World) -> None:
    order, one = packed(world), slot(world)
    choose(world, order, one)
    cancel_order(store_id=world.store.pk, order_id=order.pk, reason="batal", actor=world.seller, at=NOON)
    event = EventRow.objects.get(kind="order.cancelled")
    for _twice in range(2):
        free_its_place(event, NOON)
    assert taken(world) == [0]
    assert not [breach for _name, found in audit() for breach in found]

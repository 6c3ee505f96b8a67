"""Many buyers choose the last places of a slot at once."""

from datetime import timedelta

import pytest

from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import PickupChoice, PickupSlot
from bukapo.orders.pickup.events import PickupChosen
from bukapo.orders.pickup.rules import SlotFull
from bukapo.orders.pickup.writes import choose_slot, open_slot
from bukapo.orders.writes.send import pack_order
from tests.concurrency.test_drop import all_at_once
from tests.faces.production import paid
from tests.world import make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def test_a_slot_is_never_overbooked() -> None:
    world, now = make_world(), clock.now()
    by = {"store_id": world.store.pk, "actor": world.seller, "at": now}
    slot = open_slot(
        **by, campaign_id=world.campaign.pk, starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2),
        capacity=3,
    ).slot_id  # fmt: skip
    orders = [paid(world) for _ in range(8)]
    for order in orders:
        pack_order(**by, order_id=order.pk)

    def choose(order_id: int) -> object:
        return lambda: choose_slot(
            store_id=world.store.pk, order_id=order_id, slot_id=slot, actor=BUYER_ACTOR, at=now
        )

    results = all_at_once([choose(order.pk) for order in orders])
    assert sum(isinstance(result, PickupChosen) for result in results) == 3, results
    assert sum(isinstance(result, SlotFull) for result in results) == 5, results
    assert PickupSlot.objects.of(world.store).get().taken == PickupChoice.objects.of(world.store).count() == 3

"""Who waits against who comes now, on threads with their own connections to a real database."""

from datetime import UTC, datetime, timedelta

import pytest

from bukapo.audit import audit
from bukapo.campaigns.rules import SoldOut
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.writes.release import expire_order
from bukapo.orders.writes.wait import join_waitlist
from tests.concurrency.test_drop import all_at_once, buy
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def join(world: World, wanted: object) -> object:
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": BUYER_ACTOR}
    return join_waitlist(**facts, wanted=wanted)  # type: ignore[arg-type]


def sound() -> None:
    assert [breach for _, found in audit() for breach in found] == []


def test_what_expires_goes_to_who_waits_and_never_to_a_newcomer() -> None:
    world = make_world(cap=12, pay_hours=1)
    first = [world.place() for _ in range(12)]
    waiting = [join(world, world.want()) for _ in range(12)]
    late = datetime.now(UTC) + timedelta(hours=2)
    store = world.store.pk

    def expire(order: Order) -> object:
        return expire_order(store_id=store, order_id=order.pk, actor=SYSTEM_ACTOR, at=late)

    jobs = [
        job
        for order in first
        for job in (buy(world, world.want()), lambda order=order: expire(order), buy(world, world.want()))
    ]
    results = all_at_once(jobs)
    assert sum(isinstance(r, SoldOut) for r in results) == 24, results
    entries = WaitingEntry.objects.of(world.store)
    assert entries.filter(state="ordered").count() == len(waiting)
    assert world.counter().taken == 12
    sound()


def test_many_who_join_at_once_get_one_place_each_and_one_thing_only() -> None:
    world = make_world(cap=10)
    wanted = [world.want() for _ in range(40)]
    results = all_at_once([lambda one=one: join(world, one) for one in wanted for _ in range(2)])
    assert not [r for r in results if isinstance(r, Exception)]
    orders = Order.objects.of(world.store)
    entries = WaitingEntry.objects.of(world.store)
    assert orders.count() == 10 and entries.filter(state="waiting").count() == 30
    assert sorted(entries.values_list("position", flat=True)) == list(range(1, 31))
    assert not set(orders.values_list("key", flat=True)) & set(entries.values_list("key", flat=True))
    sound()

"""Many buyers at once, on threads with their own connections to a real database."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import Closed, SoldOut
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order
from bukapo.orders.writes.place import place_order
from bukapo.orders.writes.release import expire_order
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def all_at_once(jobs: list[Callable[[], object]], *, threads: int = 12) -> list[object]:
    """Run every job, `threads` at a time, released together; what each returned or raised, in order of the jobs."""
    results: list[object] = [None] * len(jobs)
    gate = threading.Barrier(threads)
    todo = iter(enumerate(jobs))
    lock = threading.Lock()

    def work() -> None:
        gate.wait()
        try:
            while True:
                with lock:
                    number, job = next(todo, (None, None))
                if job is None or number is None:
                    return
                try:
                    results[number] = job()
                except Exception as error:
                    results[number] = error
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return results


def buy(world: World, wanted: object) -> Callable[[], object]:
    return lambda: place_order(
        store_id=world.store.pk,
        campaign_id=world.campaign.pk,
        wanted=wanted,
        actor=BUYER_ACTOR,  # type: ignore[arg-type]
    )


def test_of_200_buyers_for_the_last_20_pieces_exactly_20_are_accepted() -> None:
    world = make_world(cap=60)
    for _ in range(4):
        world.place(world.line("L", qty=10))
    results = all_at_once([buy(world, world.want()) for _ in range(200)])
    assert sum(isinstance(r, Order) for r in results) == 20
    assert sum(isinstance(r, SoldOut) for r in results) == 180
    assert world.counter().taken == 60 == sum(Order.objects.of(world.store).values_list("pieces", flat=True))


def test_a_variants_cap_holds_for_orders_of_many_sizes() -> None:
    world = make_world(variant_caps={("L", "Hitam"): 25})
    wanted = [world.want(world.line("L", qty=1 + n % 3), world.line("M", qty=1)) for n in range(60)]
    accepted = [r for r in all_at_once([buy(world, one) for one in wanted]) if isinstance(r, Order)]
    sold = sum(line.qty for order in accepted for line in order.lines.all() if line.label == "L / Hitam")
    assert sold == world.counter("L", "Hitam").taken <= 25
    assert sold >= 23  # what stays is less than the largest wish


def test_thirty_submissions_sent_five_times_each_are_thirty_orders() -> None:
    world = make_world()
    wanted = [world.want() for _ in range(30)]
    results = all_at_once([buy(world, one) for one in wanted for _ in range(5)])
    orders = [r for r in results if isinstance(r, Order)]
    assert len(orders) == 150 and len({order.pk for order in orders}) == 30
    assert Order.objects.of(world.store).count() == 30 == world.counter().taken


def test_no_order_is_accepted_at_or_after_the_closing_instant() -> None:
    world = make_world()
    closes = datetime.now(UTC) + timedelta(seconds=1.2)
    Campaign.objects.of(world.store).update(closes_at=closes)

    def keep_buying() -> object:
        last: object = None
        while datetime.now(UTC) < closes + timedelta(seconds=0.5):
            try:
                place_order(
                    store_id=world.store.pk,
                    campaign_id=world.campaign.pk,
                    wanted=world.want(),
                    actor=BUYER_ACTOR,
                )
            except Refusal as refusal:
                last = refusal
                time.sleep(0.01)
        return last

    results = all_at_once([keep_buying] * 8, threads=8)
    assert all(isinstance(r, Closed) for r in results)
    placed = Order.objects.of(world.store)
    assert placed.count() > 2  # how many, depends on the machine
    assert not placed.filter(placed_at__gte=closes).exists()


def test_expiry_and_new_buyers_never_lose_or_double_a_piece() -> None:
    world = make_world(cap=20, pay_hours=1)
    first = [world.place() for _ in range(20)]
    late = datetime.now(UTC) + timedelta(hours=2)

    def expire(order: Order) -> Callable[[], object]:
        return lambda: expire_order(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=late)

    jobs = [job for order in first for job in (expire(order), buy(world, world.want()), expire(order))]
    results = all_at_once(jobs)
    fresh = sum(isinstance(r, Order) for r in results)
    assert Order.objects.of(world.store).filter(state="expired").count() == 20
    assert world.counter().taken == fresh <= 20

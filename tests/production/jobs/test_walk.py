"""However payments, workers and cancellations come together: one confirmed order, exactly one job."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.making.writes import declare_made
from bukapo.orders.models import Job, Order
from bukapo.orders.writes.release import cancel_order
from bukapo.production.jobs import consumer
from bukapo.production.jobs.due import start_confirmed
from bukapo.production.jobs.start import start_job
from bukapo.production.models import FrozenRecap, WorkOrder
from tests.production.jobs.cast import jackets, work
from tests.till import receive
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)


def pay(world: World, order: Order) -> None:
    """Twice half: the first confirms nothing, the second does, a third is paid too much."""
    receive(world, order, 60_000, at=clock.now())


def sweep(world: World, order: Order) -> None:
    start_confirmed(clock.now())


def start(world: World, order: Order) -> None:
    start_job(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=clock.now())


def make(world: World, order: Order) -> None:
    declare_made(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=clock.now())


def cancel(world: World, order: Order) -> None:
    cancel_order(store_id=world.store.pk, order_id=order.pk, reason="x", actor=world.seller, at=clock.now())


def replay(world: World, order: Order) -> None:
    """A worker was killed after its consumer ran: it runs again."""
    work()
    for event in EventRow.objects.filter(order_id=order.pk, kind="order.cancelled"):
        consumer.call_off(event, clock.now())
    for event in EventRow.objects.filter(order_id=order.pk, kind="work_order.done"):
        consumer.order_is_made(event, clock.now())


DEEDS: tuple[Callable[[World, Order], None], ...] = (pay, pay, sweep, start, make, cancel, replay)


@settings(max_examples=8)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 1)), min_size=6, max_size=14))
def test_one_confirmed_order_is_exactly_one_job(steps: list[tuple[Callable[..., None], int]]) -> None:
    with clock.told(NOON):
        world = jackets(slug=f"toko-{EventRow.objects.count()}")
        orders = [world.place(world.line("L")), world.place(world.line("M", qty=2))]
        for deed, which in steps:
            try:
                deed(world, orders[which])
            except Refusal:
                continue
        start_confirmed(clock.now())
        work()
        for order in orders:
            rows = [Job, FrozenRecap]
            counts = {row.objects.of(world.store).filter(order=order).count() for row in rows}  # type: ignore[attr-defined]
            was_confirmed = world.fresh(order).confirmed_at is not None
            begun = EventRow.objects.filter(order_id=order.pk, kind="order.promised").count()
            assert counts == {begun} and begun <= 1
            assert begun == 1 or not was_confirmed or world.fresh(order).state == "cancelled"
            alive = WorkOrder.objects.of(world.store).filter(order=order).exclude(state="cancelled").count()
            assert alive == (1 if world.fresh(order).state == "confirmed" else 0)
        assert not [breach for _name, found in audit() for breach in found]

"""A PO of jackets that are made one by one, for every test that needs one."""

from datetime import datetime
from typing import Any

from bukapo.campaigns.made.rules import Pace
from bukapo.journal import clock
from bukapo.journal.outbox import run_due
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.orders.models import Job, Order
from bukapo.production.jobs.due import start_confirmed
from bukapo.production.models import WorkOrder
from bukapo.production.writes.stages import finish_work_order, report_stage
from bukapo.production.writes.work_orders import accept_work_order
from tests.till import asked, receive
from tests.world import NOON, World, make_world

PACE = Pace(("Potong", "Bordir", "Jahit"), least_days=3, most_days=5, at_once=1, ship_days=2)


def jackets(at: datetime = NOON, **plan: Any) -> World:
    """Open, with a deposit of half and the balance when an order is made."""
    facts = {"kind": "made_to_order", "pace": PACE, "workshop_name": "Penjahit Contoh", "pay_mode": "deposit"}
    return make_world(at=at, **(facts | plan))


def confirmed(world: World, *lines: Any, **changes: Any) -> Order:
    """Ordered and its deposit paid."""
    order = world.place(*(lines or (world.line("L", name="BUDI 10"),)), **changes)
    receive(world, order, asked(order), at=clock.now())
    fresh: Order = world.fresh(order)
    return fresh


def begun(world: World, *lines: Any, **changes: Any) -> Order:
    """Confirmed, and the worker came by."""
    order = confirmed(world, *lines, **changes)
    start_confirmed(clock.now())
    return order


def job_of(order: Order) -> Job:
    found: Job = Job.objects.of(order.store_id).get(order=order)
    return found


def work_of(order: Order) -> WorkOrder:
    found: WorkOrder = WorkOrder.objects.of(order.store_id).get(order=order)
    return found


def made_by_the_workshop(order: Order) -> None:
    """All stages reported, finished, and the worker came by."""
    facts: dict[str, Any] = {
        "store_id": order.store_id,
        "work_order_id": work_of(order).pk,
        "actor": WORKSHOP_ACTOR,
        "at": clock.now(),
    }
    accept_work_order(**facts)
    for position in range(len(PACE.stages)):
        report_stage(**facts, position=position, count=order.pieces)
    finish_work_order(**facts)
    work()


def work() -> None:
    """Everything that events have caused."""
    while run_due(at=clock.now(), limit=100):
        continue

"""Whatever is altered behind the back of single orders, the audit names it."""

import pytest
from django.db import connection

from bukapo.audit import audit
from bukapo.audit.jobs import goods, jobs, promises
from bukapo.journal import clock
from bukapo.orders.making.writes import move_order_promise
from bukapo.orders.models import Order
from tests.production.jobs.cast import begun, jackets
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    with clock.told(NOON):
        world = jackets()
        order = begun(world)
        begun(world, world.line("M"))
        day = {"ship_until": NOON.date().replace(month=12, day=20)}
        facts = {"store_id": world.store.pk, "actor": world.seller, "at": NOON}
        move_order_promise(**facts, order_id=order.pk, moves=day, reason="Kain terlambat")  # type: ignore[arg-type]
    return world


ALTERATIONS = {
    "a job of another PO's kind": (jobs, "UPDATE campaigns_campaign SET kind = 'window'"),
    "an order that left unmade": (
        jobs,
        "UPDATE orders_order SET state = 'shipped' WHERE id = (SELECT max(id) FROM orders_order)",
    ),
    "a job nobody began": (jobs, "UPDATE journal_event SET order_id = 0 WHERE kind = 'order.promised'"),
    "pieces that no recap has": (
        goods,
        "UPDATE orders_orderline SET qty = 7, total = 7 * (unit_price + extra)",
    ),
    "a second living work order": (
        goods,
        "UPDATE production_workorder SET order_id = (SELECT min(order_id) FROM production_workorder)",
    ),
    "a recap that is the whole PO's": (goods, "UPDATE production_frozenrecap SET order_id = NULL"),
    "a promise moved without a reason": (
        promises,
        "UPDATE orders_orderpromise SET reason = '' WHERE reason <> ''",
    ),
    "a promise that nobody was told": (
        promises,
        "UPDATE orders_orderpromise SET day = '2027-01-31' WHERE what = 'produced'",
    ),
    "a promise that is gone": (promises, "UPDATE orders_orderpromise SET what = 'produced'"),
}


@pytest.mark.parametrize("what", ALTERATIONS)
def test_an_altered_job_is_named(world: World, what: str) -> None:
    check, statement = ALTERATIONS[what]
    assert not list(check())
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0, "the statement must alter something"
    assert list(check())


def test_untouched_jobs_are_sound_and_a_forgotten_order_is_not(world: World) -> None:
    assert not [breach for _name, found in audit() for breach in found]
    Order.objects.of(world.store).filter(state="confirmed").update(confirmed_at=NOON.replace(year=2025))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM orders_job")
    assert [breach for breach in jobs() if "nobody makes it" in breach.what]

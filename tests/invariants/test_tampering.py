"""Whatever is altered behind the house's back, the audit names it."""

from datetime import timedelta

import pytest
from django.db import connection

from bukapo.audit import Breach, audit
from bukapo.journal import clock
from bukapo.kernel.actor import SYSTEM_ACTOR, WORKSHOP_ACTOR
from bukapo.orders.delays.moving import move_promise
from bukapo.orders.models import Order
from bukapo.orders.writes import release
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.stages import report_stage
from bukapo.production.writes.work_orders import accept_work_order, send_work_order
from tests.invariants.altering import sql, unnamed
from tests.till import asked, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A PO that was ordered, paid, refunded, closed and is being made."""
    world = make_world(at=NOON, cap=20, buyer_cap=5, pay_mode="deposit")
    with clock.told(NOON):
        orders = [world.place(world.line("L", qty=2, name="BUDI 1"), world.line("M")) for _ in range(3)]
        for order in orders[:2]:
            receive(world, order, asked(order) + 5_000)
        release.cancel_order(
            store_id=world.store.pk, order_id=orders[1].pk, reason="batal", actor=world.seller, at=NOON
        )
        moves = {"ship_until": (NOON + timedelta(days=30)).date()}
        facts = {"actor": world.seller, "at": NOON}
        move_promise(
            **facts, store=world.store, campaign_id=world.campaign.pk, moves=moves, reason="Kain terlambat"
        )
    closed = world.campaign.closes_at
    with clock.told(closed):
        close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=SYSTEM_ACTOR, at=closed)
        sent = send_work_order(
            store_id=world.store.pk, campaign_id=world.campaign.pk,
            workshop_name="Konveksi", stages=("Potong", "Jahit"),
            deadline=(closed + timedelta(days=9)).date(), actor=world.seller, at=closed,
        )  # fmt: skip
        work = {
            "store_id": world.store.pk,
            "work_order_id": sent.work_order_id,
            "actor": WORKSHOP_ACTOR,
            "at": closed,
        }
        accept_work_order(**work)
        report_stage(**work, position=0, count=3)
    return world


def breaches() -> list[Breach]:
    return [breach for _, found in audit() for breach in found]


FIRST = {
    "posting": "id = (SELECT max(id) FROM ledger_posting)",
    "event": "id = (SELECT max(id) FROM journal_event WHERE order_id IS NOT NULL)",
    "order": "id = (SELECT min(id) FROM orders_order)",
}

ALTERATIONS = {
    "a posting's amount": (
        "ledger",
        f"UPDATE ledger_posting SET amount = amount + 1 WHERE {FIRST['posting']}",
    ),
    "a posting's account": (
        "ledger",
        "UPDATE ledger_posting SET source_id = (SELECT min(id) FROM ledger_account WHERE id NOT IN "
        f"(source_id, destination_id)) WHERE {FIRST['posting']}",
    ),
    "a posting that is gone": ("ledger", f"DELETE FROM ledger_posting WHERE {FIRST['posting']}"),
    "a counter": ("counter", "UPDATE campaigns_piececounter SET taken = taken + 1 WHERE variant_id IS NULL"),
    "a variant's counter": (
        "counter",
        "UPDATE campaigns_piececounter SET taken = taken - 1 WHERE taken > 0 AND variant_id IS NOT NULL",
    ),
    "an event's payload": ("event", f"UPDATE journal_event SET data = '{{}}' WHERE {FIRST['event']}"),
    "an event's time": (
        "event",
        f"UPDATE journal_event SET at = '2026-01-01 00:00:00+00:00' WHERE {FIRST['event']}",
    ),
    "an event's kind": ("event", f"UPDATE journal_event SET kind = 'order.packed' WHERE {FIRST['event']}"),
    "an event's actor": (
        "event",
        f"UPDATE journal_event SET actor_label = 'Orang lain' WHERE {FIRST['event']}",
    ),
    "a frozen recap's content": ("recap", "UPDATE production_frozenrecap SET content = '{\"pieces\": {}}'"),
    "a frozen recap's digest": ("recap", "UPDATE production_frozenrecap SET digest = 'f'"),
    "an order's state": ("state", f"UPDATE orders_order SET state = 'received' WHERE {FIRST['order']}"),
    "an order's paid sum": ("order money", f"UPDATE orders_order SET paid = paid + 1 WHERE {FIRST['order']}"),
    "an order's line": (
        "lines",
        "UPDATE orders_orderline SET qty = qty + 1, total = (qty + 1) * (unit_price + extra)",
    ),
    "an order's price": ("lines", f"UPDATE orders_order SET goods = goods - 1000 WHERE {FIRST['order']}"),
    "an order's time": (
        "window",
        f"UPDATE orders_order SET placed_at = '2027-01-01 00:00:00+00:00' WHERE {FIRST['order']}",
    ),
    "a payment": ("order money", "UPDATE payments_payment SET amount = amount - 500"),
    "a refund": ("order money", "UPDATE payments_refund SET amount = amount + 1"),
    "a charge": (
        "order money",
        "UPDATE payments_charge SET goods = goods + 1, total = total + 1 WHERE state = 'open'",
    ),
    "a promise's reason": ("promise", "UPDATE campaigns_promise SET reason = '' WHERE reason <> ''"),
    "a promised day": ("promise", "UPDATE campaigns_promise SET day = '2027-01-01' WHERE reason <> ''"),
    "the terms": ("terms", "UPDATE campaigns_terms SET text = 'Uang tidak kembali.'"),
    "a stage": ("stage", "UPDATE production_stage SET done = 1 WHERE position = 1"),
    "a hand-over that was never made": (
        "outbox",
        "DELETE FROM journal_delivery WHERE event_id = (SELECT max(id) FROM journal_event)",
    ),
}


class TestTheAudit:
    def test_names_every_alteration_and_nothing_where_nothing_was_altered(self, world: World) -> None:
        assert unnamed(ALTERATIONS) == {}
        order = Order.objects.of(world.store).order_by("pk")[0]
        receive(world, order, 1_000, at=NOON + timedelta(days=8))
        filled = "UPDATE payments_charge SET paid = paid - 1 WHERE paid > 0 AND state <> 'paid'"
        assert unnamed({"a filled charge": ("charges", filled)}) == {}

    def test_goes_on_where_what_an_event_told_is_gone(self, world: World) -> None:
        sql("UPDATE journal_event SET data = '{}'")()
        found = {breach.rule for breach in breaches()}
        assert {"event", "audit"} < found and "order money" not in found

    def test_names_the_last_event_of_an_order_when_it_is_cut_off(self, world: World) -> None:
        order = Order.objects.of(world.store).order_by("pk")[2]
        for table, column in (
            ("journal_delivery", "event_id"),
            ("ledger_posting", "event_id"),
            ("journal_event", "id"),
        ):
            last = f"(SELECT max(id) FROM journal_event WHERE order_id = {order.pk})"
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {table} WHERE {column} = {last}")
        assert "event" in {breach.rule for breach in breaches()}

    def test_names_a_row_that_hangs_on_another_store(self, world: World) -> None:
        other = make_world(slug="toko-lain", at=NOON)
        sql(f"UPDATE orders_orderline SET store_id = {other.store.pk}")()
        assert "tenancy" in {breach.rule for breach in breaches()}

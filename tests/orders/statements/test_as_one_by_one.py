"""Thousands at once leave the very rows that the one step of money leaves one by one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import Delivery, EventRow
from bukapo.journal.steps import move
from bukapo.journal.write import record, writing
from bukapo.ledger.models import Posting
from bukapo.orders.models import Order
from bukapo.orders.receive import Incoming, receive
from bukapo.orders.statements.money import ProofNow, deciding_proof
from bukapo.orders.statements.tables import TABLES
from bukapo.orders.steps import lock_order
from bukapo.payments.models import Charge, Payment, Proof
from bukapo.payments.rules import PROOF
from bukapo.stores.models import TaxPeriod
from tests.invariants.far import examples
from tests.orders.statements.bank import bring, line
from tests.till import asked, prove
from tests.till import receive as by_hand
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db

ORDER = st.fixed_dictionaries(
    {
        "before": st.sampled_from([0, 0, 10_000]),
        "proofs": st.lists(st.sampled_from(["exact", "other", "silent"]), max_size=2),
        "balance": st.booleans(),
        "qty": st.integers(1, 3),
    }
)


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    mode=st.sampled_from(["full", "deposit"]),
    taxed=st.booleans(),
    orders=st.lists(ORDER, min_size=1, max_size=4),
)
def test_a_statement_and_one_payment_after_another_leave_the_same(
    data: st.DataObject, mode: str, taxed: bool, orders: list[dict[str, Any]]
) -> None:
    start = transaction.savepoint()
    try:
        with clock.told(NOON):
            world = make_world(at=NOON, pay_mode=mode)
            if taxed:
                TaxPeriod.objects.create(store_id=world.store.pk, since=NOON - timedelta(days=9))
            for one in orders:
                _prepare(world, one)
            amounts = list(
                Charge.objects.of(world.store)
                .filter(transfer_amount__isnull=False)
                .values_list("transfer_amount", flat=True)
            )
            amounts = data.draw(st.permutations(amounts))
            at_once = _seen(world, lambda: _import(world, amounts))
            one_by_one = _seen(world, lambda: _receive_all(world, amounts))
        assert at_once == one_by_one
    finally:
        transaction.savepoint_rollback(start)


def _prepare(world: World, one: dict[str, Any]) -> None:
    from bukapo.orders.writes.pay import ask_balance

    order = world.place(world.line("L", qty=one["qty"]))
    amount = asked(order)
    for proof in one["proofs"]:
        prove(world, order, claimed={"exact": amount, "other": 5_000, "silent": None}[proof])
    if one["balance"] and order.charges.filter(state="planned").exists():
        ask_balance(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
    if one["before"]:
        by_hand(world, order, one["before"], method="cash", bank_account_id=None)


def _import(world: World, amounts: list[int]) -> None:
    bring(world, [line(amount) for amount in amounts])
    assert [breach for _name, found in audit() for breach in found] == []


def _receive_all(world: World, amounts: list[int]) -> None:
    """The everyday step, for each line whose amount is still asked when it comes."""
    for amount in amounts:
        charge = Charge.objects.of(world.store).filter(transfer_amount=amount, state="open").first()
        if charge is None:
            continue
        with writing():
            order = lock_order(store_id=world.store.pk, order_id=charge.order_id)
            pending = (
                Proof.objects.of(world.store).filter(order=order, state="pending").order_by("sent_at", "pk")
            )
            deciding = deciding_proof(
                [ProofNow(*row) for row in pending.values_list("pk", "claimed")], amount
            )
            proof = pending.get(pk=deciding.id) if deciding else None
            if proof:
                move(
                    Proof.objects.of(world.store), pk=proof.pk, machine=PROOF, to="accepted", decided_at=NOON
                )
            money = Incoming(amount, "transfer", bank_account_id=world.bank.pk, proof=proof)
            record([receive(order, money, at=NOON)], actor=world.seller, at=NOON)


def _seen(world: World, book: Callable[[], None]) -> dict[str, Any]:
    """What booking leaves behind, without the numbers that rows happen to get; then everything is as before."""
    before = transaction.savepoint()
    book()
    of = {"store_id": world.store.pk}
    seen: dict[str, Any] = {
        "orders": _rows(Order, of, leave={"chain"}),
        "charges": _rows(Charge, of),
        "proofs": _rows(Proof, of),
        "payments": _sorted(_rows(Payment, of, leave={"id", "statement_line_id", "receipt_code"})),
        "postings": _sorted(
            _rows(Posting, of, leave={"id", "event_id", "cause", "source_id", "destination_id"})
        ),
        "accounts": _sorted(
            [
                {"order": p.order_id, "from": p.source.code, "to": p.destination.code, "amount": p.amount}
                for p in Posting.objects.of(world.store).select_related("source", "destination")
            ]
        ),
        "events": _sorted([_told(row) for row in EventRow.objects.filter(order_id__isnull=False, **of)]),
        "deliveries": _sorted(
            [
                {
                    "kind": d.event.kind,
                    "order": d.event.order_id,
                    "to": d.consumer,
                    "state": d.state,
                    "due": d.run_after,
                }
                for d in Delivery.objects.filter(event__order_id__isnull=False).select_related("event")
            ]
        ),
    }
    transaction.savepoint_rollback(before)
    return seen


def _told(row: EventRow) -> dict[str, Any]:
    data = dict(row.data)
    if data.pop("payment_id", None):
        data["postings"] = [[*posting[:3], posting[4]] for posting in data["postings"]]
    names = (
        "store_id",
        "campaign_id",
        "order_id",
        "kind",
        "subject",
        "subject_id",
        "seq",
        "at",
        "actor_kind",
    )
    return {name: getattr(row, name) for name in (*names, "actor_id", "actor_label")} | {"data": data}


def _rows(
    model: Any, of: dict[str, int], leave: frozenset[str] | set[str] = frozenset()
) -> list[dict[str, Any]]:
    rows = model._base_manager.filter(**of).order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in leave} for row in rows]


def _sorted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=repr)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_the_model_is_written(name: str) -> None:
    table, columns = TABLES[name]
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    fields = {field.column for field in model._meta.concrete_fields}
    assert fields - set(columns) <= {"id"} and set(columns) <= fields

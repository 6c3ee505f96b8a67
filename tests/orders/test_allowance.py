"""Goodwill: an order costs less after the fact, also when all of it is paid."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, Refusal
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import FORGIVEN
from bukapo.orders.models import Order
from bukapo.orders.writes import change, pay, release, send
from bukapo.orders.writes.allow import MoreThanPrice, grant_allowance
from tests.till import asked, books_agree, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, pay_mode="deposit")


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


def allow(world: World, order: Order, amount: int, **more: Any) -> Any:
    facts: dict[str, Any] = {"reason": "Jahitan kurang rapi", "actor": world.seller, "at": NOON}
    return grant_allowance(store_id=world.store.pk, order_id=order.pk, amount=amount, **(facts | more))


def test_on_a_paid_order_it_becomes_money_too_much(world: World) -> None:
    order = world.place()
    receive(world, order, order.charged)
    event = allow(world, order, 15_000)
    now = world.fresh(order)
    assert (event.outstanding, now.outstanding, now.forgiven) == (-15_000, -15_000, 15_000)
    assert trial_balance(store_id=world.store.pk)[FORGIVEN] == 15_000
    release.promise_refund(
        store_id=world.store.pk, order_id=order.pk, amount=15_000, reason="x", send_to="", actor=world.seller, at=NOON
    )  # fmt: skip
    books_agree(world, order)


def test_it_takes_from_the_balance_first_and_leaves_the_deposit(world: World) -> None:
    order = world.place()
    before = asked(order)
    allow(world, order, 20_000)
    deposit, balance = order.charges.order_by("position")
    assert (deposit.total, balance.total) == (before, 27_500)
    assert deposit.transfer_amount == before, "what the buyer was told to transfer stays"
    books_agree(world, order)


def test_as_large_as_the_price_it_asks_for_nothing_any_more(world: World) -> None:
    order = world.place()
    event = allow(world, order, 95_000)
    now = world.fresh(order)
    assert (event.state, now.state, now.outstanding, now.charged) == ("confirmed", "confirmed", 0, 0)
    books_agree(world, order)


@pytest.mark.parametrize("amount", [95_001, 0, -1])
def test_it_is_never_more_than_the_price(world: World, amount: int) -> None:
    order = world.place()
    before = EventRow.objects.count()
    with pytest.raises(MoreThanPrice):
        allow(world, order, amount)
    assert (EventRow.objects.count(), world.fresh(order).forgiven) == (before, 0)


def test_it_needs_a_reason_and_an_order_that_holds(world: World) -> None:
    order, gone = world.place(), world.place()
    release.cancel_order(store_id=world.store.pk, order_id=gone.pk, reason="x", actor=world.seller, at=NOON)
    with pytest.raises(Invalid):
        allow(world, order, 1_000, reason=" ")
    with pytest.raises(WrongState):
        allow(world, gone, 1_000)
    assert world.fresh(order).forgiven == world.fresh(gone).forgiven == 0


def test_it_survives_a_change_of_the_order(world: World) -> None:
    order = world.place()
    allow(world, order, 10_000)
    wanted = world.want(world.line("XXL"), key=order.key, phone=order.phone)
    change.change_order(
        store_id=world.store.pk, order_id=order.pk, wanted=wanted, actor=world.seller, at=NOON
    )
    now = world.fresh(order)
    codes = sum(charge.code for charge in order.charges.exclude(state="void"))
    assert (now.forgiven, now.goods, now.charged - codes) == (10_000, 105_000, 95_000)
    books_agree(world, order)


def test_it_survives_an_expiry_and_the_way_back(world: World) -> None:
    order = world.place()
    allow(world, order, 10_000)
    late = NOON + timedelta(days=2)
    release.expire_order(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=late)
    assert world.fresh(order).forgiven == 0
    release.readmit_order(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=late)
    assert (world.fresh(order).forgiven, world.fresh(order).charged) == (10_000, 85_000)
    books_agree(world, order)


def test_it_works_after_the_goods_have_left(world: World) -> None:
    order = world.place()
    receive(world, order, order.charged)
    send.hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
    allow(world, order, 5_000)
    assert world.fresh(order).outstanding == -5_000
    books_agree(world, order)


def test_it_adds_to_what_was_forgiven(world: World) -> None:
    order = world.place()
    receive(world, order, asked(order) - 2_000)
    pay.forgive_shortfall(store_id=world.store.pk, order_id=order.pk, reason="x", actor=world.seller, at=NOON)
    allow(world, order, 3_000)
    books_agree(world, order)
    assert trial_balance(store_id=world.store.pk)[FORGIVEN] == world.fresh(order).forgiven


def test_refusals_are_sentences() -> None:
    assert isinstance(MoreThanPrice(most="Rp1"), Refusal) and "Rp1" in str(MoreThanPrice(most="Rp1"))

from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import CASH_AT_COURIER, CASH_IN_HAND, DEPOSITS, FEES, RECEIVABLE, REVENUE, cash
from bukapo.orders import due
from bukapo.orders.models import Order
from bukapo.orders.writes import cod, pay, send
from bukapo.orders.writes.place import place_order
from tests.till import asked, books_agree, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, pay_mode="deposit", balance_due="cod", shipping_with="balance")


def by(world: World, order: Order, **more: Any) -> dict[str, Any]:
    return {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON} | more


def ordered(world: World) -> Order:
    """By courier, with its deposit paid where there is one."""
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk}
    return place_order(**facts, wanted=world.by_courier(), actor=BUYER_ACTOR)


def clean() -> bool:
    return [breach for _name, found in audit() for breach in found] == []


def test_the_parcel_leaves_with_the_deposit_paid_and_the_courier_collects_the_rest(world: World) -> None:
    order = ordered(world)
    receive(world, order, asked(order))
    send.ship_order(**by(world, order), courier="JNE", tracking_number="0012345678")
    balance = order.charges.get(kind="balance")
    assert (balance.state, balance.total, balance.code, balance.due_at) == ("open", 47_500 + 18_000, 0, None)
    assert world.fresh(order).outstanding == 65_500
    assert due.remind_unpaid(NOON) == 0  # nobody is reminded to pay a courier
    pay.record_payment(**by(world, order), amount=65_500, method="cod", bank_account_id=None, note="")
    books = trial_balance(store_id=world.store.pk)
    assert (books[CASH_AT_COURIER], books[RECEIVABLE], books[DEPOSITS]) == (65_500, 0, 0)
    event = cod.pay_out_cod(**by(world, order), fee=2_500, bank_account_id=world.bank.pk)
    books = trial_balance(store_id=world.store.pk)
    assert (event.amount, books[CASH_AT_COURIER], books[FEES]) == (65_500, 0, 2_500)
    assert books[cash(world.bank.pk)] == order.charges.get(kind="deposit").total + 63_000
    books_agree(world, order)
    assert clean()


def test_paid_out_at_once_notes_the_collecting_too(world: World) -> None:
    order = ordered(world)
    receive(world, order, asked(order))
    send.ship_order(**by(world, order), courier="JNE", tracking_number="0012345678")
    cod.pay_out_cod(**by(world, order), fee=0, bank_account_id=None)
    kinds = list(EventRow.objects.filter(order_id=order.pk).order_by("seq").values_list("kind", flat=True))
    assert kinds[-2:] == ["order.payment_received", "order.cod_paid_out"]
    assert (
        world.fresh(order).outstanding == 0 and trial_balance(store_id=world.store.pk)[CASH_IN_HAND] == 65_500
    )
    with pytest.raises(cod.NothingAtCourier):
        cod.pay_out_cod(**by(world, order), fee=0, bank_account_id=None)
    assert clean()


def test_the_deposit_must_be_in_before_anything_leaves(world: World) -> None:
    order = ordered(world)
    with pytest.raises(WrongState):
        send.ship_order(**by(world, order), courier="JNE", tracking_number="0012345678")
    assert world.fresh(order).state == "placed"


def test_a_balance_in_cash_is_not_asked_beforehand(world: World) -> None:
    order = ordered(world)
    receive(world, order, asked(order))
    with pytest.raises(pay.NothingToPay):
        pay.ask_balance(**by(world, order))
    assert order.charges.get(kind="balance").state == "planned"


def test_who_picks_it_up_pays_in_cash_and_takes_it(world: World) -> None:
    order = world.place()
    receive(world, order, asked(order))
    with pytest.raises(send.StillOwes):
        send.hand_over(**by(world, order))
    cod.hand_over_for_cash(**by(world, order))
    now = world.fresh(order)
    assert (now.state, now.outstanding) == ("received", 0)
    books = trial_balance(store_id=world.store.pk)
    assert (books[CASH_IN_HAND], books[REVENUE], books[DEPOSITS]) == (47_500, -95_000, 0)
    assert clean()


def test_the_courier_does_not_keep_everything(world: World) -> None:
    order = ordered(world)
    receive(world, order, asked(order))
    send.ship_order(**by(world, order), courier="JNE", tracking_number="0012345678")
    before = EventRow.objects.count()
    for fee in (-1, 65_500, 90_000):
        with pytest.raises(Invalid):
            cod.pay_out_cod(**by(world, order), fee=fee, bank_account_id=None)
    assert EventRow.objects.count() == before and clean()


class TestWithoutAnyDeposit:
    @pytest.fixture
    def world(self) -> World:
        return make_world(at=NOON, pay_mode="cod")

    def test_nothing_is_asked_and_nothing_expires(self, world: World) -> None:
        order = ordered(world)
        charge = order.charges.get()
        assert (order.state, order.pay_by, charge.state, charge.total) == ("placed", None, "planned", 113_000)
        assert due.expire_unpaid(NOON.replace(year=2027)) == 0 and clean()

    def test_the_seller_takes_it_in_and_sends_it(self, world: World) -> None:
        order = ordered(world)
        facts = by(world, order)
        with pytest.raises(WrongState):
            send.ship_order(**facts, courier="JNE", tracking_number="0012345678")
        cod.take_in_order(**facts)
        with pytest.raises(WrongState):
            cod.take_in_order(**facts)
        send.ship_order(**facts, courier="JNE", tracking_number="0012345678")
        send.confirm_receipt(**facts)
        cod.pay_out_cod(**facts, fee=3_000, bank_account_id=world.bank.pk)
        assert world.fresh(order).outstanding == 0 and clean()

    def test_an_order_with_a_deposit_is_not_taken_in_by_hand(self) -> None:
        world = make_world(slug="toko-dp", at=NOON, pay_mode="deposit", balance_due="cod")
        order = world.place()
        with pytest.raises(cod.NotCod):
            cod.take_in_order(**by(world, order))
        assert world.fresh(order).state == "placed"

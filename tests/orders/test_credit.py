"""Money a buyer leaves with the store: kept, spent on another order, paid out after all."""

from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import CREDITS, REFUNDS_PAYABLE
from bukapo.orders.models import Order
from bukapo.orders.steps import Moved, ProofWaiting
from bukapo.orders.writes import credit, release
from bukapo.orders.writes.pay import NothingToPay
from bukapo.payments.credits import tidy_code
from bukapo.payments.models import Credit, CreditUse, Payment, Refund
from tests.till import asked, books_agree, prove, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db

PHONE = "081277770001"


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


def over(world: World, amount: int = 30_000, phone: str = PHONE) -> Order:
    order = world.place(phone=phone)
    receive(world, order, asked(order) + amount)
    return world.fresh(order)


def keep(world: World, order: Order, amount: int = 30_000, **more: Any) -> Credit:
    facts: dict[str, Any] = {"consent": "lewat chat", "actor": world.seller, "at": NOON} | more
    event = credit.keep_as_credit(store_id=world.store.pk, order_id=order.pk, amount=amount, **facts)
    row: Credit = Credit.objects.of(world.store).get(pk=event.credit_id)
    return row


def spend(world: World, order: Order, codes: Any = None, actor: Actor | None = None) -> Any:
    who = actor or world.seller
    return credit.use_credit(store_id=world.store.pk, order_id=order.pk, codes=codes, actor=who, at=NOON)


def refused(world: World, refusal: type[Refusal], act: Any) -> None:
    before = EventRow.objects.count(), trial_balance(store_id=world.store.pk)
    with pytest.raises(refusal):
        act()
    assert (EventRow.objects.count(), trial_balance(store_id=world.store.pk)) == before


class TestKeeping:
    def test_moves_what_is_too_much_from_the_order_to_the_buyer(self, world: World) -> None:
        order = over(world)
        row = keep(world, order)
        assert (row.phone, row.amount, row.left, row.order_id) == (order.phone, 30_000, 30_000, order.pk)
        assert world.fresh(order).outstanding == 0
        assert trial_balance(store_id=world.store.pk)[CREDITS] == -30_000
        books_agree(world, order)

    def test_is_at_most_what_is_too_much(self, world: World) -> None:
        order = over(world)
        for amount in (30_001, 0, -1):
            refused(world, release.MoreThanOwed, lambda amount=amount: keep(world, order, amount))

    def test_by_the_seller_needs_the_buyers_word(self, world: World) -> None:
        order = over(world)
        refused(world, Invalid, lambda: keep(world, order, consent="  "))
        keep(world, order, consent="", actor=BUYER_ACTOR)
        told = EventRow.objects.get(kind="order.credit_kept").data
        assert "code" not in str(told).lower(), "the key stands in no event"

    def test_a_form_sent_twice_acts_once(self, world: World) -> None:
        order = over(world)
        keep(world, order, 10_000, seen=order.version)
        refused(world, Moved, lambda: keep(world, order, 10_000, seen=order.version))

    def test_of_a_refund_takes_its_place(self, world: World) -> None:
        order = over(world)
        facts = {"store_id": world.store.pk, "actor": world.seller, "at": NOON}
        owed = release.promise_refund(**facts, order_id=order.pk, amount=30_000, reason="lebih", send_to="")
        kept = credit.keep_refund_as_credit(**facts, refund_id=owed.refund_id, consent="lewat chat")
        assert Refund.objects.of(world.store).get().state == "credited"
        books = trial_balance(store_id=world.store.pk)
        assert (books[REFUNDS_PAYABLE], books[CREDITS]) == (0, -30_000)
        back = credit.cash_out_credit(**facts, credit_id=kept.credit_id, account=None)
        books = trial_balance(store_id=world.store.pk)
        assert (books[REFUNDS_PAYABLE], books[CREDITS]) == (-30_000, 0)
        assert world.fresh(order).outstanding == 0
        sent = {"bank_account_id": world.bank.pk, "send_to": ""}
        release.pay_refund(**facts, refund_id=back.refund_id, **sent)
        refused(
            world, WrongState,
            lambda: credit.keep_refund_as_credit(**facts, refund_id=back.refund_id, consent="lewat chat"),
        )  # fmt: skip
        books_agree(world, order)


class TestSpending:
    def test_takes_the_oldest_credit_first_and_never_more_than_is_asked(self, world: World) -> None:
        first, second = keep(world, over(world, 60_000), 60_000), keep(world, over(world, 60_000), 60_000)
        order = world.place(phone=PHONE)
        whole = asked(order)
        event = spend(world, order)
        assert (event.method, event.amount, event.first) == ("credit", whole, True)
        assert (world.fresh(first).left, world.fresh(second).left) == (0, 120_000 - whole)
        assert list(CreditUse.objects.of(world.store).values_list("amount", flat=True)) == [
            60_000,
            whole - 60_000,
        ]
        assert world.fresh(order).state == "confirmed"
        books_agree(world, order)
        refused(world, NothingToPay, lambda: spend(world, order))

    def test_brings_no_cash(self, world: World) -> None:
        keep(world, over(world))
        before = trial_balance(store_id=world.store.pk)
        spend(world, world.place(phone=PHONE))
        after = trial_balance(store_id=world.store.pk)
        cash = f"cash:{world.bank.pk}"
        assert after[cash] == before[cash] and after[CREDITS] == 0

    def test_by_code_takes_that_credit_only(self, world: World) -> None:
        keep(world, over(world))
        known = keep(world, over(world, 10_000), 10_000)
        order = world.place(phone=PHONE)
        spend(world, order, codes=(known.code,), actor=BUYER_ACTOR)
        assert world.fresh(order).paid == 10_000 and world.fresh(known).left == 0

    def test_needs_the_code_and_the_phone_together(self, world: World) -> None:
        row = keep(world, over(world))
        own, strange = world.place(phone=PHONE), world.place(phone="081299990000")
        for order, codes, actor in (
            (own, None, BUYER_ACTOR),
            (own, None, SYSTEM_ACTOR),
            (own, (), BUYER_ACTOR),
            (own, ("SALDO-AAAAA-AAAAA-AAAAA",), BUYER_ACTOR),
            (strange, (row.code,), BUYER_ACTOR),
            (strange, None, world.seller),
        ):
            refused(world, credit.NoSuchCredit, lambda o=order, c=codes, a=actor: spend(world, o, c, a))

    def test_waits_while_a_proof_waits(self, world: World) -> None:
        keep(world, over(world))
        order = world.place(phone=PHONE)
        prove(world, order)
        refused(world, ProofWaiting, lambda: spend(world, order))

    def test_stays_within_the_store(self, world: World) -> None:
        row = keep(world, over(world))
        other = make_world(slug="toko-lain", at=NOON)
        order = other.place(phone=PHONE)
        refused(other, credit.NoSuchCredit, lambda: spend(other, order, (row.code,), BUYER_ACTOR))
        refused(world, NotFound, lambda: spend(world, order))

    def test_of_a_released_order_is_refused(self, world: World) -> None:
        keep(world, over(world))
        order = world.place(phone=PHONE)
        release.cancel_order(
            store_id=world.store.pk, order_id=order.pk, reason="x", actor=world.seller, at=NOON
        )
        refused(world, NothingToPay, lambda: spend(world, order))

    def test_is_given_back_as_money_when_that_order_is_cancelled(self, world: World) -> None:
        keep(world, over(world))
        order = world.place(phone=PHONE)
        spend(world, order)
        event = release.cancel_order(
            store_id=world.store.pk, order_id=order.pk, reason="x", actor=world.seller, at=NOON
        )
        assert event.refund == 30_000 == Payment.objects.of(world.store).get(method="credit").amount
        books_agree(world, order)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("SALDO-7K3Q9-XM2D4-8RTPA", "SALDO-7K3Q9-XM2D4-8RTPA"),
        (" saldo 7k3q9 xm2d4 8rtpa ", "SALDO-7K3Q9-XM2D4-8RTPA"),
        ("7k3q9xm2d48rtpa", "SALDO-7K3Q9-XM2D4-8RTPA"),
        ("SALDO-OIL23-00000-00000", "SALDO-01123-00000-00000"),
        ("SALDO-7K3Q9", ""),
        ("", ""),
        ("ß" * 60, ""),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str, stored: str) -> None:
    assert tidy_code(typed) == stored

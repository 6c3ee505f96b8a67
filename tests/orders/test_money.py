from datetime import timedelta

import pytest

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import (
    FORGIVEN,
)
from bukapo.orders import due
from bukapo.orders.writes import pay, release
from bukapo.payments.models import Payment, Proof
from tests.till import asked, books_agree, prove, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


class TestAPayment:
    def test_of_the_asked_amount_confirms_the_order(self, world: World) -> None:
        order = world.place()
        event = receive(world, order, asked(order))
        now = world.fresh(order)
        assert (now.state, now.outstanding, event.first) == ("confirmed", 0, True)
        books_agree(world, order)

    def test_that_is_short_is_kept_and_shown(self, world: World) -> None:
        order = world.place()
        receive(world, order, 90_000)
        now = world.fresh(order)
        assert (now.state, now.paid, now.outstanding) == ("placed", 90_000, now.charged - 90_000)
        assert order.charges.get().transfer_amount is None  # the rest is no longer recognisable
        books_agree(world, order)

    def test_without_the_unique_code_can_be_forgiven_the_difference(self, world: World) -> None:
        order = world.place()
        receive(world, order, 95_000)
        pay.forgive_shortfall(
            store_id=world.store.pk, order_id=order.pk, reason="kode unik", actor=world.seller, at=NOON
        )
        now = world.fresh(order)
        assert (now.state, now.outstanding, now.forgiven) == ("confirmed", 0, 0)
        assert FORGIVEN not in trial_balance(store_id=world.store.pk)
        books_agree(world, order)

    def test_that_is_too_much_leaves_the_order_paid_over(self, world: World) -> None:
        order = world.place()
        receive(world, order, asked(order) + 5_000)
        assert world.fresh(order).outstanding == -5_000
        books_agree(world, order)

    def test_after_expiry_is_kept_for_a_decision(self, world: World) -> None:
        order = world.place()
        late = NOON + timedelta(days=2)
        release.expire_order(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=late)
        event = receive(world, order, 95_000, at=late)
        now = world.fresh(order)
        assert (now.state, now.outstanding, event.late) == ("expired", -95_000, True)
        books_agree(world, order)

    @pytest.mark.parametrize("amount", [0, -5, 2_000_000_001])
    def test_of_an_impossible_amount_is_refused_and_changes_nothing(self, world: World, amount: int) -> None:
        order = world.place()
        with pytest.raises(Invalid):
            receive(world, order, amount)
        assert world.fresh(order).paid == 0 and not Payment.objects.of(world.store).exists()

    def test_on_a_strangers_order_is_not_found(self, world: World) -> None:
        order, other = world.place(), make_world(slug="toko-lain", at=NOON)
        with pytest.raises(NotFound):
            receive(other, order, 95_000)
        assert world.fresh(order).paid == 0

    def test_fills_the_deposit_first_and_then_the_balance(self) -> None:
        world = make_world(at=NOON, pay_mode="deposit", deposit_bp=5000)
        order = world.place()
        receive(world, order, asked(order) + 10_000)
        deposit, balance = order.charges.order_by("position")
        assert (deposit.state, balance.state, balance.paid) == ("paid", "planned", 10_000)
        event = pay.ask_balance(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
        balance.refresh_from_db()
        assert balance.state == "open" and event.now == balance.rest == 37_500 + balance.code
        receive(world, order, balance.rest)
        assert world.fresh(order).outstanding == 0
        books_agree(world, order)


class TestAProof:
    def test_confirmed_pays_what_the_statement_says(self, world: World) -> None:
        order = world.place()
        proof = prove(world, order, claimed=100_000)
        amount = asked(order)
        pay.confirm_proof(
            store_id=world.store.pk,
            proof_id=proof.proof_id,
            amount=amount,
            bank_account_id=None,
            actor=world.seller,
            at=NOON,
        )
        assert world.fresh(order).state == "confirmed"
        assert Payment.objects.of(world.store).get().amount == amount

    def test_confirmed_twice_pays_once(self, world: World) -> None:
        order = world.place()
        proof = prove(world, order)
        facts = {
            "store_id": world.store.pk,
            "proof_id": proof.proof_id,
            "amount": 95_000,
            "bank_account_id": None,
        }
        pay.confirm_proof(**facts, actor=world.seller, at=NOON)
        with pytest.raises(WrongState):
            pay.confirm_proof(**facts, actor=world.seller, at=NOON)
        assert Payment.objects.of(world.store).count() == 1

    def test_is_rejected_only_with_a_reason(self, world: World) -> None:
        proof = prove(world, world.place())
        with pytest.raises(Invalid):
            pay.reject_proof(
                store_id=world.store.pk, proof_id=proof.proof_id, reason=" ", actor=world.seller, at=NOON
            )
        assert Proof.objects.of(world.store).get().state == "pending"

    def test_rejected_late_gives_the_buyer_half_a_day(self, world: World) -> None:
        order = world.place()
        proof = prove(world, order)
        late = NOON + timedelta(days=3)
        pay.reject_proof(
            store_id=world.store.pk, proof_id=proof.proof_id, reason="Buram", actor=world.seller, at=late
        )
        assert world.fresh(order).pay_by == late + timedelta(hours=12)

    def test_seen_before_is_marked(self, world: World) -> None:
        first = prove(world, world.place(), photo=world.picture(fingerprint="f" * 64))
        again = prove(world, world.place(), photo=world.picture(fingerprint="f" * 64))
        assert (first.seen_before, again.seen_before) == (False, True)


def test_reminders_come_once_before_and_never_while_a_proof_waits(world: World) -> None:
    order, waiting = world.place(), world.place()
    prove(world, waiting)
    assert due.remind_unpaid(NOON + timedelta(hours=15)) == 0
    assert due.remind_unpaid(NOON + timedelta(hours=17)) == 1
    assert due.remind_unpaid(NOON + timedelta(hours=18)) == 0
    assert EventRow.objects.filter(kind="order.payment_reminded", order_id=order.pk).count() == 1

from datetime import timedelta

import pytest

from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Refusal
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import (
    REFUNDS_PAYABLE,
)
from bukapo.orders import due
from bukapo.orders.steps import ProofWaiting
from bukapo.orders.writes import release
from bukapo.payments.models import Refund
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


class TestExpiry:
    def test_gives_the_pieces_back_and_asks_for_nothing(self, world: World) -> None:
        order = world.place(world.line("L", qty=3))
        assert due.expire_unpaid(NOON + timedelta(hours=24)) == 1
        now = world.fresh(order)
        assert (now.state, now.outstanding, world.counter().taken) == ("expired", 0, 0)
        assert world.counter("L", "Hitam").taken == 0
        books_agree(world, order)

    def test_waits_for_the_pay_by_instant(self, world: World) -> None:
        world.place()
        assert due.expire_unpaid(NOON + timedelta(hours=24, microseconds=-1)) == 0

    def test_never_happens_while_a_proof_waits(self, world: World) -> None:
        order = world.place()
        prove(world, order)
        late = NOON + timedelta(days=9)
        assert due.expire_unpaid(late) == 0
        with pytest.raises(ProofWaiting):
            release.expire_order(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=late)
        assert world.fresh(order).state == "placed"

    def test_spares_orders_with_money_and_imported_ones(self, world: World) -> None:
        receive(world, world.place(), 50_000)
        world.place(source="import")
        assert due.expire_unpaid(NOON + timedelta(days=30)) == 0

    def test_can_be_undone_for_a_late_payer_while_pieces_are_free(self) -> None:
        world = make_world(at=NOON, cap=1)
        order = world.place()
        late = NOON + timedelta(days=2)
        due.expire_unpaid(late)
        receive(world, order, 95_000, at=late)
        event = release.readmit_order(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=late)
        now = world.fresh(order)
        assert (event.state, now.state, now.outstanding, world.counter().taken) == (
            "confirmed",
            "confirmed",
            0,
            1,
        )
        books_agree(world, order)

    def test_cannot_be_undone_when_somebody_else_has_the_piece(self) -> None:
        world = make_world(at=NOON, cap=1)
        order = world.place()
        due.expire_unpaid(NOON + timedelta(days=2))
        world.place()
        with pytest.raises(Refusal) as no:
            release.readmit_order(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
        assert no.value.code == "sold_out" and world.fresh(order).state == "expired"


class TestCancelling:
    def test_by_the_buyer_keeps_the_stated_fee_and_owes_the_rest_back(self, world: World) -> None:
        world.store.cancel_fee_percent = 10
        world.store.save()
        order = world.place()
        receive(world, order, asked(order))
        paid = world.fresh(order).paid
        event = release.cancel_order(
            store_id=world.store.pk, order_id=order.pk, reason="batal", actor=BUYER_ACTOR, at=NOON
        )
        assert event.fee == -(-paid // 10) and event.refund == paid - event.fee
        assert (world.fresh(order).outstanding, world.counter().taken) == (0, 0)
        assert trial_balance(store_id=world.store.pk)[REFUNDS_PAYABLE] == -event.refund
        books_agree(world, order)

    def test_by_the_buyer_ends_with_closing(self, world: World) -> None:
        order = world.place()
        with pytest.raises(Refusal) as no:
            release.cancel_order(
                store_id=world.store.pk,
                order_id=order.pk,
                reason="",
                actor=BUYER_ACTOR,
                at=world.campaign.closes_at,
            )
        assert no.value.code == "closed" and world.fresh(order).state == "placed"

    def test_pays_a_refund_once_and_never_more_than_is_over(self, world: World) -> None:
        order = world.place()
        receive(world, order, asked(order) + 7_000)
        with pytest.raises(release.MoreThanOwed):
            release.promise_refund(
                store_id=world.store.pk,
                order_id=order.pk,
                amount=7_001,
                reason="lebih",
                send_to="",
                actor=world.seller,
                at=NOON,
            )
        owed = release.promise_refund(
            store_id=world.store.pk,
            order_id=order.pk,
            amount=7_000,
            reason="lebih",
            send_to="BCA 1",
            actor=world.seller,
            at=NOON,
        )
        facts = {
            "store_id": world.store.pk,
            "refund_id": owed.refund_id,
            "bank_account_id": world.bank.pk,
            "send_to": "",
        }
        release.pay_refund(**facts, actor=world.seller, at=NOON)
        with pytest.raises(WrongState):
            release.pay_refund(**facts, actor=world.seller, at=NOON)
        assert Refund.objects.of(world.store).get().state == "paid"
        assert trial_balance(store_id=world.store.pk)[REFUNDS_PAYABLE] == 0
        books_agree(world, order)

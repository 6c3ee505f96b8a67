from datetime import timedelta

import pytest

from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.ledger.reads import order_outstanding, trial_balance
from bukapo.ledger.rules import (
    DEPOSITS,
    FORGIVEN,
    RECEIVABLE,
    REFUNDS_PAYABLE,
    REVENUE,
    SHIPPING_INCOME,
    UNIQUE_CODE,
)
from bukapo.orders import due
from bukapo.orders.models import Order
from bukapo.orders.steps import ProofWaiting
from bukapo.orders.writes import pay, release, send
from bukapo.orders.writes.change import change_order
from bukapo.payments.models import Payment, Proof, Refund
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


def receive(world: World, order: Order, amount: int, **more):  # type: ignore[no-untyped-def]
    facts = {
        "method": "transfer",
        "bank_account_id": world.bank.pk,
        "note": "",
        "actor": world.seller,
        "at": NOON,
    }
    return pay.record_payment(store_id=world.store.pk, order_id=order.pk, amount=amount, **(facts | more))


def prove(world: World, order: Order, **more):  # type: ignore[no-untyped-def]
    facts = {
        "photo": world.picture(),
        "bank_account_id": world.bank.pk,
        "claimed": None,
        "sender": "",
        "at": NOON,
    }
    return pay.send_proof(store_id=world.store.pk, order_id=order.pk, actor=BUYER_ACTOR, **(facts | more))


def asked(order: Order) -> int:
    return int(order.charges.get(state="open").transfer_amount)


def books_agree(world: World, order: Order) -> None:
    now = world.fresh(order)
    assert now.outstanding == order_outstanding(store_id=world.store.pk, order_id=order.pk)
    assert sum(trial_balance(store_id=world.store.pk).values()) == 0


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


class TestAChange:
    def change(self, world: World, order: Order, *lines, **more):  # type: ignore[no-untyped-def]
        wanted = world.want(*lines, key=order.key, phone=order.phone, buyer_name=order.buyer_name, **more)
        return change_order(
            store_id=world.store.pk, order_id=order.pk, wanted=wanted, actor=BUYER_ACTOR, at=NOON
        )

    def test_of_size_before_payment_asks_the_new_price(self, world: World) -> None:
        order = world.place(world.line("L"))
        event = self.change(world, order, world.line("XL"))
        assert event.what == ("lines",)
        assert world.fresh(order).goods == 100_000 and 100_000 < asked(order) <= 100_999
        assert (world.counter("L", "Hitam").taken, world.counter("XL", "Hitam").taken) == (0, 1)
        books_agree(world, order)

    def test_to_a_dearer_piece_after_payment_asks_the_difference(self, world: World) -> None:
        order = world.place(world.line("L"))
        receive(world, order, asked(order))
        self.change(world, order, world.line("XXL"))
        now = world.fresh(order)
        extra = order.charges.get(state="open")
        assert now.state == "confirmed" and (extra.kind, extra.goods) == ("adjustment", 10_000)
        assert now.outstanding == extra.total
        books_agree(world, order)

    def test_to_a_cheaper_piece_after_payment_leaves_it_paid_over(self, world: World) -> None:
        order = world.place(world.line("XXL"))
        receive(world, order, asked(order))
        code = order.charges.get().code
        self.change(world, order, world.line("L"))
        now = world.fresh(order)
        assert now.state == "confirmed" and now.outstanding == -10_000 - code
        books_agree(world, order)

    def test_of_the_balance_keeps_a_paid_deposit(self) -> None:
        world = make_world(at=NOON, pay_mode="deposit", deposit_bp=5000)
        order = world.place(world.line("L"))
        receive(world, order, asked(order))
        self.change(world, order, world.line("XL"))
        kinds = [(c.kind, c.state, c.goods) for c in order.charges.exclude(state="void").order_by("position")]
        assert kinds == [("deposit", "paid", 47_500), ("balance", "planned", 52_500)]
        books_agree(world, order)

    def test_is_refused_when_sold_out_and_changes_nothing(self) -> None:
        world = make_world(at=NOON, variant_caps={("XL", "Hitam"): 0})
        order = world.place(world.line("L"))
        before = EventRow.objects.count()
        with pytest.raises(Refusal) as no:
            self.change(world, order, world.line("XL"))
        assert no.value.code == "sold_out"
        assert (world.fresh(order).goods, world.counter("L", "Hitam").taken) == (95_000, 1)
        assert EventRow.objects.count() == before

    def test_is_refused_after_closing(self, world: World) -> None:
        order = world.place()
        Campaign.objects.of(world.store).update(state="closed")
        with pytest.raises(Refusal) as no:
            self.change(world, order, world.line("XL"))
        assert no.value.code == "closed" and world.fresh(order).goods == 95_000


class TestSending:
    def test_turns_the_deposit_into_revenue(self, world: World) -> None:
        from bukapo.orders.writes.place import place_order

        order = place_order(
            store_id=world.store.pk,
            campaign_id=world.campaign.pk,
            wanted=world.by_courier(),
            actor=BUYER_ACTOR,
        )
        receive(world, order, asked(order))
        facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}
        send.ship_order(**facts, courier="JNE", tracking_number="jne 0012345678")
        send.confirm_receipt(**facts)
        balance = trial_balance(store_id=world.store.pk)
        code = order.charges.get().code
        assert (balance[DEPOSITS], balance[RECEIVABLE], balance[UNIQUE_CODE]) == (0, 0, -code)
        assert (balance[REVENUE], balance[SHIPPING_INCOME]) == (-95_000, -18_000)
        assert world.fresh(order).state == "received"

    def test_waits_until_the_order_is_paid_in_full(self) -> None:
        world = make_world(at=NOON, pay_mode="deposit")
        order = world.place()
        receive(world, order, asked(order))
        with pytest.raises(send.StillOwes):
            send.hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
        assert world.fresh(order).state == "confirmed"

    def test_never_gives_two_orders_the_same_tracking_number(self, world: World) -> None:
        from bukapo.orders.writes.place import place_order

        orders = []
        for _ in range(2):
            orders.append(
                place_order(
                    store_id=world.store.pk,
                    campaign_id=world.campaign.pk,
                    wanted=world.by_courier(),
                    actor=BUYER_ACTOR,
                )
            )
            receive(world, orders[-1], asked(orders[-1]))
        facts = {"store_id": world.store.pk, "courier": "JNE", "tracking_number": "001122334455"}
        send.ship_order(**facts, order_id=orders[0].pk, actor=world.seller, at=NOON)
        with pytest.raises(send.TrackingTaken):
            send.ship_order(**facts, order_id=orders[1].pk, actor=world.seller, at=NOON)
        assert world.fresh(orders[1]).state == "confirmed"


def test_reminders_come_once_before_and_never_while_a_proof_waits(world: World) -> None:
    order, waiting = world.place(), world.place()
    prove(world, waiting)
    assert due.remind_unpaid(NOON + timedelta(hours=15)) == 0
    assert due.remind_unpaid(NOON + timedelta(hours=17)) == 1
    assert due.remind_unpaid(NOON + timedelta(hours=18)) == 0
    assert EventRow.objects.filter(kind="order.payment_reminded", order_id=order.pk).count() == 1

"""Money that goes back the way it came, through every gateway that can; the others say why not."""

from datetime import timedelta

import pytest

from bukapo.journal import clock
from bukapo.kernel.machine import WrongState
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import REFUNDS_PAYABLE, at_gateway
from bukapo.orders.gateways.reads import refund_ways
from bukapo.orders.gateways.refunds import ByTransfer, RefundUnderWay, send_refund_by_gateway
from bukapo.orders.writes.release import cancel_order, pay_refund
from bukapo.payments.models import Refund
from tests.contracts.payments.till import Till

pytestmark = pytest.mark.django_db


def cancelled(till: Till, method: str = "") -> Refund:
    """The deposit came by gateway, then the order was cancelled: all of it is owed back."""
    attempt = till.begin(till.contract.refundable if not method and till.contract.refundable else method)
    till.emulator.pay(attempt.reference)
    till.emulator.release()
    till.work()
    with clock.told(till.at):
        facts = {"store_id": till.world.store.pk, "order_id": till.order.pk}
        cancel_order(**facts, reason="Stok habis", actor=till.world.seller, at=till.at)
    refund: Refund = Refund.objects.of(till.world.store).get()
    return refund


def send(till: Till, refund: Refund) -> str:
    with clock.told(till.at):
        return send_refund_by_gateway(
            store_id=till.world.store.pk, refund_id=refund.pk, actor=till.world.seller, at=till.at
        )


def sent_back(till: Till) -> int:
    return sum(sum(pay.refunds.values()) for pay in till.emulator.pays.values())


def goes_by_gateway(till: Till) -> bool:
    return till.contract.refunds


def settled(till: Till, refund: Refund) -> None:
    refund.refresh_from_db()
    books = trial_balance(store_id=till.world.store.pk)
    assert refund.state == "paid" and sent_back(till) == refund.amount
    assert books[REFUNDS_PAYABLE] == 0 and books[at_gateway(till.account.gateway)] == 0
    assert till.sound()


class TestSending:
    def test_goes_back_once_and_the_books_agree(self, till: Till) -> None:
        refund = cancelled(till)
        if not goes_by_gateway(till):
            return
        assert send(till, refund) == "done"
        settled(till, refund)
        with pytest.raises(WrongState):
            send(till, refund)
        till.emulator.release()
        till.work()
        assert {notice.state for notice in till.notices()} <= {
            "done",
            "ignored",
        }  # it was booked before its news
        settled(till, refund)

    def test_where_it_cannot_it_stays_in_the_queue_with_the_reason(self, till: Till) -> None:
        if goes_by_gateway(till):
            refund = cancelled(till, till.contract.refundable)
            till.at += timedelta(days=400) if till.contract.adapter.name == "midtrans" else timedelta()
            attempt = till.attempt()
            if till.contract.adapter.name == "xendit":
                attempt.method = till.contract.not_refundable
                attempt.save(update_fields=["method"])
        else:
            refund = cancelled(till)
        way = refund_ways(store_id=till.world.store.pk, refund_ids=[refund.pk], at=till.at)[refund.pk]
        assert way.gateway == "" and way.why
        with pytest.raises(ByTransfer):
            send(till, refund)
        refund.refresh_from_db()
        assert (refund.state, refund.asked_at, sent_back(till)) == ("owed", None, 0)
        with clock.told(till.at):
            who = {"store_id": till.world.store.pk, "actor": till.world.seller, "at": till.at}
            pay_refund(**who, refund_id=refund.pk, bank_account_id=till.world.bank.pk, send_to="BCA 123")
        assert till.sound()

    def test_refused_by_the_gateway_it_goes_back_to_the_queue(self, till: Till) -> None:
        refund = cancelled(till)
        if not goes_by_gateway(till):
            return
        till.emulator.faults.refunds_refused = True
        assert send(till, refund) == "refused"
        refund.refresh_from_db()
        assert (refund.state, refund.attempt_id, refund.asked_at) == ("owed", None, None) and refund.why
        assert till.sound()

    def test_a_lost_answer_is_asked_again_and_never_sent_twice(self, till: Till) -> None:
        refund = cancelled(till)
        if not goes_by_gateway(till):
            return
        till.emulator.faults.lose = {"refund"}
        assert send(till, refund) == "waiting"
        with pytest.raises(RefundUnderWay):
            send(till, refund)
        with pytest.raises(RefundUnderWay), clock.told(till.at):
            who = {"store_id": till.world.store.pk, "actor": till.world.seller, "at": till.at}
            pay_refund(**who, refund_id=refund.pk, bank_account_id=None, send_to="tunai")
        till.work(after=timedelta(minutes=1))
        settled(till, refund)

    def test_pending_it_stays_owed_until_the_gateway_says_done(self, till: Till) -> None:
        if till.contract.adapter.name != "xendit":
            return
        refund = cancelled(till)
        till.emulator.faults.refunds_wait = True
        assert send(till, refund) == "waiting"
        till.work(after=timedelta(minutes=1))
        refund.refresh_from_db()
        assert refund.state == "owed" and refund.external_id
        till.emulator.finish_refund(next(iter(till.emulator.refunds)))  # type: ignore[attr-defined]
        assert till.emulator.release() == [200]
        till.work()
        settled(till, refund)

    def test_sent_from_the_gateways_own_dashboard_it_is_shown(self, till: Till) -> None:
        if till.contract.adapter.name != "midtrans":
            return
        attempt = till.begin("qris")
        till.emulator.pay(attempt.reference)
        till.emulator.release()
        till.work()
        till.emulator.pays[attempt.reference].refunds["dashboard"] = 10_000
        till.emulator.tell(till.emulator.pays[attempt.reference])
        till.emulator.release()
        till.work()
        assert ("doubtful", "refunded_elsewhere") in [(n.state, n.why) for n in till.notices()]
        assert till.sound()

"""From the button to the booked money, through every gateway: whatever order, copies and losses the wires bring."""

from datetime import timedelta

import pytest

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import FEES, at_gateway
from bukapo.orders import due as orders_due
from bukapo.orders.gateways.attempts import AttemptPending, NothingAsked, asked_now
from bukapo.orders.gateways.begin import GatewayAway, GatewayRefused
from bukapo.orders.writes.release import cancel_order, expire_order
from bukapo.payments.models import Attempt
from bukapo.payments.steps import live_charges
from bukapo.payments.waiting import GRACE
from tests.contracts.payments.till import Till
from tests.till import books_agree, receive

pytestmark = pytest.mark.django_db


def paid_once(till: Till, amount: int) -> None:
    """The order has this money, from one payment, and the books say where it lies."""
    payments = till.payments()
    assert [(payment.amount, payment.method) for payment in payments] == [(amount, "gateway")]
    attempt = payments[0].attempt
    assert attempt is not None and (attempt.state, attempt.received) == ("paid", amount)
    books = trial_balance(store_id=till.world.store.pk)
    assert books[at_gateway(till.account.gateway)] == amount - attempt.fee
    assert books.get(FEES, 0) == attempt.fee
    books_agree(till.world, till.order)
    assert till.sound()


class TestPaying:
    def test_a_deposit_confirms_the_order(self, till: Till) -> None:
        attempt = till.begin()
        assert attempt.amount == asked_now(live_charges(till.order)) and attempt.told["url"]
        assert attempt.reference == f"{till.order.number}-1"
        till.emulator.pay(attempt.reference)
        assert till.emulator.release() == [200]
        assert till.payments() == []  # the hook only keeps the news
        till.work()
        assert till.now().state == "confirmed"
        paid_once(till, attempt.amount)
        assert [notice.state for notice in till.notices()] == ["done"]

    def test_on_our_own_page_too(self, till: Till) -> None:
        attempt = till.begin(till.contract.here or till.contract.page)
        assert attempt.told["qr"] or attempt.told["va"] or attempt.told["url"]
        till.emulator.pay(attempt.reference)
        till.emulator.release()
        till.work()
        paid_once(till, attempt.amount)

    def test_the_gateways_fee_is_booked_where_it_says_one(self, till: Till) -> None:
        attempt = till.begin()
        till.emulator.pay(attempt.reference)
        till.emulator.release()
        till.work()
        attempt.refresh_from_db()
        assert bool(attempt.fee) == (till.account.gateway == "tripay")

    def test_nothing_is_begun_where_nothing_is_asked(self, till: Till) -> None:
        receive(till.world, till.order, asked_now(live_charges(till.order)))
        with pytest.raises(NothingAsked):
            till.begin()
        assert not Attempt.objects.of(till.world.store).exists() and not till.emulator.pays


class TestClicks:
    def test_two_clicks_are_one_attempt(self, till: Till) -> None:
        assert till.begin().pk == till.begin().pk
        assert len(till.emulator.pays) == 1

    def test_another_way_takes_the_place_of_the_first(self, till: Till) -> None:
        if not till.contract.here:
            return
        first = till.begin(till.contract.here)
        second = till.begin(till.contract.page)
        first.refresh_from_db()
        assert (first.state, second.reference) == ("failed", f"{till.order.number}-2")
        assert till.emulator.pays[first.reference].state == (
            "cancelled" if till.contract.calls_off else "pending"
        )

    def test_what_was_paid_by_the_first_way_after_all_is_booked(self, till: Till) -> None:
        first = till.begin(till.contract.here or till.contract.page)
        till.emulator.pay(first.reference)
        again = till.begin(till.contract.page)  # before any notice came
        assert again.pk == first.pk
        till.work(after=timedelta(minutes=2))
        paid_once(till, first.amount)


class TestNotices:
    def test_copies_are_one_payment(self, till: Till) -> None:
        attempt = till.begin()
        till.emulator.faults.copies = 4
        till.emulator.pay(attempt.reference)
        assert till.emulator.release() == [200] * 4
        till.work()
        assert len(till.notices()) == 1
        paid_once(till, attempt.amount)

    def test_replayed_long_after_changes_nothing(self, till: Till) -> None:
        attempt = till.begin()
        till.emulator.pay(attempt.reference)
        kept = list(till.emulator.held)
        till.emulator.release()
        till.work()
        events = EventRow.objects.count()
        till.emulator.held = kept * 2
        assert till.emulator.release() == [200, 200]
        till.work(after=timedelta(days=3))
        assert EventRow.objects.count() == events
        paid_once(till, attempt.amount)

    def test_in_reverse_order_the_money_still_counts_and_never_goes_back(self, till: Till) -> None:
        attempt = till.begin()
        pay = till.emulator.pays[attempt.reference]
        till.emulator.tell(pay)  # pending
        till.emulator.pay(attempt.reference)
        till.emulator.release(lambda news: news[::-1])
        till.work()
        paid_once(till, attempt.amount)
        pay.state = "expired"  # a late, false `expire`
        till.emulator.tell(pay)
        till.emulator.release()
        till.work()
        paid_once(till, attempt.amount)

    def test_before_the_answer_to_begin_was_stored(self, till: Till) -> None:
        till.emulator.faults.lose = {"begin", "begin_page"}
        with pytest.raises(GatewayAway):
            till.begin()
        attempt = till.attempt()
        assert (attempt.state, attempt.told, attempt.external_id) == ("pending", {}, "")
        till.emulator.pay(attempt.reference)
        assert till.emulator.release() == [200]
        till.work()
        paid_once(till, attempt.amount)

    def test_lost_the_worker_finds_the_money_by_asking(self, till: Till) -> None:
        attempt = till.begin()
        till.emulator.faults.silent = True
        till.emulator.pay(attempt.reference)
        till.work(after=timedelta(seconds=30))
        assert till.payments() == []
        till.work(after=timedelta(minutes=2))
        paid_once(till, attempt.amount)

    def test_while_the_gateway_is_down_it_waits_and_is_tried_again(self, till: Till) -> None:
        attempt = till.begin()
        till.emulator.pay(attempt.reference)
        till.emulator.faults.down = True
        till.emulator.release()
        till.work()
        assert [notice.state for notice in till.notices()] == ["new"] and not till.payments()
        till.emulator.faults.down = False
        till.work(after=timedelta(minutes=1))
        paid_once(till, attempt.amount)

    def test_never_answered_it_is_shown_as_failed_and_the_look_still_finds_the_money(
        self, till: Till
    ) -> None:
        attempt = till.begin()
        till.emulator.pay(attempt.reference)
        till.emulator.release()
        till.emulator.faults.down = True
        for _ in range(14):
            till.work(after=timedelta(hours=1))
        assert [notice.state for notice in till.notices()] == ["failed"]
        till.emulator.faults.down = False
        till.work(after=timedelta(hours=1))
        paid_once(till, attempt.amount)


class TestFalseNotices:
    def test_a_wrong_signature_is_refused_kept_and_never_acted_on(self, till: Till) -> None:
        attempt = till.begin()
        till.emulator.faults.wrong_signature = True
        till.emulator.pay(attempt.reference)
        till.emulator.pays[attempt.reference].state = "pending"  # nobody paid: somebody lies
        assert till.emulator.release() == [401]
        till.work()
        assert [(n.state, n.verified) for n in till.notices()] == [("refused", False)]
        assert till.payments() == [] and till.now().state == "placed"
        assert till.sound()

    def test_a_signed_notice_alone_moves_no_money(self, till: Till) -> None:
        attempt = till.begin(till.contract.here or till.contract.page)
        till.emulator.pay(attempt.reference)
        till.emulator.pays[attempt.reference].state = "pending"  # asked back, the gateway knows of no money
        assert till.emulator.release() == [200]
        till.work()
        assert till.payments() == [] and [notice.state for notice in till.notices()] == ["new"]

    def test_of_a_payment_nobody_knows_is_kept_and_shown(self, till: Till) -> None:
        attempt = till.begin()
        till.emulator.pay(attempt.reference)
        Attempt.objects.of(till.world.store).filter(pk=attempt.pk).update(reference="PO-LAIN-1")
        till.emulator.release()
        till.work()
        assert [(n.state, n.why) for n in till.notices()] == [("doubtful", "unknown_reference")]
        assert till.payments() == []

    def test_another_sum_is_not_booked_but_shown(self, till: Till) -> None:
        attempt = till.begin(till.contract.here or till.contract.page)
        till.emulator.pay(attempt.reference, amount=attempt.amount - 7)
        till.emulator.release()
        till.work()
        attempt.refresh_from_db()
        assert (attempt.state, attempt.doubted) == ("pending", attempt.amount - 7)
        assert [(n.state, n.why) for n in till.notices()] == [("doubtful", "wrong_amount")]
        assert till.payments() == [] and till.sound()

    def test_a_notice_that_lies_about_the_sum_is_outdone_by_the_gateways_own_word(self, till: Till) -> None:
        attempt = till.begin()
        till.emulator.faults.wrong_amount = 1
        till.emulator.pay(attempt.reference)
        assert till.emulator.release() == [200]
        till.work()
        paid_once(till, attempt.amount)


class TestLostAnswers:
    def test_the_next_click_finds_what_was_begun(self, till: Till) -> None:
        method = till.contract.here or till.contract.page
        till.emulator.faults.lose = {"begin", "begin_page"}
        with pytest.raises(GatewayAway):
            till.begin(method)
        first = till.attempt()
        till.at += timedelta(seconds=20)
        again = till.begin(method)
        assert again.told and again.state == "pending"
        alive = [pay for pay in till.emulator.pays.values() if pay.state == "pending"]
        assert [pay.reference for pay in alive] == [again.reference]
        # Where the gateway can say again how to pay, it is the very same payment.
        assert (again.pk == first.pk) or till.contract.refuses_twice
        till.emulator.pay(again.reference)
        till.emulator.release()
        till.work()
        paid_once(till, again.amount)

    def test_a_question_that_never_arrived_is_asked_again_under_the_same_name(self, till: Till) -> None:
        till.emulator.faults.down = True
        with pytest.raises(GatewayAway):
            till.begin()
        till.emulator.faults.down = False
        till.at += timedelta(seconds=20)
        attempt = till.begin()
        assert attempt.reference == f"{till.order.number}-1" and attempt.told
        assert list(till.emulator.pays) == [attempt.reference]

    def test_within_seconds_a_second_click_waits_for_the_first(self, till: Till) -> None:
        till.emulator.faults.lose = {"begin", "begin_page"}
        with pytest.raises(GatewayAway):
            till.begin()
        calls = len(till.emulator.calls)
        till.at += timedelta(seconds=3)
        assert till.begin().pk == till.attempt().pk
        assert len(till.emulator.calls) == calls

    def test_refused_keys_end_the_attempt_and_the_words_are_the_sellers(self, till: Till) -> None:
        till.emulator.key = "another"  # type: ignore[attr-defined]
        with pytest.raises(GatewayRefused) as refused:
            till.begin()
        attempt = till.attempt()
        assert attempt.state == "failed" and attempt.why and attempt.why not in str(refused.value)


class TestTime:
    def test_an_order_does_not_expire_while_its_money_may_be_on_the_way(self, till: Till) -> None:
        attempt = till.begin(till.contract.here or till.contract.page)
        pay_by = till.now().pay_by
        assert pay_by is not None and attempt.expires_at is not None and attempt.expires_at <= pay_by
        till.emulator.faults.silent = True
        just_after = pay_by + timedelta(minutes=1)
        with clock.told(just_after):
            assert orders_due.expire_unpaid(just_after) == 0
            facts = {"store_id": till.world.store.pk, "order_id": till.order.pk}
            with pytest.raises(AttemptPending):
                expire_order(**facts, actor=SYSTEM_ACTOR, at=just_after)
        till.emulator.pay(attempt.reference)
        till.at = just_after
        till.work()
        assert till.now().state == "confirmed"
        paid_once(till, attempt.amount)

    def test_unpaid_both_come_to_their_end(self, till: Till) -> None:
        attempt = till.begin()
        pay_by = till.now().pay_by
        assert pay_by is not None
        till.emulator.expire(attempt.reference)
        till.emulator.release()
        till.at = pay_by + GRACE
        till.work()
        attempt.refresh_from_db()
        assert attempt.state == "expired"
        with clock.told(till.at):
            assert orders_due.expire_unpaid(till.at) == 1
        assert till.now().state == "expired" and till.sound()

    def test_money_after_the_end_is_booked_and_waits_for_the_seller(self, till: Till) -> None:
        attempt = till.begin()
        pay_by = till.now().pay_by
        assert pay_by is not None
        till.emulator.faults.silent = True
        till.at = pay_by + GRACE
        till.emulator.pays[attempt.reference].state = "expired"
        till.work()
        with clock.told(till.at):
            orders_due.expire_unpaid(till.at)
        till.emulator.faults.silent = False
        till.emulator.pay(attempt.reference)
        till.emulator.release()
        till.work()
        assert till.now().state == "expired" and till.now().outstanding == -attempt.amount
        paid_once(till, attempt.amount)

    def test_what_is_no_longer_asked_can_no_longer_be_paid(self, till: Till) -> None:
        attempt = till.begin(till.contract.here or till.contract.page)
        with clock.told(till.at):
            facts = {"store_id": till.world.store.pk, "order_id": till.order.pk}
            cancel_order(**facts, reason="uji", actor=till.world.seller, at=till.at)
        till.work()
        attempt.refresh_from_db()
        assert attempt.state in ("failed", "expired")
        if till.contract.calls_off:
            assert till.emulator.pays[attempt.reference].state != "pending"

    def test_paid_by_transfer_meanwhile_the_attempt_is_called_off(self, till: Till) -> None:
        attempt = till.begin(till.contract.here or till.contract.page)
        receive(till.world, till.order, attempt.amount)
        till.work()
        attempt.refresh_from_db()
        assert attempt.state in ("failed", "expired") and till.sound()

"""Two clicks, two workers and two copies of one notice at the same instant: one attempt, one payment, one refund."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bukapo.orders.gateways import due
from bukapo.orders.gateways.asking import look_up
from bukapo.orders.gateways.begin import Addresses, begin_payment
from bukapo.orders.gateways.refunds import send_refund_by_gateway
from bukapo.orders.writes.release import cancel_order, pay_refund
from bukapo.payments.models import Attempt, Refund
from tests.concurrency.test_drop import all_at_once
from tests.contracts.payments.gateways import CONTRACTS, Contract
from tests.contracts.payments.till import Till
from tests.world import NOON, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


@pytest.fixture(params=["midtrans", "tripay"])
def till(request: Any, settings: Any) -> Iterator[Till]:
    contract: Contract = CONTRACTS[request.param]
    with contract.emulator().running() as emulator:
        settings.GATEWAY_URLS = {contract.adapter.name: emulator.url}
        yield Till.open(make_world(at=NOON, pay_mode="deposit"), contract, emulator)


def begin(till: Till, method: str = "") -> Attempt:
    addresses = Addresses(back=lambda reference: "http://toko.example/", notices=lambda account: till.hook)
    return begin_payment(
        order=till.world.fresh(till.order), account_id=till.account.pk, method=method or till.contract.page,
        addresses=addresses, actor=till.world.seller, at=till.at,
    )  # fmt: skip


def test_clicks_at_once_are_one_attempt(till: Till) -> None:
    results = all_at_once([lambda: begin(till)] * 8)
    assert not [result for result in results if isinstance(result, Exception)], results
    assert len({attempt.pk for attempt in results}) == 1 and len(till.emulator.pays) == 1
    assert till.sound()


def test_everybody_who_sees_the_money_at_once_books_it_once(till: Till) -> None:
    attempt = begin(till)
    till.emulator.faults.copies = 6
    till.emulator.pay(attempt.reference)
    news = list(till.emulator.held)
    later = till.at + timedelta(minutes=5)

    def look() -> str:
        row = Attempt.objects.of(till.world.store).select_related("account").get(pk=attempt.pk)
        return look_up(row, at=later)

    jobs: list[Any] = [lambda one=one: till.hear(one) for one in news]
    jobs += [look] * 4 + [lambda: due.act_on_notices(later)] * 4 + [lambda: due.look_up_attempts(later)] * 4
    results = all_at_once(jobs)
    assert not [result for result in results if isinstance(result, Exception)], results
    due.act_on_notices(later + timedelta(minutes=5))
    assert [payment.amount for payment in till.payments()] == [attempt.amount]
    assert till.sound()


def test_a_refund_is_sent_once_however_many_press(till: Till) -> None:
    if not till.contract.refunds:
        return
    attempt = begin(till, till.contract.refundable)
    till.emulator.pay(attempt.reference)
    look_up(Attempt.objects.of(till.world.store).select_related("account").get(pk=attempt.pk), at=till.at)
    who: dict[str, Any] = {"store_id": till.world.store.pk, "actor": till.world.seller, "at": till.at}
    cancel_order(**who, order_id=till.order.pk, reason="uji")
    refund = Refund.objects.of(till.world.store).get()
    jobs: list[Any] = [lambda: send_refund_by_gateway(**who, refund_id=refund.pk)] * 5
    jobs += [lambda: pay_refund(**who, refund_id=refund.pk, bank_account_id=None, send_to="tunai")] * 3
    all_at_once(jobs)
    refund.refresh_from_db()
    by_gateway = sum(till.emulator.pays[attempt.reference].refunds.values())
    assert refund.state == "paid" and by_gateway == (refund.amount if refund.attempt_id else 0)
    assert till.sound()

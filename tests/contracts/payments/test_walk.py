"""Random walks of buyers, gateways, time and broken wires; after every step the audit must find nothing."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.orders import due as orders_due
from bukapo.orders.gateways.doubts import book_doubted, dismiss_doubted
from bukapo.orders.gateways.refunds import send_refund_by_gateway
from bukapo.orders.writes.pay import ask_balance, record_payment
from bukapo.orders.writes.release import cancel_order, promise_refund, readmit_order
from bukapo.payments.models import Attempt, Payment, Refund
from tests.contracts.payments.gateways import CONTRACTS
from tests.contracts.payments.till import Till
from tests.invariants.far import examples
from tests.world import NOON, make_world

DEEDS = (
    *(
        "page",
        "page",
        "here",
        "pay",
        "pay",
        "pay",
        "less",
        "expire",
        "deny",
        "tell",
        "twice",
        "back",
        "work",
        "work",
    ),
    *(
        "lose",
        "down",
        "up",
        "later",
        "much_later",
        "transfer",
        "balance",
        "cancel",
        "readmit",
        "over",
        "refund",
    ),
    *("refund", "book", "dismiss"),
)
STEPS = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 7)), min_size=6, max_size=22)


class Walk:
    """One order at one gateway."""

    def __init__(self, till: Till) -> None:
        self.till = till

    def step(self, name: str, which: int) -> None:
        till = self.till
        till.at += timedelta(seconds=40)
        with suppress(Refusal), clock.told(till.at):
            self._act(name, which)
        once = Payment.objects.of(till.world.store).exclude(attempt=None).values_list("attempt", flat=True)
        assert len(once) == len(set(once))
        assert till.sound()

    def _act(self, name: str, which: int) -> None:
        till, faults = self.till, self.till.emulator.faults
        who: dict[str, Any] = {"store_id": till.world.store.pk, "actor": till.world.seller, "at": till.at}
        order = who | {"order_id": till.order.pk}
        pays = list(till.emulator.pays.values())
        one = pays[which % len(pays)] if pays else None
        doubted = (
            Attempt.objects.of(till.world.store).filter(doubted__isnull=False).exclude(state="paid").first()
        )
        owed = Refund.objects.of(till.world.store).filter(state="owed").first()
        deeds: dict[str, Any] = {
            "page": lambda: till.begin(till.contract.page),
            "here": lambda: till.begin(till.contract.here or till.contract.page),
            "pay": lambda: one and one.state != "paid" and till.emulator.pay(one.reference),
            "less": lambda: (
                one and one.state != "paid" and till.emulator.pay(one.reference, amount=one.amount - 9)
            ),
            "expire": lambda: one and till.emulator.expire(one.reference),
            "deny": lambda: one and till.emulator.deny(one.reference),
            "tell": till.emulator.release,
            "twice": lambda: till.emulator.release(lambda news: news * 2),
            "back": lambda: till.emulator.release(lambda news: news[::-1]),
            "work": till.work,
            "lose": lambda: faults.lose.update({"begin", "begin_page", "refund"}),
            "down": lambda: setattr(faults, "down", True),
            "up": lambda: setattr(faults, "down", False),
            "later": lambda: self._later(timedelta(hours=3)),
            "much_later": lambda: self._later(timedelta(hours=26)),
            "transfer": lambda: record_payment(
                **order, amount=max(1, till.now().outstanding), method="cash", bank_account_id=None, note=""
            ),
            "balance": lambda: ask_balance(**order),
            "cancel": lambda: cancel_order(**order, reason="uji"),
            "readmit": lambda: readmit_order(**order),
            "over": lambda: promise_refund(
                **order, amount=max(0, -till.now().outstanding), reason="lebih", send_to=""
            ),
            "refund": lambda: owed and send_refund_by_gateway(**who, refund_id=owed.pk),
            "book": lambda: doubted and book_doubted(**who, attempt_id=doubted.pk),
            "dismiss": lambda: doubted and dismiss_doubted(**who, attempt_id=doubted.pk),
        }
        deeds[name]()

    def _later(self, wait: timedelta) -> None:
        self.till.work(after=wait)
        with clock.told(self.till.at):
            orders_due.expire_unpaid(self.till.at)


class TestAnySequence(TestCase):  # each example in a transaction of its own
    @settings(max_examples=examples(12), suppress_health_check=[HealthCheck.too_slow])
    @given(steps=STEPS, name=st.sampled_from(sorted(CONTRACTS)))
    def test_books_each_attempt_at_most_once_and_breaks_no_invariant(
        self, steps: list[tuple[str, int]], name: str
    ) -> None:
        contract = CONTRACTS[name]
        with contract.emulator().running() as emulator, override_settings(GATEWAY_URLS={name: emulator.url}):
            walk = Walk(Till.open(make_world(at=NOON, pay_mode="deposit"), contract, emulator))
            for step, which in steps:
                walk.step(step, which)
            emulator.faults.down, emulator.faults.lose = False, set()
            emulator.release()
            walk.till.work(after=timedelta(hours=12))
            paid = {
                pay.reference
                for pay in emulator.pays.values()
                if pay.state == "paid" and pay.paid_amount == pay.amount
            }
            rows = (
                Attempt.objects.of(walk.till.world.store)
                .filter(state="paid")
                .values_list("reference", flat=True)
            )
            assert paid <= set(rows), "money that came in full is in the books in the end"
            assert walk.till.sound()

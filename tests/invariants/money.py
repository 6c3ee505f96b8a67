"""A state machine of everything that moves money between buyers and a store, and what must be true after each step.

Hypothesis chooses the steps. A step that is refused must leave no trace; after every step the books balance, each
order's outstanding is the same from its columns, its rows, the ledger and its account in words, and the audit of money
is clean; the whole audit is at the end of each example.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bukapo.audit import audit
from bukapo.audit.run import CHECKS
from bukapo.insights.tallies.reads import fresh_of
from bukapo.insights.tallies.received import money_told
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.ledger.reads import order_outstanding, trial_balance
from bukapo.ledger.rules import CREDITS
from bukapo.orders import due
from bukapo.orders.late import settle_late
from bukapo.orders.models import Order
from bukapo.orders.reads.account import account_of
from bukapo.orders.reads.decisions import decisions_of_campaign
from bukapo.orders.reads.money import money_of_campaign
from bukapo.orders.rules import HOLDING
from bukapo.orders.writes import allow, change, credit, extend, pay, payback, place, release, send
from bukapo.payments.models import Charge, Credit, Payment, Proof, Refund
from bukapo.stores.rules import Bank
from bukapo.stores.tax import start_tax
from tests.world import NOON, World, make_world

OF_MONEY = (
    *("counters", "orders' money", "charges", "ledger", "money rows", "forgiven", "credits", "PPN", "states"),
)
"""What is audited after every step; at the end of each example it is everything."""

PHONES = ("081277770001", "081277770002")
ACCOUNT = Bank(bank="BCA", number="0123 456 789", holder="Pembeli Contoh")
MOST_ORDERS = 4

which = st.integers(0, MOST_ORDERS - 1)
small = st.integers(1, 4)


class Money(RuleBasedStateMachine):
    """One store with one PO, two buyers who order more than once. Every step takes about forty minutes."""

    def __init__(self) -> None:
        super().__init__()
        self.at = NOON
        self.there: dict[str, int] = {}
        """What there is to act on, counted after each step: steps that could only be refused are seldom worth one."""
        # Each example is rolled back; a write inside must believe that it is outermost.
        self.undo: Any = transaction.atomic()
        self.undo._from_testcase = True
        self.undo.__enter__()

    def teardown(self) -> None:
        """The whole audit, then everything is undone."""
        try:
            assert [str(breach) for _name, found in audit() for breach in found] == []
        finally:
            self._undo()

    def _undo(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(
        mode=st.sampled_from(["full", "deposit"]),
        shipping=st.sampled_from(["order", "balance"]),
        saved=st.booleans(),
        pkp=st.booleans(),
    )
    def open_shop(self, mode: str, shipping: str, saved: bool, pkp: bool) -> None:
        """`saved`: one buyer has paid too much already and left it as credit. `pkp`: the store takes PPN."""
        self.world: World = make_world(at=NOON, pay_mode=mode, shipping_with=shipping, cap=7)
        if pkp:
            yesterday = NOON - timedelta(days=1)
            who = {"actor": self.world.seller, "at": yesterday, "store": self.world.store}
            start_tax(**who, npwp="01.234.567.8-901.000", since=NOON.date())
        for phone in PHONES:
            self._try(lambda phone=phone: self._placed(self.world.want(phone=phone)))
        if saved:
            self._pay(0, lambda order: order.outstanding + 60_000)
            self._do(0, lambda facts: credit.keep_as_credit(**facts, amount=60_000, consent="lewat chat"))
            self._try(lambda: self._placed(self.world.want(phone=PHONES[0])))
        self._look()

    # -- the steps --------------------------------------------------------------------------------------------------

    @precondition(lambda self: self._count() < MOST_ORDERS)
    @rule(buyer=st.sampled_from(PHONES), courier=st.booleans(), qty=st.integers(1, 2))
    def place(self, buyer: str, courier: bool, qty: int) -> None:
        how = self.world.by_courier if courier else self.world.want
        wanted = how(self.world.line("L", qty=qty), phone=buyer)
        self._try(lambda: self._placed(wanted))

    @rule(n=which)
    def pay_what_is_asked(self, n: int) -> None:
        self._pay(n, lambda order: self._asked(order))

    @rule(n=which, thousands=small)
    def pay_too_little(self, n: int, thousands: int) -> None:
        self._pay(n, lambda order: 20_000 * thousands)

    @rule(n=which, hundreds=small)
    def pay_too_much(self, n: int, hundreds: int) -> None:
        self._pay(n, lambda order: max(0, order.outstanding) + 100 * hundreds)

    @rule(n=which)
    def pay_once_more_the_same(self, n: int) -> None:
        self._pay(n, lambda order: order.payments.values_list("amount", flat=True).last() or 0)

    @rule(n=which, kept=st.booleans())
    def prove_and_judge(self, n: int, kept: bool) -> None:
        def judge(facts: dict[str, Any]) -> None:
            sent = pay.send_proof(
                **facts, photo=self.world.picture(), bank_account_id=None, claimed=None, sender=""
            )
            who = {"store_id": self.world.store.pk, "proof_id": sent.proof_id} | self._seller()
            if kept:
                pay.confirm_proof(**who, amount=47_500, bank_account_id=self.world.bank.pk)
            else:
                pay.reject_proof(**who, reason="Tidak ditemukan")

        order = self._order(n)
        if order is not None and not Proof.objects.of(self.world.store).filter(state="pending").exists():
            self._try(lambda: judge(self._facts(order)), whole=False)

    @rule(hours=st.sampled_from([3, 25, 80, 200]))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        with clock.told(self.at):
            due.expire_unpaid(self.at)
            due.remind_unpaid(self.at)

    @rule(n=which)
    def late_money_decides_itself(self, n: int) -> None:
        order = self._order(n)
        rows = EventRow.objects.filter(kind="order.payment_received", order_id=order.pk if order else 0)
        if row := rows.order_by("pk").last():
            with clock.told(self.at):
                settle_late(row, self.at)

    @rule(n=which, by_buyer=st.booleans())
    def cancel(self, n: int, by_buyer: bool) -> None:
        who = {"actor": BUYER_ACTOR} if by_buyer else {}
        self._do(n, lambda facts: release.cancel_order(**(facts | who), reason="uji"))

    @precondition(lambda self: self.there["expired"])
    @rule(n=which)
    def readmit(self, n: int) -> None:
        self._do(n, lambda facts: release.readmit_order(**facts))

    @precondition(lambda self: self.there["early"])
    @rule(n=which, size=st.sampled_from(["S", "XL", "3XL"]), courier=st.booleans())
    def change(self, n: int, size: str, courier: bool) -> None:
        order = self._order(n)
        if order is not None:
            how = self.world.by_courier if courier else self.world.want
            wanted = how(self.world.line(size), key=order.key, phone=order.phone)
            self._do(n, lambda facts: change.change_order(**facts, wanted=wanted))

    @precondition(lambda self: self.there["begun"])
    @rule(n=which)
    def forgive(self, n: int) -> None:
        self._do(n, lambda facts: pay.forgive_shortfall(**facts, reason="uji"))

    @precondition(lambda self: self.there["planned"])
    @rule(n=which)
    def ask_balance(self, n: int) -> None:
        self._do(n, lambda facts: pay.ask_balance(**facts))

    @precondition(lambda self: self.there["holding"])
    @rule(n=which, amount=st.integers(1, 120_000))
    def allow(self, n: int, amount: int) -> None:
        self._do(n, lambda facts: allow.grant_allowance(**facts, amount=amount, reason="Jahitan kurang rapi"))

    @precondition(lambda self: self.there["open"])
    @rule(n=which, days=st.integers(1, 20))
    def extend(self, n: int, days: int) -> None:
        until = self.at + timedelta(days=days)
        self._do(n, lambda facts: extend.extend_due(**facts, until=until, reason="uji"))

    @precondition(lambda self: self.there["over"])
    @rule(part=small)
    def promise_back(self, part: int) -> None:
        n, over = self._too_much()
        refund = {"amount": over // part, "reason": "uji", "send_to": ""}
        self._do(n, lambda facts: release.promise_refund(**facts, **refund))

    @precondition(lambda self: self.there["over"])
    @rule()
    def ask_back(self) -> None:
        n, _over = self._too_much()
        self._do(n, lambda facts: payback.ask_money_back(**facts, account=ACCOUNT))

    @precondition(lambda self: self.there["owed"])
    @rule(n=which)
    def say_where(self, n: int) -> None:
        self._do(n, lambda facts: payback.give_refund_account(**facts, account=ACCOUNT))

    @precondition(lambda self: self.there["owed"])
    @rule(n=which)
    def send_back(self, n: int) -> None:
        if refund := self._first(Refund.objects.of(self.world.store).filter(state="owed"), n):
            facts = {"store_id": self.world.store.pk, "refund_id": refund.pk} | self._seller()
            self._try(lambda: release.pay_refund(**facts, bank_account_id=self.world.bank.pk, send_to=""))

    @precondition(lambda self: self.there["over"])
    @rule(part=small)
    def keep(self, part: int) -> None:
        n, over = self._too_much()
        self._do(n, lambda facts: credit.keep_as_credit(**facts, amount=over // part, consent="lewat chat"))

    @precondition(lambda self: self.there["owed"])
    @rule(n=which)
    def keep_a_refund(self, n: int) -> None:
        if refund := self._first(Refund.objects.of(self.world.store), n):
            facts = {"store_id": self.world.store.pk, "refund_id": refund.pk} | self._seller()
            self._try(lambda: credit.keep_refund_as_credit(**facts, consent="lewat chat"))

    @precondition(lambda self: self.there["to_spend_on"])
    @rule(n=which)
    def spend(self, n: int) -> None:
        self._do(self._to_spend_on(n), lambda facts: credit.use_credit(**facts, codes=None))

    @precondition(lambda self: self.there["to_spend_on"])
    @rule(n=which)
    def spend_by_code(self, n: int) -> None:
        codes = tuple(Credit.objects.of(self.world.store).values_list("code", flat=True))[n:]
        who = {"codes": codes, "actor": BUYER_ACTOR}
        self._do(self._to_spend_on(n), lambda facts: credit.use_credit(**(facts | who)))

    @precondition(lambda self: self.there["credit"])
    @rule(n=which)
    def pay_out(self, n: int) -> None:
        if row := self._first(Credit.objects.of(self.world.store), n):
            facts = {"store_id": self.world.store.pk, "credit_id": row.pk} | self._seller()
            self._try(lambda: credit.cash_out_credit(**facts, account=ACCOUNT))

    @precondition(lambda self: self.there["confirmed"])
    @rule(n=which)
    def ship(self, n: int) -> None:
        self._do(n, lambda f: send.ship_order(**f, courier="JNE", tracking_number=f"00{f['order_id']:08d}"))

    @precondition(lambda self: self.there["confirmed"])
    @rule(n=which)
    def hand_over(self, n: int) -> None:
        self._do(n, lambda facts: send.hand_over(**facts))

    # -- what is always true ----------------------------------------------------------------------------------------

    @invariant()
    def the_books_balance(self) -> None:
        if hasattr(self, "world"):
            self._look()
            books = trial_balance(store_id=self.world.store.pk)
            assert sum(books.values()) == 0
            left = sum(row.left for row in Credit.objects.of(self.world.store))
            assert -books.get(CREDITS, 0) == left

    @invariant()
    def every_order_says_one_sum(self) -> None:
        for order in self._orders():
            charges = Charge.objects.of(order.store_id).filter(order=order).exclude(state="void")
            back = Refund.objects.of(order.store_id).filter(order=order, credit=None)
            kept = Credit.objects.of(order.store_id).filter(order=order, refund=None)
            paid = Payment.objects.of(order.store_id).filter(order=order)
            rows = _sum(charges, "total") - _sum(paid) + _sum(back) + _sum(kept)
            ledger = order_outstanding(store_id=order.store_id, order_id=order.pk)
            told = account_of(order)
            assert order.outstanding == rows == ledger == told.rest, order.number
            assert told.rest == sum(row.amount for row in told.rows)
            assert order.refunded <= order.paid

    @invariant()
    def the_page_adds_up(self) -> None:
        if hasattr(self, "world"):
            facts = {"store_id": self.world.store.pk, "campaign_id": self.world.campaign.pk, "at": self.at}
            money = money_of_campaign(**facts)
            fresh = fresh_of(self.world.store.pk)
            assert money_told(self.world.campaign.pk, fresh, self.at) == money
            orders = list(self._orders())
            in_hand = sum(order.paid - order.refunded for order in orders)
            assert money.settled + money.too_much == in_hand
            assert min(money.settled, money.owed, money.doubtful, money.to_send_back) >= 0
            decisions = decisions_of_campaign(**facts)
            assert decisions == decisions_of_campaign(**facts, told=money)
            over = {order.number for order in orders if order.outstanding < 0}
            assert over == {one.number for one in decisions.open if one.too_much}

    @invariant()
    def the_audit_of_money_finds_nothing(self) -> None:
        assert [str(breach) for name in OF_MONEY for breach in CHECKS[name]()] == []

    # -- how a step is taken ----------------------------------------------------------------------------------------

    def _placed(self, wanted: Any) -> None:
        place.place_order(
            store_id=self.world.store.pk, campaign_id=self.world.campaign.pk, wanted=wanted, actor=BUYER_ACTOR
        )

    def _try(self, act: Callable[[], object], *, whole: bool = True) -> None:
        """`whole`: one write, which leaves no event when it is refused."""
        self.at += timedelta(minutes=41)
        before = EventRow.objects.count()
        try:
            with clock.told(self.at):
                act()
        except Refusal:
            assert not whole or EventRow.objects.count() == before

    def _do(self, n: int, act: Callable[[dict[str, Any]], object]) -> None:
        order = self._order(n)
        if order is not None:
            self._try(lambda: act(self._facts(order)))

    def _pay(self, n: int, amount: Callable[[Order], int]) -> None:
        order = self._order(n)
        if order is not None:
            facts = self._facts(order) | {"method": "transfer", "bank_account_id": self.world.bank.pk}
            self._try(lambda: pay.record_payment(**facts, amount=amount(order), note=""))

    def _seller(self) -> dict[str, Any]:
        return {"actor": self.world.seller, "at": self.at + timedelta(minutes=41)}

    def _facts(self, order: Order) -> dict[str, Any]:
        return {"store_id": self.world.store.pk, "order_id": order.pk} | self._seller()

    def _orders(self) -> list[Order]:
        return list(Order.objects.of(self.world.store).order_by("pk")) if hasattr(self, "world") else []

    def _look(self) -> None:
        store = self.world.store
        orders, charges = self._orders(), Charge.objects.of(store)
        refunds = Refund.objects.of(store).filter(state="owed")
        self.there = {
            "over": sum(order.outstanding < 0 for order in orders),
            "early": sum(order.state in ("placed", "confirmed") for order in orders),
            "holding": sum(order.state in HOLDING for order in orders),
            **{state: sum(order.state == state for order in orders) for state in ("expired", "confirmed")},
            **{state: charges.filter(state=state).count() for state in ("open", "planned")},
            "begun": charges.filter(state="open", paid__gt=0).count(),
            "owed": refunds.count(),
            "to_spend_on": len(self._askable()),
            "credit": sum(row.left > 0 for row in Credit.objects.of(store)),
        }

    def _count(self) -> int:
        return len(self._orders())

    def _order(self, n: int) -> Order | None:
        return self._first(Order.objects.of(self.world.store), n)

    def _first(self, rows: Any, n: int) -> Any:
        """The n-th row, counted round."""
        found = list(rows.order_by("pk"))
        return found[n % len(found)] if found else None

    def _too_much(self) -> tuple[int, int]:
        """Place of the first order that was paid too much, and by how many rupiah."""
        over = [(n, -order.outstanding) for n, order in enumerate(self._orders()) if order.outstanding < 0]
        return over[0]

    def _askable(self) -> list[int]:
        """Places of orders that are asked for money and whose buyer has credit."""
        rich = {row.phone for row in Credit.objects.of(self.world.store) if row.left}
        orders = enumerate(self._orders())
        return [n for n, order in orders if order.phone in rich and self._asked(order)]

    def _to_spend_on(self, n: int) -> int:
        places = self._askable()
        return places[n % len(places)]

    def _asked(self, order: Order) -> int:
        return sum(charge.rest for charge in order.charges.filter(state="open"))


def _sum(rows: Any, column: str = "amount") -> int:
    return sum(rows.values_list(column, flat=True))

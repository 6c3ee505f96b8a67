"""Random walks of real writes; after every step the audit must find nothing."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bukapo.audit import Breach
from bukapo.campaigns.vouchers import VoucherTerms
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders import due, instalment_due
from bukapo.orders.intake.draft import WantedLine
from bukapo.orders.models import Order
from bukapo.orders.writes import change, cod, pay, place, release, send
from bukapo.payments.models import Proof, Refund
from bukapo.payments.plans import BALANCES
from tests.invariants.auditor import AuditedWalk
from tests.invariants.far import examples
from tests.world import NOON, World, make_world

DEEDS = (
    *(
        "place",
        "place",
        "place",
        "pay",
        "pay",
        "short",
        "over",
        "prove",
        "confirm",
        "reject",
        "expire",
        "cancel",
    ),
    *("readmit", "change", "forgive", "balance", "refund", "pay_refund", "ship", "hand", "receive", "remind"),
    *("ask_due", "take_in", "hand_for_cash", "collect", "pay_out"),
)
TERMS = [{"bp": 4_000}, {"bp": 3_000, "day": (NOON + timedelta(days=9)).date()}, {"bp": 3_000, "days": 12}]
"""For who orders at NOON: a part at once, then after nine and twelve days."""
STEPS = st.lists(
    st.tuples(
        st.sampled_from(DEEDS),
        st.integers(0, 7),
        st.integers(1, 4),
    ),
    min_size=6,
    max_size=16,
)


class Walk:
    """Carries out steps on one world; a refused step must change nothing."""

    def __init__(self, world: World, breaches: Callable[[], list[Breach]]) -> None:
        self.world = world
        self.breaches = breaches
        self.at = NOON

    def step(self, name: str, which: int, size: int) -> None:
        self.at += timedelta(minutes=37)
        before = EventRow.objects.count()
        try:
            with clock.told(self.at):
                self._act(name, which, size)
        except Refusal:
            assert EventRow.objects.count() == before
        assert self.breaches() == []

    def _act(self, name: str, which: int, size: int) -> None:
        if name == "place":
            how = self.world.by_courier if size % 2 else self.world.want
            lines = [self._line(which + n, size) for n in range(1 + which % 2)]
            code = "HEMAT" if which % 3 == 0 else ""
            facts = {"store_id": self.world.store.pk, "campaign_id": self.world.campaign.pk}
            place.place_order(**facts, wanted=how(*lines, voucher=code), actor=BUYER_ACTOR)
            return
        orders = list(Order.objects.of(self.world.store).order_by("pk"))
        if orders:
            self._on_order(name, orders[which % len(orders)], size)

    def _line(self, which: int, size: int) -> WantedLine:
        sizes = ["S", "L", "XL", "3XL"]
        return self.world.line(
            sizes[which % 4], "Navy" if which % 3 else "Hitam", size, "BUDI" if size == 2 else ""
        )

    def _on_order(self, name: str, order: Order, size: int) -> None:
        facts = {
            "store_id": self.world.store.pk,
            "order_id": order.pk,
            "actor": self.world.seller,
            "at": self.at,
        }
        by_time: dict[str, Callable[[], object]] = {
            "expire": lambda: due.expire_unpaid(self.at + timedelta(hours=25)),
            "remind": lambda: due.remind_unpaid(self.at),
            "confirm": lambda: self._decide(order, accept=True),
            "reject": lambda: self._decide(order, accept=False),
            "pay_refund": self._pay_refund,
            "change": lambda: self._change(order, size),
            "prove": lambda: pay.send_proof(
                **(facts | {"actor": BUYER_ACTOR}),
                photo=self.world.picture(),
                bank_account_id=None,
                claimed=None,
                sender="",
            ),
            "pay": lambda: self._pay(facts, sum(c.rest for c in order.charges.filter(state="open"))),
            "short": lambda: self._pay(facts, 20_000 * size),
            "over": lambda: self._pay(facts, max(0, order.outstanding) + 1_000 * size),
            "cancel": lambda: release.cancel_order(**facts, reason="uji"),
            "readmit": lambda: release.readmit_order(**facts),
            "forgive": lambda: pay.forgive_shortfall(**facts, reason="uji"),
            "balance": lambda: pay.ask_balance(**facts),
            "refund": lambda: release.promise_refund(**facts, amount=1_000 * size, reason="uji", send_to=""),
            "ship": lambda: send.ship_order(**facts, courier="JNE", tracking_number=f"00{order.pk:08d}"),
            "hand": lambda: send.hand_over(**facts),
            "receive": lambda: send.confirm_receipt(**facts),
            "ask_due": lambda: instalment_due.ask_due(self.at + timedelta(days=4 * size)),
            "take_in": lambda: cod.take_in_order(**facts),
            "hand_for_cash": lambda: cod.hand_over_for_cash(**facts),
            "collect": lambda: self._pay(facts, max(0, order.outstanding), "cod"),
            "pay_out": lambda: cod.pay_out_cod(
                **facts, fee=1_500 * (size - 1), bank_account_id=self.world.bank.pk
            ),
        }
        by_time[name]()

    def _pay(self, facts: dict[str, object], amount: int, method: str = "cash") -> None:
        pay.record_payment(**facts, amount=amount, method=method, bank_account_id=None, note="")  # type: ignore[arg-type]

    def _decide(self, order: Order, *, accept: bool) -> None:
        proof = Proof.objects.of(self.world.store).filter(order=order, state="pending").first()
        if proof is None:
            return
        facts = {
            "store_id": self.world.store.pk,
            "proof_id": proof.pk,
            "actor": self.world.seller,
            "at": self.at,
        }
        if accept:
            pay.confirm_proof(**facts, amount=order.charged or 50_000, bank_account_id=self.world.bank.pk)
        else:
            pay.reject_proof(**facts, reason="Tidak ditemukan")

    def _pay_refund(self) -> None:
        owed = Refund.objects.of(self.world.store).filter(state="owed").first()
        if owed is not None:
            facts = {"store_id": self.world.store.pk, "actor": self.world.seller, "at": self.at}
            release.pay_refund(**facts, refund_id=owed.pk, bank_account_id=self.world.bank.pk, send_to="")

    def _change(self, order: Order, size: int) -> None:
        how = self.world.by_courier if size > 2 else self.world.want
        code = "HEMAT" if order.voucher_id or size == 2 else ""
        wanted = how(self._line(size, size), key=order.key, phone=order.phone, voucher=code)
        change.change_order(
            store_id=self.world.store.pk, order_id=order.pk, wanted=wanted, actor=SYSTEM_ACTOR, at=self.at
        )


class TestAnySequenceOfWrites(AuditedWalk):
    @settings(max_examples=examples(12), suppress_health_check=[HealthCheck.too_slow])
    @given(
        steps=STEPS,
        mode=st.sampled_from(["full", "deposit", "deposit", "instalment", "instalment", "cod"]),
        shipping=st.sampled_from(["order", "balance"]),
        balance=st.sampled_from(BALANCES),
    )
    def test_breaks_no_invariant(
        self, steps: list[tuple[str, int, int]], mode: str, shipping: str, balance: str
    ) -> None:
        plan = {"pay_mode": mode, "shipping_with": shipping, "balance_due": balance}
        plan |= {"instalments": TERMS, "balance_day": (NOON + timedelta(days=10)).date()}
        # Some of the steps lie before the end of the early price, some after it.
        early = {"early_price": 80_000, "early_until": NOON + timedelta(hours=5)}
        world = make_world(at=NOON, cap=14, **plan, **early)
        terms = VoucherTerms("HEMAT", bp=1_500, least=90_000, cap=4, buyer_cap=1)
        make_voucher(actor=world.seller, at=NOON, store=world.store, terms=terms)
        walk = Walk(world, self.breaches)
        for number, (_name, which, size) in enumerate(
            steps[:3]
        ):  # else half of the steps would find no order
            walk.step("pay" if number == 2 else "place", which, size)
        for name, which, size in steps:
            walk.step(name, which, size)

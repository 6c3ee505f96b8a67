"""Random walks through what comes after paying: parts, guarantees, claims, rewards and the scale in any order."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bukapo.audit import audit
from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING, Declared, Rung
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.parts.arriving import confirm_part, confirm_rest
from bukapo.orders.parts.writes import answer_part, end_rest, propose_part, ship_part
from bukapo.orders.reads.account import account_of
from bukapo.orders.weighing.writes import weigh_order
from bukapo.orders.writes.allow import grant_allowance
from bukapo.orders.writes.cod import pay_out_cod
from bukapo.orders.writes.credit import keep_as_credit, use_credit
from bukapo.orders.writes.pay import ask_balance
from bukapo.orders.writes.payback import ask_money_back
from bukapo.orders.writes.release import cancel_order
from bukapo.orders.writes.send import confirm_receipt, ship_order
from bukapo.stores.rules import Bank
from bukapo.stores.tax import start_tax
from bukapo.trust.claims.deciding import accept_offer, decide_claim
from bukapo.trust.claims.opening import decline_offer, open_claim
from bukapo.trust.claims.rules import REASONS, REMEDIES, Remedy
from bukapo.trust.claims.settling import settle_claim, take_goods_back
from bukapo.trust.guarantees.writes import take_refund
from bukapo.trust.models import Claim
from tests.till import receive
from tests.trust.late import guarded, late, morning
from tests.world import NOON, World

STEPS = (
    "pay", "pay", "part", "agree", "part sent", "part came", "ship", "ship", "came", "received", "received",
    "rest ends", "morning", "morning", "take", "claim", "claim", "claim", "decide", "decide", "decide",
    "accept", "decline", "back", "settle", "weigh", "allow", "keep", "money back", "reward", "cancel", "collected",
)  # fmt: skip
PLANS: tuple[dict[str, Any], ...] = (
    {},
    {"pay_mode": "deposit", "shipping_with": "balance", "balance_due": "produced"},
    {"pay_mode": "deposit", "shipping_with": "balance", "balance_due": "cod"},
)
LADDER = Declared((Rung(1, SHIPPING), Rung(2, CREDIT, bp=1_000), Rung(3, CREDIT, 20_000)), 5)


class AfterWalk:
    """Two orders of one buyer by courier; every step a refusal or a state in which all sums hold."""

    def __init__(self, world: World) -> None:
        self.world, self.at, self.number = world, late(0), 0
        with clock.told(NOON):
            for n in range(2):
                lines = (world.line("L", qty=2 + n), world.line("XL", name="BUDI"))
                where = {"address": "Jl. Contoh 12", "zone_id": world.zone.pk, "phone": "081299998888"}
                order = world.place(*lines, fulfilment="courier", **where)
                receive(world, order, sum(charge.rest for charge in order.charges.filter(state="open")))

    def step(self, name: str, which: int, size: int) -> None:
        self.at += timedelta(hours=9)
        self.number += 1
        with clock.told(self.at), suppress(Refusal):
            self._act(name, which, size)
        for order in Order.objects.of(self.world.store):
            assert order.refunded <= order.paid
            assert account_of(order).rest == order.outstanding, name

    def _act(self, name: str, which: int, size: int) -> None:
        store, seller = self.world.store, self.world.seller
        order = list(Order.objects.of(store).order_by("pk"))[which % 2]
        by: dict[str, Any] = {"store_id": store.pk, "order_id": order.pk, "at": self.at, "actor": seller}
        buyer = by | {"actor": BUYER_ACTOR}
        resi = {"courier": "JNE", "tracking_number": f"JX{self.number:06d}"}
        acts: dict[str, Callable[[], object]] = {
            "pay": lambda: self._pay(order),
            "part": lambda: propose_part(
                **by, pieces={(0, order.lines.get(position=0).variant_id): size % 3 + 1}, reason="Menyusul"
            ),
            "agree": lambda: answer_part(**buyer, agree=True),
            "part sent": lambda: ship_part(**by, **resi),
            "part came": lambda: confirm_part(**buyer),
            "ship": lambda: ship_order(**by, **resi),
            "came": lambda: confirm_rest(**buyer),
            "received": lambda: confirm_receipt(**buyer),
            "rest ends": lambda: end_rest(**by, reason="Bahannya habis"),
            "morning": self._morning,
            "take": lambda: take_refund(**buyer),
            "claim": lambda: self._claim(order, size),
            "weigh": lambda: weigh_order(**by, grams=300 * size + 100),
            "allow": lambda: grant_allowance(**by, amount=7_777 * (size + 1), reason="Maaf"),
            "keep": lambda: keep_as_credit(**by, amount=max(1, -order.outstanding // 2), consent="chat"),
            "money back": lambda: ask_money_back(**buyer, account=Bank(bank="BCA", number="1234567", holder="A")),
            "reward": lambda: use_credit(**by, codes=None),
            "cancel": lambda: cancel_order(**by, reason="Batal"),
            "collected": lambda: pay_out_cod(**by, fee=2_500, bank_account_id=self.world.bank.pk),
        }  # fmt: skip
        acts[name]() if name in acts else self._of_claim(name, order, size)

    def _morning(self) -> None:
        self.at = self.at.replace(hour=0, minute=1) + timedelta(days=1)  # past six o'clock in Jakarta
        morning(self.at)

    def _pay(self, order: Order) -> None:
        if order.outstanding > 0 and order.charges.filter(state="planned").exists():
            with suppress(Refusal):
                ask_balance(store_id=order.store_id, order_id=order.pk, actor=self.world.seller, at=self.at)
        fresh = self.world.fresh(order)
        asked = sum(charge.rest for charge in fresh.charges.filter(state="open"))
        if asked:
            receive(self.world, order, asked, at=self.at)

    def _claim(self, order: Order, size: int) -> None:
        lines = list(OrderLine.objects.of(order.store_id).filter(order=order).order_by("position"))
        pieces = {lines[0].pk: size % 3, lines[1].pk: size // 4}
        reasons, wishes = sorted(REASONS), sorted(REMEDIES)
        other = self.world.variant("M", "Hitam")
        open_claim(
            store_id=order.store_id, order_id=order.pk, key=f"k{self.number}", pieces=pieces,
            reason="lost" if size > 4 else reasons[self.number % len(reasons)], wish=wishes[size % 4],
            sizes={line.pk: other for line in lines}, body="Tidak seperti yang dipesan.", actor=BUYER_ACTOR, at=self.at,
        )  # fmt: skip

    def _of_claim(self, name: str, order: Order, size: int) -> None:
        claim = Claim.objects.of(order.store_id).filter(order=order).order_by("-pk").first()
        if claim is None:
            return
        by: dict[str, Any] = {"store_id": order.store_id, "claim_id": claim.pk, "at": self.at}
        seller, buyer = by | {"actor": self.world.seller}, by | {"actor": BUYER_ACTOR}
        kind = claim.wish if size < 5 else "refund"
        amount = max(1, claim.whole if size % 2 else claim.whole // 3)
        remedy = Remedy(kind, amount=amount, source="apart", goods_back=size == 3)
        acts: dict[str, Callable[[], object]] = {
            "decide": lambda: decide_claim(**seller, remedy=remedy),
            "accept": lambda: accept_offer(**buyer),
            "decline": lambda: decline_offer(**buyer, answer="Bukan itu"),
            "back": lambda: take_goods_back(**seller),
            "settle": lambda: settle_claim(**seller),
        }
        acts[name]()


class AfterWalks(TestCase):
    @settings(max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32), st.sampled_from(PLANS), st.booleans())
    def test_all_sums_hold_whatever_comes_after_paying(
        self, seed: int, plan: dict[str, Any], taxed: bool
    ) -> None:
        world, dice = guarded(LADDER, **plan), Random(seed)
        if taxed:
            start_tax(
                actor=world.seller, at=NOON - timedelta(days=1), store=world.store, npwp="01.234.567.8-901.000",
                since=(NOON - timedelta(days=1)).date(),
            )  # fmt: skip
        after = AfterWalk(world)
        for name in dice.choices(STEPS, k=45):
            after.step(name, dice.randrange(2), dice.randrange(8))
        assert {name: found for name, found in audit() if found} == {}

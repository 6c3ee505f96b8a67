"""Random walks through moved dates and a short yield: every answer, silence and remedy in any order."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bukapo.audit import audit
from bukapo.audit.run import CHECKS
from bukapo.campaigns.models import Promise
from bukapo.campaigns.rules import SHORT_RULES
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.allotment.due import carry_out_short_silences
from bukapo.orders.allotment.remedies import piece_came, take_money, take_other, wait_for_piece
from bukapo.orders.delays.answering import choose
from bukapo.orders.delays.due import carry_out_delays
from bukapo.orders.delays.moving import move_promise
from bukapo.orders.models import DelayAnswer, Order, ShortPiece
from bukapo.orders.reads.account import account_of
from bukapo.orders.writes.release import cancel_order
from bukapo.orders.writes.send import hand_over
from bukapo.production.reads.account import piece_accounts
from tests.invariants.money import OF_MONEY
from tests.production.short import allocated, made
from tests.till import receive
from tests.world import NOON, World, make_world

BEFORE = ("move", "wait", "leave", "wait", "leave", "days", "pay", "cancel")
AFTER = ("money", "waits", "other", "came", "days", "hand", "move", "leave", "cancel", "pay")


def steps(*names: str) -> st.SearchStrategy[list[tuple[str, int]]]:
    return st.lists(st.tuples(st.sampled_from(names), st.integers(0, 7)), min_size=4, max_size=9)


class LateWalk:
    """Six orders of two sizes; `at` moves on with every step. A refusal is an answer, too."""

    def __init__(self, world: World) -> None:
        self.world, self.at = world, NOON
        with clock.told(NOON):
            for n in range(6):
                order = world.place(world.line("L", qty=1 + n % 2), *([world.line("XL")] if n % 3 else []))
                if n < 5:
                    asked = sum(charge.rest for charge in order.charges.filter(state="open"))
                    receive(world, order, asked)

    def step(self, name: str, which: int) -> None:
        self.at += timedelta(minutes=50)
        with clock.told(self.at), suppress(Refusal):
            self._act(name, which)
        for order in Order.objects.of(self.world.store):
            assert order.refunded <= order.paid
            assert account_of(order).rest == order.outstanding
        assert [str(breach) for check in OF_MONEY for breach in CHECKS[check]()] == []

    def _act(self, name: str, which: int) -> None:
        order = list(Order.objects.of(self.world.store).order_by("pk"))[which % 6]
        by: dict[str, Any] = {"store_id": self.world.store.pk, "order_id": order.pk, "at": self.at}
        buyer, seller = by | {"actor": BUYER_ACTOR}, by | {"actor": self.world.seller}
        delay = DelayAnswer.objects.of(self.world.store).filter(order=order, state="open").first()
        short = ShortPiece.objects.of(self.world.store).filter(order=order).order_by("-pk").first()
        acts: dict[str, Callable[[], object]] = {
            "move": self._move,
            "wait": lambda: delay and choose(**buyer, delay_id=delay.delay_id, choice="wait"),
            "leave": lambda: delay and choose(**buyer, delay_id=delay.delay_id, choice="refund"),
            "days": self._days,
            "pay": lambda: receive(self.world, order, 60_000, at=self.at),
            "cancel": lambda: which == 3 and cancel_order(**seller, reason="uji"),
            "hand": lambda: hand_over(**seller),
            "money": lambda: short and take_money(**buyer, short_ids=[short.pk]),
            "waits": lambda: short and wait_for_piece(**buyer, short_id=short.pk),
            "came": lambda: short and piece_came(**seller, short_id=short.pk),
            "other": lambda: short and take_other(
                **buyer, short_id=short.pk, variant_id=self.world.variant("L", "Hitam")
            ),
        }  # fmt: skip
        acts[name]()

    def _move(self) -> None:
        days = {
            row.what: row.day + timedelta(days=2)
            for row in Promise.objects.of(self.world.store).order_by("pk")
        }
        facts: dict[str, Any] = {"actor": self.world.seller, "at": self.at, "store": self.world.store}
        move_promise(**facts, campaign_id=self.world.campaign.pk, moves=days, reason="Kain terlambat")

    def _days(self) -> None:
        self.at += timedelta(days=4)
        with clock.told(self.at):
            while carry_out_delays(self.at) or carry_out_short_silences(self.at):
                pass

    def make_too_few(self, good: int, extra: int) -> None:
        self.at += timedelta(hours=1)
        with clock.told(self.at), suppress(Refusal):  # nobody may be left to make anything for
            made(self.world, XL=good)
            allocated(self.world, counted={("Kaos", ("L", "Hitam")): 9 + extra})


class TestAnyCourseOfLateness(TestCase):
    @settings(max_examples=3, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(
        before=steps(*BEFORE),
        after=steps(*AFTER),
        good=st.integers(0, 3),
        extra=st.integers(-3, 2),
        rule=st.sampled_from(SHORT_RULES),
        mode=st.sampled_from(["full", "deposit"]),
    )
    def test_leaves_money_and_pieces_explained(
        self, before: list[Any], after: list[Any], good: int, extra: int, rule: str, mode: str
    ) -> None:
        walk = LateWalk(make_world(at=NOON, short_rule=rule, pay_mode=mode))
        for name, which in before:
            walk.step(name, which)
        walk.make_too_few(good, extra)
        for name, which in [*after, ("days", 0)]:
            walk.step(name, which)
        assert {name: found for name, found in audit() if found} == {}
        assert all(account.even for account in piece_accounts(walk.world.campaign))

"""Tiers beside vouchers and PPN: what was agreed stays agreed, and the books leave nothing behind."""

from typing import Any

import pytest

from bukapo.campaigns.tiers import Tier
from bukapo.campaigns.vouchers import VoucherTerms
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import DEPOSITS
from bukapo.orders.models import Order
from bukapo.orders.writes import release, send
from tests.orders.pricing.tiered import breaches, close, place, settle, tiered
from tests.orders.test_tax import pkp
from tests.till import asked, books_agree, receive
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


class TestAVoucher:
    def place_with(self, world: World, *lines: Any, **terms: Any) -> Order:
        made = make_voucher(
            actor=world.seller, at=NOON, store=world.store, terms=VoucherTerms(code="HEMAT", **terms)
        )
        assert made
        return place(world, *lines, voucher="HEMAT")

    def test_keeps_the_rupiah_that_were_agreed(self) -> None:
        world = tiered(pay_mode="deposit")
        order = self.place_with(world, world.line("L", qty=4), bp=1_000)
        assert order.discount == 38_000
        close(world)
        settle()
        order = world.fresh(order)
        assert (order.goods, order.discount, order.charged - order.net_goods) == (
            360_000, 38_000, order.charges.get(kind="deposit").code,
        )  # fmt: skip
        assert breaches() == []

    def test_never_takes_the_last_rupiah(self) -> None:
        world = tiered(tiers=(Tier(2, 20_000),))
        order = self.place_with(world, world.line("L", qty=2), fixed=60_000, least=60_001)
        receive(world, order, asked(order))
        close(world)
        settle()
        order = world.fresh(order)
        assert (order.goods, order.discount, order.net_goods) == (40_000, 39_999, 1)
        books_agree(world, order)
        assert breaches() == []

    def test_of_an_order_handed_over_leaves_no_deposit_behind(self) -> None:
        world = tiered()
        order = self.place_with(world, world.line("L", qty=4), bp=1_000)
        receive(world, order, asked(order))
        close(world)
        facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}
        send.hand_over(**facts)
        settle()
        assert trial_balance(store_id=world.store.pk).get(DEPOSITS, 0) == 0
        assert breaches() == []


class TestAPkpStore:
    @pytest.mark.parametrize("handed_over", [False, True])
    def test_owes_ppn_on_what_it_holds_before_and_after(self, handed_over: bool) -> None:
        world = pkp(tiered())
        order = place(world, world.line("L", qty=8))
        receive(world, order, asked(order))
        close(world)
        facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}
        if handed_over:
            send.hand_over(**facts)
        settle()
        assert breaches() == []
        release.promise_refund(**facts, amount=120_000, reason="Harga turun", send_to="")
        assert breaches() == []

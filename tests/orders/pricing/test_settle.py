"""Closing a PO with tiers: everybody gets the price that was reached, in what they still have to pay."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bukapo.campaigns.models import CampaignItem
from bukapo.campaigns.tier_reads import climbs_of
from bukapo.campaigns.tiers import Tier
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.orders.models import Order, OrderLine, Settlement
from bukapo.orders.pricing import settle as settling
from bukapo.orders.pricing.due import settle_prices
from bukapo.orders.writes import pay, release, send
from bukapo.orders.writes.zone import set_zone
from bukapo.payments.models import Charge
from bukapo.production.reads import current_recap, frozen_recap
from bukapo.production.writes.close import amend_recap
from tests.orders.pricing.tiered import breaches, close, place, settle, tiered
from tests.till import asked, books_agree, receive
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> Iterator[None]:
    with clock.told(NOON):
        yield


class TestADepositPlan:
    @pytest.fixture
    def world(self) -> World:
        return tiered(pay_mode="deposit", deposit_bp=5000)

    def test_takes_the_difference_off_the_balance_and_leaves_the_deposit_alone(self, world: World) -> None:
        order = place(world, world.line("L", qty=4))
        paid = receive(world, order, asked(order))
        deposit = order.charges.get(kind="deposit")
        close(world)
        assert settle() == 1
        order = world.fresh(order)
        assert (order.goods, order.lines.get().unit_price) == (360_000, 90_000)
        assert world.fresh(deposit).total == deposit.total == paid.amount
        balance = order.charges.get(kind="balance")
        assert (balance.state, balance.total) == ("planned", 360_000 - 190_000)
        books_agree(world, order)
        assert breaches() == []

    def test_asks_a_lower_deposit_only_where_the_balance_is_not_enough(self) -> None:
        world = tiered(tiers=(Tier(2, 30_000),), pay_mode="deposit", deposit_bp=9000)
        order = place(world, world.line("L", qty=2))
        before = asked(order)
        close(world)
        settle()
        assert not order.charges.filter(kind="balance").exclude(state="void").exists()
        deposit = order.charges.get(kind="deposit")
        assert deposit.goods == 60_000
        assert deposit.transfer_amount == 60_000 + deposit.code < before
        assert breaches() == []

    def test_tells_once_what_was_reached_and_what_is_saved(self, world: World) -> None:
        order = place(world, world.line("XL", qty=4))
        close(world)
        settle()
        event = EventRow.objects.get(kind="order.repriced")
        assert event.order_id == order.pk
        assert event.data["tiers"] == [["Kaos", 4, 90_000]]
        assert event.data["saved"] == 20_000
        done = EventRow.objects.get(kind="campaign.prices_settled")
        assert (done.data["orders"], done.data["saved"]) == (1, 20_000)

    def test_keeps_surcharges_and_what_is_written_on_the_piece(self, world: World) -> None:
        order = place(world, world.line("XXL", qty=4, name="BUDI"))
        close(world)
        settle()
        line = world.fresh(order).lines.get()
        assert (line.unit_price, line.extra, line.total) == (100_000, 15_000, 460_000)


class TestAPlanPaidInFull:
    @pytest.fixture
    def world(self) -> World:
        return tiered()

    def test_leaves_the_difference_as_money_too_much(self, world: World) -> None:
        order = place(world, world.line("L", qty=8))
        receive(world, order, asked(order))
        close(world)
        settle()
        order = world.fresh(order)
        assert order.outstanding == -8 * 15_000
        assert order.charges.get().state == "paid"
        books_agree(world, order)
        assert breaches() == []
        facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}
        release.promise_refund(**facts, amount=120_000, reason="Harga turun", send_to="")
        assert breaches() == []

    def test_asks_an_unpaid_order_for_less_by_an_amount_that_is_still_recognisable(
        self, world: World
    ) -> None:
        order, other = place(world, world.line("L", qty=3)), place(world)
        before = asked(order)
        code = order.charges.get().code
        close(world)
        settle()
        assert asked(order) == before - 3 * 5_000
        assert world.fresh(order).charges.get().code == code
        assert asked(order) != asked(other)
        assert breaches() == []

    def test_takes_another_code_where_the_lower_amount_is_somebody_elses(self, world: World) -> None:
        order = place(world, world.line("L", qty=4))
        other = place(world, world.line("XL"), world.line("S"))
        charge = Charge.objects.of(world.store).get(order=order)
        taken = charge.transfer_amount - 4 * 5_000
        Charge.objects.of(world.store).filter(order=other).update(transfer_amount=taken)
        close(world)
        # The other order falls, too: its own amount is free again only when it has been given another.
        settle()
        amounts = list(Charge.objects.of(world.store).values_list("transfer_amount", flat=True))
        assert len(set(amounts)) == 2
        fresh = world.fresh(charge)
        assert fresh.transfer_amount == fresh.total == fresh.goods + fresh.code

    def test_confirms_an_order_whose_part_payment_covers_the_lower_price(self, world: World) -> None:
        order = place(world, world.line("L", qty=8))
        receive(world, order, 8 * 80_000 + 999)
        assert world.fresh(order).state == "placed"
        close(world)
        settle()
        order = world.fresh(order)
        assert (order.state, order.confirmed_at) == ("confirmed", NOON)
        assert breaches() == []

    def test_takes_back_income_of_what_was_handed_over_before_the_job_came(self, world: World) -> None:
        order = place(world, world.line("L", qty=4))
        receive(world, order, asked(order))
        close(world)
        facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}
        send.hand_over(**facts)
        settle()
        order = world.fresh(order)
        assert (order.state, order.outstanding) == ("received", -20_000)
        books_agree(world, order)
        assert breaches() == []


class TestEarlyPrices:
    def test_that_are_lower_than_the_tier_stay_and_others_fall(self) -> None:
        world = tiered(at=NOON)
        CampaignItem.objects.of(world.store).filter(campaign=world.campaign).update(early_price=92_000)
        until = NOON + timedelta(hours=1)
        type(world.campaign).objects.of(world.store).filter(pk=world.campaign.pk).update(early_until=until)
        early = place(world, world.line("L", qty=2))
        with clock.told(until + timedelta(minutes=1)):
            late = world.place(world.line("L", qty=2))
        assert (early.goods, late.goods) == (184_000, 190_000)
        close(world, at=until + timedelta(hours=1))
        settle()
        assert [world.fresh(one).goods for one in (early, late)] == [180_000, 180_000]
        assert breaches() == []

    def test_never_rise(self) -> None:
        world = tiered(at=NOON)
        CampaignItem.objects.of(world.store).filter(campaign=world.campaign).update(early_price=70_000)
        until = NOON + timedelta(hours=1)
        type(world.campaign).objects.of(world.store).filter(pk=world.campaign.pk).update(early_until=until)
        early = place(world, world.line("L", qty=8))
        close(world)
        settle()
        assert world.fresh(early).goods == 8 * 70_000
        assert not EventRow.objects.filter(kind="order.repriced").exists()
        assert breaches() == []


class TestWhatCounts:
    @pytest.fixture
    def world(self) -> World:
        return tiered()

    def test_is_what_orders_hold_at_closing(self, world: World) -> None:
        orders = [place(world, world.line("L", qty=2)) for _ in range(2)]
        gone = place(world, world.line("L", qty=6))
        facts = {"store_id": world.store.pk, "actor": world.seller, "at": NOON}
        release.cancel_order(**facts, order_id=gone.pk, reason="batal")
        event = close(world)
        settle()
        assert event.tiers == ((world.product.pk, 4, 90_000),)
        assert [world.fresh(order).goods for order in orders] == [180_000, 180_000]
        assert world.fresh(gone).goods == 6 * 95_000

    def test_is_not_undone_by_who_leaves_after_closing(self, world: World) -> None:
        stays, leaves = place(world, world.line("L")), place(world, world.line("L", qty=3))
        close(world)
        facts = {"store_id": world.store.pk, "actor": world.seller, "at": NOON}
        release.cancel_order(**facts, order_id=leaves.pk, reason="batal")
        settle()
        assert world.fresh(stays).goods == 90_000
        climb = climbs_of(world.campaign)[0]
        assert (climb.pieces, climb.price_now, climb.settled, climb.next) == (4, 90_000, True, None)
        assert breaches() == []

    def test_reaching_nothing_changes_nothing(self, world: World) -> None:
        order = place(world, world.line("L", qty=3))
        version = world.fresh(order).version
        close(world)
        settle()
        assert (world.fresh(order).goods, world.fresh(order).version) == (285_000, version)
        assert Settlement.objects.of(world.store).get().done_at == NOON
        assert breaches() == []


class TestTheRecap:
    def test_speaks_of_the_reached_price_before_and_after_the_orders_have_it(self) -> None:
        world = tiered()
        order = place(world, world.line("L", qty=4))
        gone = place(world, world.line("S"))
        event = close(world)
        assert event.rupiah == 5 * 90_000
        assert frozen_recap(world.campaign).totals.goods == 5 * 90_000
        assert current_recap(world.fresh(world.campaign), NOON).changes is None
        settle()
        assert current_recap(world.fresh(world.campaign), NOON).changes is None
        facts = {"store_id": world.store.pk, "actor": world.seller, "at": NOON}
        release.cancel_order(**facts, order_id=gone.pk, reason="batal")
        amended = amend_recap(**facts, campaign_id=world.campaign.pk, reason="1 batal")
        assert amended.rupiah == world.fresh(order).goods == 360_000


class TestAJobThatIsKilled:
    @pytest.fixture
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settling, "CHUNK", 2)

    def test_resumes_where_it_was_and_does_nothing_twice(
        self, small: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        world = tiered()
        orders = [place(world, world.line("L", qty=2)) for _ in range(5)]
        close(world)
        assert settle_prices(NOON) == 2
        assert breaches() == []
        real = settling.record

        def dies(*args: Any, **kwargs: Any) -> Any:
            real(*args, **kwargs)
            raise DatabaseError("the worker died")

        monkeypatch.setattr(settling, "record", dies)
        with pytest.raises(DatabaseError):
            settle_prices(NOON)
        assert [world.fresh(order).goods for order in orders] == [160_000] * 2 + [190_000] * 3
        assert breaches() == []
        monkeypatch.setattr(settling, "record", real)
        settle()
        assert [world.fresh(order).goods for order in orders] == [160_000] * 5
        assert EventRow.objects.filter(kind="order.repriced").count() == 5
        assert EventRow.objects.filter(kind="campaign.prices_settled").count() == 1
        assert breaches() == []

    def test_that_forgot_an_order_is_found_by_the_audit(self) -> None:
        world = tiered()
        place(world, world.line("L", qty=4))
        close(world)
        Settlement.objects.of(world.store).update(done_at=NOON)
        assert [breach.rule for breach in breaches()] == ["tiers"]

    def test_a_price_moved_by_hand_afterwards_is_found_by_the_audit(self) -> None:
        world = tiered()
        order = place(world, world.line("L", qty=4))
        close(world)
        settle()
        OrderLine.objects.of(world.store).filter(order=order).update(unit_price=89_999, total=359_996)
        assert {breach.rule for breach in breaches()} == {"lines"}


def test_an_order_whose_fee_is_named_after_settling_is_asked_for_the_fee_alone() -> None:
    world = tiered(pay_mode="deposit")
    order = place(world, world.line("L", qty=4), source="import", fulfilment="courier", address="Jl. A")
    receive(world, order, 190_000)
    close(world)
    settle()
    facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}
    set_zone(**facts, zone_id=world.zone.pk)
    assert breaches() == []


ORDERS = st.lists(
    st.tuples(
        st.integers(1, 4),  # pieces
        st.sampled_from(["nothing", "asked", "part", "over", "all"]),
        st.sampled_from(["L", "XXL"]),
        st.booleans(),  # by courier
    ),
    min_size=1,
    max_size=6,
)


class TestWhateverWasOrderedAndPaid(TestCase):
    @settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
    @given(
        orders=ORDERS,
        mode=st.sampled_from(["full", "deposit"]),
        shipping=st.sampled_from(["order", "balance"]),
        forgive=st.booleans(),
    )
    def test_parts_sum_and_nobody_pays_more(
        self, orders: list[tuple[int, str, str, bool]], mode: str, shipping: str, forgive: bool
    ) -> None:
        world = tiered(pay_mode=mode, shipping_with=shipping)
        placed = [self._order(world, *one, forgive=forgive) for one in orders]
        before = {order.pk: world.fresh(order) for order in placed}
        close(world)
        settle()
        pieces = sum(order.pieces for order in placed)
        drop = 15_000 if pieces >= 8 else 5_000 if pieces >= 4 else 0
        for pk, old in before.items():
            new = world.fresh(old)
            assert old.goods - new.goods == drop * old.pieces
            assert new.outstanding <= old.outstanding
            assert new.outstanding == old.outstanding - drop * old.pieces or drop * old.pieces > old.charged
            assert {c.pk for c in new.charges.filter(state="open")} <= {
                c.pk for c in Charge.objects.of(world.store).filter(order_id=pk).exclude(opened_at=None)
            }
        assert breaches() == []

    def _order(
        self, world: World, pieces: int, money: str, size: str, courier: bool, *, forgive: bool
    ) -> Order:
        how = world.by_courier if courier else world.want
        wanted = how(world.line(size, qty=pieces))
        with clock.told(NOON):
            order = world.place(
                *wanted.lines,
                **{
                    name: getattr(wanted, name)
                    for name in ("fulfilment", "address", "city", "postal_code", "zone_id")
                },
            )
        now = sum(c.rest for c in order.charges.filter(state="open"))
        amounts = {
            "nothing": 0,
            "asked": now,
            "part": now - 700,
            "over": now + 9_000,
            "all": order.charged + 500,
        }
        if amounts[money]:
            receive(world, order, amounts[money])
        if money == "part" and forgive:
            pay.forgive_shortfall(
                store_id=world.store.pk, order_id=order.pk, reason="uji", actor=SYSTEM_ACTOR, at=NOON
            )
        return order

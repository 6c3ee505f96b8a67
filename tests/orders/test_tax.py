"""PPN of a PKP store follows the money it holds; other stores never see any."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import DEPOSITS, PPN_OUT, REVENUE, SHIPPING_INCOME
from bukapo.ledger.tax import Parts, parts_of, ppn_in, tax_lines
from bukapo.orders.models import Order
from bukapo.orders.writes import pay, release, send
from bukapo.orders.writes.cod import pay_out_cod, take_in_order
from bukapo.orders.writes.place import place_order
from bukapo.stores.models import Store, TaxPeriod
from bukapo.stores.tax import AlreadyPkp, start_tax, stop_tax
from tests.orders.statements.bank import bring, line
from tests.till import asked, receive
from tests.world import NOON, World, make_world


@pytest.mark.parametrize(
    ("amount", "ppn"),
    [(0, 0), (1, 0), (5, 0), (6, 1), (111, 11), (111_000, 11_000), (100_000, 9_910), (95_123, 9_427)],
)
def test_of_111_rupiah_11_are_ppn(amount: int, ppn: int) -> None:
    assert ppn_in(amount) == ppn


def test_papers_show_the_other_base_of_eleven_twelfths() -> None:
    assert parts_of(1_110_000) == Parts(net=1_000_000, base=916_667, ppn=110_000)


@given(st.lists(st.integers(0, 50_000_000), max_size=30))
def test_the_lines_of_any_history_sum_to_the_ppn_of_where_it_stands(stands: list[int]) -> None:
    owed, before = 0, 0
    for after in stands:
        for one in tax_lines(before=before, after=after, contra=DEPOSITS, cause="payment:1", order_id=1):
            assert {one.source, one.destination} == {PPN_OUT, DEPOSITS}
            owed += one.amount if one.source == PPN_OUT else -one.amount
        before = after
    assert owed == ppn_in(before)


def pkp(world: World) -> World:
    """The world's store has been PKP since yesterday."""
    yesterday = NOON - timedelta(days=1)
    facts: dict[str, Any] = {"actor": world.seller, "at": yesterday, "store": world.store}
    start_tax(**facts, npwp="01.234.567.8-901.000", since=(yesterday + timedelta(hours=7)).date())
    return world


@pytest.fixture
def world() -> World:
    return pkp(make_world(at=NOON, pay_mode="deposit"))


def facts_of(world: World, order: Order) -> dict[str, Any]:
    return {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}


def books(world: World) -> dict[str, int]:
    """The balances that matter; the audit agrees with them."""
    assert [breach for _, found in audit() for breach in found] == []
    found = trial_balance(store_id=world.store.pk)
    assert sum(found.values()) == 0
    return {code: found.get(code, 0) for code in (PPN_OUT, DEPOSITS, REVENUE, SHIPPING_INCOME)}


@pytest.mark.django_db
class TestThePpn:
    def test_is_owed_on_a_deposit_when_it_is_received(self, world: World) -> None:
        with clock.told(NOON):
            order = world.place()
        deposit = asked(order)
        receive(world, order, deposit)
        told = books(world)
        assert told[PPN_OUT] == -ppn_in(deposit)
        assert told[DEPOSITS] == -(order.goods + order.shipping_fee) + ppn_in(deposit)

    def test_leaves_net_income_when_the_goods_go(self, world: World) -> None:
        with clock.told(NOON):
            order = world.place(
                fulfilment="courier", address="Jl. A", city="B", postal_code="40132", zone_id=world.zone.pk
            )
        receive(world, order, asked(order))
        pay.ask_balance(**facts_of(world, order))
        receive(world, order, asked(order))
        send.ship_order(**facts_of(world, order), courier="JNE", tracking_number="0012345678")
        told, order = books(world), world.fresh(order)
        ppn = ppn_in(order.paid)
        fee = ppn_in(order.shipping_fee)
        assert told[DEPOSITS] == 0 and told[PPN_OUT] == -ppn
        assert told[SHIPPING_INCOME] == -(order.shipping_fee - fee)
        assert told[REVENUE] == -(order.goods - (ppn - fee))

    def test_is_taken_back_with_a_refund(self, world: World) -> None:
        with clock.told(NOON):
            order = world.place()
        receive(world, order, asked(order) + 500_000)
        over = -world.fresh(order).outstanding
        release.promise_refund(**facts_of(world, order), amount=over, reason="Lebih", send_to="")
        assert books(world)[PPN_OUT] == -ppn_in(world.fresh(order).charged)

    def test_of_a_cancelled_order_stays_only_on_the_fee(self, world: World) -> None:
        Store.objects.filter(pk=world.store.pk).update(cancel_fee_percent=10)
        with clock.told(NOON):
            order = world.place()
        receive(world, order, asked(order))
        event = release.cancel_order(**(facts_of(world, order) | {"actor": BUYER_ACTOR}), reason="batal")
        told = books(world)
        assert event.fee > 0 and told[DEPOSITS] == 0
        assert told[PPN_OUT] == -ppn_in(event.fee)
        assert told[REVENUE] == -(event.fee - ppn_in(event.fee))

    def test_of_an_order_from_before_stays_none_and_of_one_from_then_stays_when_the_store_stops(
        self, world: World
    ) -> None:
        with clock.told(NOON):
            inside = world.place()
        stop_tax(actor=world.seller, at=NOON, store=world.store)
        with clock.told(NOON + timedelta(minutes=5)):
            after = world.place()
        receive(world, inside, asked(inside))
        receive(world, after, asked(after))
        assert books(world)[PPN_OUT] == -ppn_in(world.fresh(inside).paid)

    def test_altered_by_hand_is_named_by_the_audit(self, world: World) -> None:
        with clock.told(NOON):
            order = world.place()
        receive(world, order, asked(order))
        TaxPeriod.objects.of(world.store).update(since=NOON + timedelta(days=1))
        assert [b.rule for _, found in audit() for b in found] == ["PPN"]


@pytest.mark.django_db
class TestAStoreThatIsNotPkp:
    def test_has_no_ppn_in_its_books(self) -> None:
        world = make_world(at=NOON)
        with clock.told(NOON):
            order = world.place()
        receive(world, order, asked(order))
        send.hand_over(**facts_of(world, order))
        assert PPN_OUT not in trial_balance(store_id=world.store.pk)
        assert books(world)[DEPOSITS] == 0


@pytest.mark.django_db
class TestBecomingPkp:
    @pytest.mark.parametrize(
        ("npwp", "since"),
        [
            ("123", date(2026, 11, 22)),
            ("0123456789012345", date(2026, 11, 21)),
            ("0123456789012345", date(2028, 1, 1)),
        ],
    )
    def test_is_refused_with_a_wrong_number_or_day(self, npwp: str, since: date) -> None:
        world = make_world(at=NOON)
        before = EventRow.objects.count()
        with pytest.raises(Invalid):
            start_tax(actor=world.seller, at=NOON, store=world.store, npwp=npwp, since=since)
        assert EventRow.objects.count() == before and not TaxPeriod.objects.of(world.store).exists()

    def test_happens_once(self, world: World) -> None:
        with pytest.raises(AlreadyPkp):
            start_tax(actor=world.seller, at=NOON, store=world.store, npwp="0" * 16, since=date(2026, 11, 23))

    def test_is_over_once(self, world: World) -> None:
        stop_tax(actor=world.seller, at=NOON, store=world.store)
        with pytest.raises(NotFound):
            stop_tax(actor=world.seller, at=NOON, store=world.store)

    def test_on_a_coming_day_begins_at_midnight_there(self) -> None:
        world = make_world(at=NOON)
        start_tax(actor=world.seller, at=NOON, store=world.store, npwp="0" * 16, since=date(2026, 12, 1))
        assert TaxPeriod.objects.of(world.store).get().since.isoformat() == "2026-11-30T17:00:00+00:00"


@pytest.mark.django_db
class TestMoneyFromAStatement:
    def test_owes_the_same_ppn_as_money_taken_by_hand(self, world: World) -> None:
        with clock.told(NOON):
            first, second = world.place(), world.place()
            late = world.place()
        release.cancel_order(**facts_of(world, late), reason="batal")
        amounts = [asked(first), asked(second)]
        bring(world, [line(amount) for amount in amounts])
        assert world.fresh(first).state == world.fresh(second).state == "confirmed"
        assert books(world)[PPN_OUT] == -sum(ppn_in(amount) for amount in amounts)


@pytest.mark.django_db
class TestCashOnDelivery:
    def test_owes_ppn_on_the_whole_price_once_the_goods_are_out(self) -> None:
        world = pkp(make_world(at=NOON, pay_mode="cod"))
        with clock.told(NOON):
            order = place_order(
                store_id=world.store.pk,
                campaign_id=world.campaign.pk,
                wanted=world.by_courier(),
                actor=BUYER_ACTOR,
            )
        take_in_order(**facts_of(world, order))
        assert books(world)[PPN_OUT] == 0
        send.ship_order(**facts_of(world, order), courier="JNE", tracking_number="0012345678")
        price = world.fresh(order).charged
        told = books(world)
        assert told[PPN_OUT] == -ppn_in(price) and told[DEPOSITS] == 0
        pay_out_cod(**facts_of(world, order), fee=3_000, bank_account_id=world.bank.pk)
        assert books(world)[PPN_OUT] == -ppn_in(price) and world.fresh(order).outstanding == 0

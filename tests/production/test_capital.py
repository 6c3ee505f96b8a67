"""Is it safe to start, what would cancelling cost, and the gate before a work order."""

from datetime import date
from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.journal.events import WORKSHOP
from bukapo.journal.models import EventRow
from bukapo.journal.reads import timeline
from bukapo.kernel.entry import Line
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.ledger.rules import RECEIVABLE, at_gateway, cash
from bukapo.orders.models import Order
from bukapo.orders.writes import release, send
from bukapo.production.capital.books import Flows
from bukapo.production.capital.reads import capital_of, owed_if_cancelled, safe_to_start
from bukapo.production.capital.rules import LOSS, SAFE, SHORT, UNKNOWN, Cost, Funds, NotCovered, judge
from bukapo.production.capital.writes import set_capital
from bukapo.production.models import WorkOrder
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.work_orders import send_work_order
from tests.orders.pricing.tiered import breaches, close, settle, tiered
from tests.till import asked, receive
from tests.world import NOON, World, make_world

FUNDS = Funds(in_hand=500_000, on_its_way=0, to_come=500_000, income=1_000_000, pieces=10, unpaid_pieces=0)


def judged(each: int | None, *, fixed: int = 0, down_bp: int = 0, down_fixed: int = 0) -> Any:
    return judge(FUNDS, [Cost("Kaos", 10, each)], fixed=fixed, down_bp=down_bp, down_fixed=down_fixed)


class TestTheVerdict:
    @pytest.mark.parametrize(
        ("given", "verdict", "missing"),
        [
            ({"each": 50_000}, SAFE, 0),
            ({"each": 50_001}, SHORT, 10),
            ({"each": 80_000}, SHORT, 300_000),
            ({"each": 80_000, "down_bp": 5_000}, SAFE, 0),
            ({"each": 80_000, "down_bp": 7_000}, SHORT, 60_000),
            ({"each": 80_000, "down_fixed": 500_001}, SHORT, 1),
            ({"each": 100_000, "down_bp": 5_000, "fixed": 1}, SHORT, 1),
            ({"each": 110_000, "down_fixed": 400_000}, LOSS, 100_000),
            ({"each": None}, UNKNOWN, 0),
            ({"each": 0}, UNKNOWN, 0),
        ],
    )
    def test_names_what_is_missing(self, given: dict[str, Any], verdict: str, missing: int) -> None:
        found = judged(**given)
        assert (found.verdict, found.missing) == (verdict, missing)

    def test_tells_margin_and_the_pieces_from_which_it_pays(self) -> None:
        found = judged(60_000, fixed=150_000)
        assert (found.cost, found.margin, found.break_even) == (750_000, 250_000, 4)
        assert judged(100_000, fixed=1).break_even is None
        assert judged(100_001).loss == 10

    def test_names_whose_cost_is_not_known(self) -> None:
        found = judge(FUNDS, [Cost("Kaos", 10, 1), Cost("Topi", 2, None), Cost("Tas", 0, None)], fixed=0, down_bp=0,
                      down_fixed=0)  # fmt: skip
        assert (found.verdict, found.unknown) == (UNKNOWN, ("Topi",))


class TestMoneyAtAGateway:
    def test_is_never_more_than_the_stores_account_there_holds(self) -> None:
        sums = {
            (RECEIVABLE, at_gateway("midtrans"), "confirmed"): 300_000,
            (RECEIVABLE, cash(1), "confirmed"): 200_000,
        }
        assert Flows(sums, {at_gateway("midtrans"): 120_000}).cash == (380_000, 120_000)
        assert Flows(sums, {at_gateway("midtrans"): 900_000}).cash == (200_000, 300_000)


pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, pay_mode="deposit")


def facts(world: World, **more: Any) -> dict[str, Any]:
    own = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": world.seller, "at": NOON}
    return own | more


def place(world: World, *lines: Any) -> Order:
    with clock.told(NOON):
        return world.place(*lines)


def paid(world: World, pieces: int) -> Order:
    order = place(world, world.line("L", qty=pieces))
    receive(world, order, asked(order), method="cash", bank_account_id=None)
    fresh: Order = world.fresh(order)
    return fresh


def typed(world: World, **changes: Any) -> Any:
    given = {"each": None, "fixed": 0, "down_bp": 0, "down_fixed": 0, "spent": 0} | changes
    return set_capital(**facts(world), **given)


def spk(world: World, **changes: Any) -> Any:
    given: dict[str, Any] = {"workshop_name": "Konveksi", "deadline": date(2026, 12, 20), "stages": ["Jahit"]}
    return send_work_order(**facts(world), **(given | changes))


class TestTheGate:
    def test_reads_money_of_orders_that_hold_and_no_other(self, world: World) -> None:
        order = paid(world, 2)
        gone = paid(world, 1)
        release.cancel_order(
            store_id=world.store.pk, order_id=gone.pk, actor=world.seller, at=NOON, reason="batal"
        )
        place(world, world.line("M"))
        start = safe_to_start(world.campaign)
        assert start.funds.in_hand == order.paid
        assert (start.funds.pieces, start.funds.unpaid_pieces) == (3, 1)
        assert start.verdict == UNKNOWN

    def test_does_not_count_what_a_buyer_paid_too_much(self, world: World) -> None:
        order = paid(world, 2)
        receive(world, order, world.fresh(order).outstanding + 70_000)
        assert safe_to_start(world.campaign).funds.in_hand == world.fresh(order).charged

    def test_reckons_with_the_tier_that_is_reached_before_and_after_it_is_settled(self) -> None:
        world = tiered(pay_mode="deposit")
        order = place(world, world.line("L", qty=4))
        receive(world, order, asked(order))
        told = [safe_to_start(world.campaign).funds]
        close(world)
        world.campaign = world.fresh(world.campaign)
        told.append(safe_to_start(world.campaign).funds)
        settle()
        told.append(safe_to_start(world.campaign).funds)
        code = world.fresh(order).charges.get(kind="deposit").code
        assert {(one.in_hand + one.to_come, one.income) for one in told} == {(360_000 + code, 360_000)}
        assert len({one.in_hand for one in told}) == 1

    def test_uses_the_products_cost_then_the_estimate_then_the_work_orders(self, world: World) -> None:
        paid(world, 2)
        typed(world, each=30_000)
        assert safe_to_start(world.campaign).cost == 60_000
        type(world.product).objects.of(world.store).update(cost=20_000)
        assert safe_to_start(world.campaign).cost == 40_000
        close_campaign(**facts(world))
        spk(world, unit_cost=45_000)
        assert safe_to_start(world.campaign).cost == 90_000

    def test_lets_a_covered_work_order_pass_without_a_word(self, world: World) -> None:
        paid(world, 2)
        close_campaign(**facts(world))
        spk(world, unit_cost=40_000)
        assert not EventRow.objects.filter(kind="campaign.started_uncovered").exists()

    @pytest.mark.parametrize("said", [None, 0, 24_000])
    def test_stops_an_uncovered_one_until_the_very_sum_is_agreed_to(
        self, world: World, said: int | None
    ) -> None:
        order = paid(world, 2)
        close_campaign(**facts(world))
        missing = 2 * 60_000 - order.paid
        with pytest.raises(NotCovered) as refused:
            spk(world, unit_cost=60_000, uncovered=said)
        assert refused.value.missing == missing > 24_000
        assert not WorkOrder.objects.of(world.store).exists()

    def test_keeps_the_sellers_word_where_no_workshop_reads_it(self, world: World) -> None:
        order = paid(world, 2)
        close_campaign(**facts(world))
        missing = 2 * 60_000 - order.paid
        sent = spk(world, unit_cost=60_000, uncovered=missing)
        event = EventRow.objects.get(kind="campaign.started_uncovered")
        assert (event.data["missing"], event.data["number"]) == (missing, sent.number)
        assert event.data["sentence"].startswith("Saya tahu uang di tangan kurang Rp")
        told = timeline(audience=WORKSHOP, order_id=order.pk, campaign_id=world.campaign.pk)
        assert "campaign.started_uncovered" not in {moment.kind for moment in told}
        assert breaches() == []


class TestWhatTheSellerTypes:
    def test_is_kept_once_per_po_and_told_in_an_event(self, world: World) -> None:
        typed(world, each=30_000, down_bp=5_000)
        typed(world, each=35_000, spent=100_000)
        kept = capital_of(world.campaign)
        assert (kept.each, kept.down_bp, kept.spent) == (35_000, 0, 100_000)
        assert EventRow.objects.filter(kind="campaign.capital_set").count() == 2

    @pytest.mark.parametrize(
        "wrong", [{"down_bp": 5_000, "down_fixed": 1}, {"down_bp": 10_001}, {"fixed": -1}, {"spent": 10**10}]
    )
    def test_is_refused_when_it_cannot_be(self, world: World, wrong: dict[str, Any]) -> None:
        with pytest.raises(Invalid):
            typed(world, **wrong)
        assert not EventRow.objects.filter(kind="campaign.capital_set").exists()

    def test_of_another_store_is_not_found(self, world: World) -> None:
        other = make_world(slug="toko-lain", at=NOON)
        with pytest.raises(NotFound):
            set_capital(
                **facts(world, store_id=other.store.pk), each=1, fixed=0, down_bp=0, down_fixed=0, spent=0
            )


class TestTheMeter:
    def test_says_everything_that_would_have_to_go_back(self, world: World) -> None:
        kept = paid(world, 2)
        gone = paid(world, 1)
        release.cancel_order(
            store_id=world.store.pk, order_id=gone.pk, actor=world.seller, at=NOON, reason="batal"
        )
        typed(world, spent=50_000)
        meter = owed_if_cancelled(world.campaign)
        assert (meter.orders, meter.promised, meter.stray) == (kept.paid, gone.paid, 0)
        assert meter.in_hand == kept.paid + gone.paid
        assert (meter.owed, meter.missing) == (meter.in_hand, 50_000)

    def test_lets_go_of_what_was_delivered_but_not_of_what_was_paid_too_much(self, world: World) -> None:
        order = paid(world, 1)
        receive(world, order, world.fresh(order).outstanding + 3_000)
        assert owed_if_cancelled(world.campaign).orders == world.fresh(order).paid
        send.hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
        meter = owed_if_cancelled(world.campaign)
        assert (meter.orders, meter.stray) == (0, 3_000)

    def test_asks_a_fixed_number_of_questions(self, world: World, django_assert_max_num_queries: Any) -> None:
        for _ in range(3):
            paid(world, 1)
        with django_assert_max_num_queries(3):
            owed_if_cancelled(world.campaign)


def test_a_line_of_the_ledger_knows_its_two_sides() -> None:
    line = Line(RECEIVABLE, cash(None), 1, "payment:1", 1)
    assert Flows({(line.source, line.destination, "placed"): 1}, {}).held(["placed"]) == 1

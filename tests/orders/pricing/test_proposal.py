"""A price that rises after ordering: nothing is charged without the yes of the buyer who pays it."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.orders.models import Order, Proposal, ProposalAnswer
from bukapo.orders.pricing import due
from bukapo.orders.pricing.answer import AnsweredAlready, StillTime, carry_out_silence, end_proposal
from bukapo.orders.pricing.asking import (
    NobodyToAsk,
    PriceBeingAsked,
    PricesMoving,
    PriceWasAgreed,
    ProposalOpen,
)
from bukapo.orders.pricing.propose import ExtraPaid, make_proposal, withdraw_proposal
from bukapo.orders.pricing.wording import Asked, wording
from bukapo.orders.steps import Moved, ProofWaiting
from bukapo.orders.writes import pay, release, send
from bukapo.orders.writes.change import change_order
from bukapo.payments.models import Charge, Refund
from bukapo.production.writes.produce import declare_produced
from tests.orders.pricing.asking import DAY, REASON, agree, answer_of, ask, leave, wish
from tests.orders.pricing.tiered import breaches, close, settle, tiered
from tests.till import asked, books_agree, prove, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, pay_mode="deposit")


def place(world: World, *lines: Any, **more: Any) -> Order:
    with clock.told(NOON):
        return world.place(*lines, **more)


def courier(world: World) -> Order:
    wanted = world.by_courier()
    names = ("fulfilment", "address", "city", "postal_code", "zone_id")
    return place(world, **{name: getattr(wanted, name) for name in names})


def facts(world: World, order: Order | None = None, **more: Any) -> dict[str, Any]:
    own = {"order_id": order.pk} if order else {}
    return {"store_id": world.store.pk, "actor": world.seller, "at": NOON, **own, **more}


class TestAsking:
    def test_charges_nobody_and_tells_everybody_their_own_sum(self, world: World) -> None:
        two, one = place(world, world.line("L", qty=2)), courier(world)
        before = [world.fresh(order).charged for order in (two, one)]
        proposal = ask(world, per_order=3_000)
        assert [world.fresh(order).charged for order in (two, one)] == before
        assert (answer_of(world, two).extra, answer_of(world, one).extra) == (10_000, 8_000)
        assert answer_of(world, two).before == 190_000
        told = EventRow.objects.filter(kind="order.price_asked").order_by("order_id")
        assert [event.data["extra"] for event in told] == [10_000, 8_000]
        made = EventRow.objects.get(kind="proposal.made")
        assert (made.subject_id, made.data["orders"], made.data["extra"]) == (proposal.pk, 2, 18_000)
        assert breaches() == []

    def test_asks_only_orders_with_the_product_and_none_that_is_over(self, world: World) -> None:
        gone, other = place(world), place(world)
        release.cancel_order(**facts(world, gone), reason="batal")
        ask(world, product_id=world.product.pk)
        assert [row.order_id for row in ProposalAnswer.objects.of(world.store)] == [other.pk]

    def test_asks_pickup_orders_for_no_shipping(self, world: World) -> None:
        place(world)
        with pytest.raises(NobodyToAsk):
            ask(world, per_piece=0, per_order=5_000)
        assert not Proposal.objects.of(world.store).exists()

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"reason": "naik"}, "reason"),
            ({"per_piece": 0}, "per_piece"),
            ({"answer_by": NOON + timedelta(hours=47)}, "answer_by"),
            ({"answer_by": NOON + 61 * DAY}, "answer_by"),
            ({"silence": "pay"}, "silence"),
        ],
    )
    def test_is_refused_where_buyers_could_not_judge(
        self, world: World, changes: dict[str, Any], field: str
    ) -> None:
        place(world)
        with pytest.raises(Invalid) as refused:
            ask(world, **changes)
        assert refused.value.params["field"] == field
        assert not Proposal.objects.of(world.store).exists()

    def test_twice_at_once_is_refused(self, world: World) -> None:
        place(world)
        ask(world)
        with pytest.raises(ProposalOpen):
            ask(world)
        assert Proposal.objects.of(world.store).count() == 1

    def test_of_another_store_finds_nothing(self, world: World) -> None:
        place(world)
        other = make_world(slug="toko-lain", at=NOON)
        with pytest.raises(NotFound):
            make_proposal(**facts(other, campaign_id=world.campaign.pk), wish=wish())
        assert not EventRow.objects.filter(kind="proposal.made").exists()

    def test_waits_until_falling_prices_have_come_to_rest(self) -> None:
        world = tiered()
        place(world, world.line("L", qty=4))
        with pytest.raises(PricesMoving):
            ask(world)
        close(world)
        with pytest.raises(PricesMoving):
            ask(world)
        settle()
        ask(world)
        assert breaches() == []


class TestSayingYes:
    def test_charges_the_extra_with_the_balance_and_keeps_who_when_and_how(self, world: World) -> None:
        order = place(world, world.line("L", qty=2))
        receive(world, order, asked(order))
        ask(world)
        agree(world, order)
        order = world.fresh(order)
        assert (order.goods, order.lines.get().unit_price) == (200_000, 100_000)
        row = answer_of(world, order)
        assert (row.state, row.how, row.answered_at) == ("accepted", "link", NOON + DAY)
        assert (row.charge.kind, row.charge.state, row.charge.total) == ("adjustment", "planned", 10_000)
        event = EventRow.objects.get(kind="order.price_agreed")
        assert (event.actor_kind, event.data["digest"]) == ("buyer", row.digest)
        books_agree(world, order)
        assert breaches() == []
        pay.ask_balance(**facts(world, order))
        assert sum(c.rest for c in order.charges.filter(state="open")) == world.fresh(order).outstanding
        assert breaches() == []

    def test_is_asked_at_once_when_production_is_over(self, world: World) -> None:
        order = place(world)
        receive(world, order, asked(order))
        close(world)
        declare_produced(**facts(world, campaign_id=world.campaign.pk))
        ask(world)
        agree(world, order)
        charge = answer_of(world, order).charge
        assert (charge.state, charge.due_at) == ("open", NOON + DAY + timedelta(days=5))
        assert charge.transfer_amount == 5_000 + charge.code
        assert breaches() == []

    def test_to_other_words_than_were_shown_is_refused(self, world: World) -> None:
        order = place(world)
        ask(world)
        with pytest.raises(Moved):
            agree(world, order, digest="0" * 64)
        assert world.fresh(order).goods == 95_000
        assert answer_of(world, order).state == "waiting"

    def test_counts_once(self, world: World) -> None:
        order = place(world)
        ask(world)
        agree(world, order)
        for again in (agree, leave):
            with pytest.raises(AnsweredAlready):
                again(world, order)
        assert world.fresh(order).goods == 100_000
        assert world.fresh(order).state == "placed"

    def test_after_the_date_is_too_late(self, world: World) -> None:
        order = place(world)
        proposal = ask(world)
        with pytest.raises(AnsweredAlready):
            agree(world, order, at=proposal.answer_by)
        assert world.fresh(order).goods == 95_000

    def test_by_a_stranger_to_the_proposal_is_not_found(self, world: World) -> None:
        order = place(world)
        proposal = ask(world)
        late = place(world)
        with pytest.raises(NotFound):
            agree(world, order, order_id=late.pk, proposal_id=proposal.pk)
        assert world.fresh(late).goods == 95_000


class TestSayingNo:
    def test_gives_everything_back_even_after_closing_and_whatever_the_rules_charge(
        self, world: World
    ) -> None:
        world.store.cancel_fee_percent = 50
        world.store.save(update_fields=["cancel_fee_percent"])
        order = place(world, world.line("L", qty=2))
        paid = receive(world, order, asked(order))
        close(world)
        ask(world)
        event = leave(world, order)
        assert (event.fee, event.refund) == (0, paid.amount)
        assert Refund.objects.of(world.store).get().amount == paid.amount
        assert world.counter().taken == 0
        assert answer_of(world, order).state == "left"
        assert EventRow.objects.get(kind="order.cancelled").actor_kind == "buyer"
        assert breaches() == []

    def test_waits_while_a_proof_is_being_looked_at(self, world: World) -> None:
        order = place(world)
        prove(world, order)
        ask(world)
        with pytest.raises(ProofWaiting):
            leave(world, order)
        assert (world.fresh(order).state, answer_of(world, order).state) == ("placed", "waiting")


class TestSilence:
    def test_keeps_the_old_price_where_the_seller_said_so(self, world: World) -> None:
        order = place(world)
        proposal = ask(world)
        assert due.carry_out_silences(proposal.answer_by - timedelta(seconds=1)) == 0
        assert due.carry_out_silences(proposal.answer_by) == 2
        assert (world.fresh(order).goods, world.fresh(order).state) == (95_000, "placed")
        assert (answer_of(world, order).state, world.fresh(proposal).state) == ("kept", "ended")
        assert breaches() == []

    def test_leaves_with_the_money_where_the_seller_said_so(self, world: World) -> None:
        order, yes = place(world), place(world)
        paid = receive(world, order, asked(order))
        proposal = ask(world, silence="leave")
        agree(world, yes)
        with clock.told(proposal.answer_by):
            due.carry_out_silences(proposal.answer_by)
        assert world.fresh(order).state == "cancelled"
        assert Refund.objects.of(world.store).get().amount == paid.amount
        ended = EventRow.objects.get(kind="proposal.ended")
        assert (ended.data["accepted"], ended.data["left"], ended.data["kept"]) == (1, 1, 0)
        assert breaches() == []

    def test_never_charges(self, world: World) -> None:
        orders = [place(world) for _ in range(3)]
        for silence in ("keep", "leave"):
            proposal = ask(world, silence=silence)
            with clock.told(proposal.answer_by):
                due.carry_out_silences(proposal.answer_by)
        assert not Charge.objects.of(world.store).filter(kind="adjustment").exists()
        assert {world.fresh(order).goods for order in orders} == {95_000}

    def test_waits_for_a_proof_that_is_being_looked_at(self, world: World) -> None:
        order = place(world)
        prove(world, order)
        proposal = ask(world, silence="leave")
        late = proposal.answer_by + DAY
        assert due.carry_out_silences(late) == 0
        assert (world.fresh(order).state, world.fresh(proposal).state) == ("placed", "open")
        row = order.proofs.get()
        pay.reject_proof(**facts(world, proof_id=row.pk), reason="Tidak ditemukan")
        with clock.told(late):
            assert due.carry_out_silences(late) == 2
        assert (world.fresh(order).state, world.fresh(proposal).state) == ("cancelled", "ended")
        assert breaches() == []

    def test_of_an_order_that_is_on_its_way_keeps_its_price(self, world: World) -> None:
        order = place(world)
        receive(world, order, world.fresh(order).charged + 1_000)
        proposal = ask(world, silence="leave")
        send.hand_over(**facts(world, order))
        with pytest.raises(AnsweredAlready):
            agree(world, order)
        due.carry_out_silences(proposal.answer_by)
        assert (world.fresh(order).state, answer_of(world, order).state) == ("received", "kept")
        assert breaches() == []

    def test_of_an_order_that_ended_otherwise_counts_as_gone_and_the_proposal_ends_early(
        self, world: World
    ) -> None:
        order = place(world)
        proposal = ask(world)
        release.cancel_order(**facts(world, order), reason="batal")
        assert due.carry_out_silences(NOON + DAY) == 1
        assert (answer_of(world, order).state, world.fresh(proposal).state) == ("gone", "ended")
        assert breaches() == []

    def test_is_reminded_of_once_a_day_before(self, world: World) -> None:
        place(world)
        answered = place(world)
        proposal = ask(world)
        agree(world, answered)
        assert due.remind_unanswered(proposal.answer_by - timedelta(hours=25)) == 0
        soon = proposal.answer_by - timedelta(hours=23)
        assert (due.remind_unanswered(soon), due.remind_unanswered(soon)) == (1, 0)
        assert EventRow.objects.filter(kind="order.price_reminded").count() == 1
        assert breaches() == []

    def test_is_not_carried_out_before_its_time(self, world: World) -> None:
        order = place(world)
        proposal = ask(world, silence="leave")
        with pytest.raises(StillTime):
            carry_out_silence(store_id=world.store.pk, answer_id=answer_of(world, order).pk, at=NOON)
        with pytest.raises(StillTime):
            end_proposal(store_id=world.store.pk, proposal_id=proposal.pk, at=NOON)
        assert world.fresh(order).state == "placed"


class TestTakingItBack:
    def take_back(self, world: World, proposal: Proposal, **more: Any) -> Any:
        given = {"proposal_id": proposal.pk, "reason": "Pabrik memberi harga lama lagi"} | more
        return withdraw_proposal(**facts(world), **given)

    def test_reverses_what_was_agreed_and_tells_everybody(self, world: World) -> None:
        yes, silent = place(world, world.line("L", qty=2)), courier(world)
        before = [(world.fresh(o).charged, world.fresh(o).goods) for o in (yes, silent)]
        proposal = ask(world, per_order=2_000)
        agree(world, yes)
        assert self.take_back(world, proposal).reversed == 1
        assert [(world.fresh(o).charged, world.fresh(o).goods) for o in (yes, silent)] == before
        assert {answer_of(world, o).state for o in (yes, silent)} == {"withdrawn"}
        assert EventRow.objects.filter(kind="order.price_withdrawn").count() == 2
        books_agree(world, yes)
        assert breaches() == []

    def test_is_refused_once_somebody_has_paid_the_extra(self, world: World) -> None:
        order = place(world)
        proposal = ask(world)
        agree(world, order)
        receive(world, order, world.fresh(order).outstanding)
        version = world.fresh(proposal).version
        with pytest.raises(ExtraPaid):
            self.take_back(world, proposal)
        assert (world.fresh(proposal).state, world.fresh(proposal).version) == ("open", version)
        assert world.fresh(order).goods == 100_000

    def test_of_an_order_that_was_cancelled_meanwhile_is_no_trouble(self, world: World) -> None:
        order, other = place(world), place(world)
        proposal = ask(world)
        agree(world, order)
        release.cancel_order(**facts(world, order), reason="batal")
        self.take_back(world, proposal)
        assert world.fresh(order).goods == 95_000
        assert answer_of(world, other).state == "withdrawn"
        assert breaches() == []

    def test_needs_a_reason_and_an_open_proposal(self, world: World) -> None:
        place(world)
        proposal = ask(world)
        with pytest.raises(Invalid):
            self.take_back(world, proposal, reason=" ")
        self.take_back(world, proposal)
        with pytest.raises(WrongState):
            self.take_back(world, proposal)
        assert EventRow.objects.filter(kind="proposal.withdrawn").count() == 1


class TestMeanwhile:
    def test_the_order_cannot_be_changed(self, world: World) -> None:
        order = place(world)
        ask(world)
        wanted = world.want(world.line("L", qty=3), key=order.key, phone=order.phone)
        refusals: list[type[Refusal]] = [PriceBeingAsked, PriceWasAgreed]
        for refusal in refusals:
            with clock.told(NOON), pytest.raises(refusal):
                change_order(**facts(world, order), wanted=wanted)
            assert world.fresh(order).pieces == 1
            if refusal is PriceBeingAsked:
                agree(world, order)
        assert breaches() == []


def test_the_words_name_the_reason_both_sums_the_date_and_what_silence_means() -> None:
    told = wording(
        Asked("Toko Contoh", "PO-1", REASON, 190_000, 10_000, 2_000, "leave", NOON, "Asia/Jakarta")
    )
    for part in (
        REASON,
        "tambahan Rp12.000 (Rp10.000 untuk barang dan Rp2.000 untuk ongkir)",
        "Harga lama Rp190.000, harga baru Rp202.000.",
        "Minggu, 22 November 2026 pukul 12.00 WIB",
        "Kalau tidak dijawab, pesanan dibatalkan dan seluruh uang Anda kembali",
    ):
        assert part in told


class TestTheAudit:
    def test_finds_a_charge_nobody_agreed_to(self, world: World) -> None:
        order = place(world)
        ask(world)
        agree(world, order)
        EventRow.objects.filter(kind="order.price_agreed").update(kind="order.price_kept")
        assert "proposal" in {breach.rule for breach in breaches()}

    def test_finds_a_proposal_that_ended_without_an_answer(self, world: World) -> None:
        place(world)
        Proposal.objects.of(world.store).filter(pk=ask(world).pk).update(state="ended")
        assert "proposal" in {breach.rule for breach in breaches()}

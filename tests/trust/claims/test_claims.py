"""Claims: who may make one, how it is answered, what each remedy does to money and pieces."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.orders.writes.send import hand_over, ship_order
from bukapo.payments.models import Refund
from bukapo.production.models import BuyerDefect, WorkOrder, WorkOrderSize
from bukapo.production.quality.complaints import complaints
from bukapo.trust.claims import consumer, deciding, due, opening, refusals, reopening, settling
from bukapo.trust.claims.record import claims_record
from bukapo.trust.claims.supply import supply_for
from bukapo.trust.models import Claim
from tests.faces.production import accepted, closed, paid, reported, sent
from tests.till import books_agree
from tests.trust.claims.cast import LATER, claimed, decided, handed
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def whole(world: World) -> None:
    """The audit finds nothing wrong."""
    assert not [breach for _, found in audit() for breach in found]


def buyer(world: World, claim: Claim, **more: Any) -> dict[str, Any]:
    facts = {"store_id": world.store.pk, "claim_id": claim.pk, "actor": BUYER_ACTOR}
    return facts | {"at": LATER + timedelta(hours=3)} | more


class TestWhoMayClaim:
    def test_nobody_before_the_goods_have_left(self, world: World) -> None:
        with clock.told(NOON):
            order = paid(world)
        with pytest.raises(refusals.NotArrivedYet):
            claimed(world, order)
        assert not Claim.objects.of(world.store).exists()

    def test_on_its_way_only_a_parcel_that_got_lost(self, world: World) -> None:
        with clock.told(NOON):
            order = paid(world, courier=True)
        ship_order(
            store_id=world.store.pk, order_id=order.pk, courier="JNE", tracking_number="JX123456",
            actor=world.seller, at=LATER,
        )  # fmt: skip
        order = world.fresh(order)
        with pytest.raises(refusals.OnlyLostYet):
            claimed(world, order)
        claim = claimed(world, order, reason="lost")
        assert claim.whole == 95_000 + 18_000  # nothing came, so the shipping fee comes back too

    def test_a_piece_once_and_a_form_once(self, world: World) -> None:
        order = handed(world, world.line("L", qty=2))
        claimed(world, order, 1, key="sekali")
        with pytest.raises(refusals.SentAlready):
            claimed(world, order, 1, key="sekali")
        with pytest.raises(refusals.ClaimedAlready):
            claimed(world, order, 2)
        with pytest.raises(Invalid):
            claimed(world, order, 1, body="rusak")
        with pytest.raises(Invalid):
            claimed(world, order, 1, wish="exchange")  # for which size?
        with pytest.raises(Invalid):
            claimed(world, order, 0)
        assert Claim.objects.of(world.store).count() == 1

    def test_after_the_days_of_its_terms_it_is_late_and_the_seller_decides(self, world: World) -> None:
        order = handed(world, world.line("L", qty=2))
        world.store.exchange_days = 60  # what the store says now does not change what was agreed
        world.store.save()
        in_time = claimed(world, order, at=LATER + timedelta(days=7))
        late = claimed(world, order, at=LATER + timedelta(days=7, minutes=1))
        assert (in_time.late, late.late) == (False, True)
        assert in_time.due_at - in_time.opened_at == timedelta(hours=48)


class TestMoneyBack:
    def test_all_that_was_asked_for_is_owed_at_once(self, world: World) -> None:
        order = handed(world, world.line("L", qty=2))
        claim = decided(world, claimed(world, order), amount=95_000)
        assert (claim.state, claim.amount) == ("settled", 95_000)
        assert Refund.objects.of(world.store).get(order=order).amount == 95_000
        books_agree(world, order)
        with pytest.raises(WrongState):
            decided(world, claim, amount=95_000)
        whole(world)

    def test_never_more_than_the_pieces_cost_nor_twice(self, world: World) -> None:
        order = handed(world, world.line("L", qty=2))
        claim = claimed(world, order)
        for wrong in (0, 95_001):
            with pytest.raises(refusals.MoreThanClaimed):
                decided(world, claim, amount=wrong)
        decided(world, claim, amount=95_000)
        with pytest.raises(refusals.ClaimedAlready):
            claimed(world, order, 2)
        decided(world, claimed(world, order, 1), amount=95_000)
        assert world.fresh(order).refunded == world.fresh(order).goods == 190_000
        whole(world)

    def test_a_part_is_offered_first_and_may_be_declined(self, world: World) -> None:
        order = handed(world)
        claim = decided(world, claimed(world, order), amount=30_000)
        assert claim.state == "offered"
        assert not Refund.objects.of(world.store).exists()
        opening.decline_offer(**buyer(world, claim), answer="Terlalu sedikit, kaosnya tidak bisa dipakai.")
        claim = world.fresh(claim)
        assert (claim.state, claim.due_at) == ("open", LATER + timedelta(hours=51))
        decided(world, claim, amount=60_000)
        deciding.accept_offer(**buyer(world, claim))
        assert world.fresh(claim).state == "settled"
        assert Refund.objects.of(world.store).get().amount == 60_000
        whole(world)

    def test_may_wait_for_the_goods(self, world: World) -> None:
        claim = decided(world, claimed(world, handed(world)), amount=95_000, goods_back=True)
        assert (claim.state, claim.return_state) == ("agreed", "asked")
        settling.send_goods_back(**buyer(world, claim), courier="JNE", tracking_number="rt 123456")
        assert not Refund.objects.of(world.store).exists()
        settling.take_goods_back(**buyer(world, claim, actor=world.seller))
        claim = world.fresh(claim)
        assert (claim.state, claim.return_state, claim.return_number) == ("settled", "received", "RT123456")
        assert Refund.objects.of(world.store).get().amount == 95_000
        with pytest.raises(WrongState):
            settling.take_goods_back(**buyer(world, claim, actor=world.seller))
        whole(world)


class TestNewPieces:
    def making(self, world: World, spare: int = 0) -> tuple[Claim, WorkOrder]:
        """Two L, one of them claimed, and a work order that is still running (or has made `spare` more)."""
        with clock.told(NOON):
            orders = [paid(world), paid(world)]
        with clock.told(world.campaign.closes_at):
            closed(world)
            more = {("Kaos", ("L", "Hitam")): spare} if spare else None
            work = accepted(sent(world, stages=["Jahit"], spare=more))
            reported(work, 2 + spare if spare else 1)
        order = orders[0]
        with clock.told(LATER):
            from_hand = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": LATER}
            hand_over(**from_hand)
        return claimed(world, world.fresh(order), wish="replace"), work

    def test_join_a_work_order_that_is_running_and_are_nobodys_order(self, world: World) -> None:
        claim, work = self.making(world)
        found = supply_for(claim, claim.order)
        assert (found.spare, [one.pk for one in found.work_orders]) == (False, [work.pk])
        with pytest.raises(refusals.NoSpareLeft):
            decided(world, claim, "replace", source="spare")
        claim = decided(world, claim, "replace", source="work_order", work_order_id=work.pk)
        size = WorkOrderSize.objects.of(world.store).get(work_order=work)
        assert (claim.state, size.ordered, size.spare) == ("agreed", 2, 1)
        assert world.fresh(work).pieces == 3
        settling.settle_claim(
            **buyer(world, claim, actor=world.seller), courier="JNE", tracking_number="JX99887"
        )
        assert world.fresh(claim).state == "settled"
        whole(world)

    def test_are_taken_from_what_is_left_over_once(self, world: World) -> None:
        claim, work = self.making(world, spare=1)
        found = supply_for(claim, claim.order)
        assert (found.left, found.spare) == ((("L / Hitam", 1),), True)
        decided(world, claim, "replace", source="spare")
        second = claimed(world, handed_second(world, claim), wish="replace")
        with pytest.raises(refusals.NoSpareLeft):
            decided(world, second, "replace", source="spare")
        whole(world)

    def test_another_size_is_what_the_buyer_named(self, world: World) -> None:
        order = handed(world)
        line = order.lines.get()
        other = world.variant("XL", "Hitam")
        claim = claimed(world, order, reason="fit", wish="exchange", sizes={line.pk: other})
        claim = decided(world, claim, "exchange", source="apart", goods_back=True, payer="buyer")
        assert claim.state == "offered"  # the buyer is to pay the way back, so the buyer is asked
        deciding.accept_offer(**buyer(world, claim))
        assert world.fresh(claim).return_state == "asked"
        with pytest.raises(refusals.GoodsNotBack):
            settling.settle_claim(**buyer(world, claim, actor=world.seller))
        whole(world)


def handed_second(world: World, claim: Claim) -> Any:
    """The other order of the PO, handed over too."""
    other = world.campaign.orders.exclude(pk=claim.order_id).get()
    with clock.told(LATER):
        hand_over(store_id=world.store.pk, order_id=other.pk, actor=world.seller, at=LATER)
    return world.fresh(other)


class TestNo:
    def test_is_said_with_a_reason_and_may_be_answered_once(self, world: World) -> None:
        claim = claimed(world, handed(world))
        no = {"reason": "Foto menunjukkan bekas gunting di kain."}
        deciding.refuse_claim(**buyer(world, claim, actor=world.seller), **no)
        opening.answer_refusal(**buyer(world, claim), answer="Itu jahitan yang lepas, lihat foto kedua.")
        assert world.fresh(claim).state == "open"
        deciding.refuse_claim(**buyer(world, claim, actor=world.seller), **no)
        with pytest.raises(refusals.AnsweredOnce):
            opening.answer_refusal(**buyer(world, claim), answer="Sekali lagi, tolong dilihat.")
        assert world.fresh(claim).state == "refused"
        whole(world)

    def test_is_taken_back_by_the_seller_unless_its_pieces_are_claimed_anew(self, world: World) -> None:
        order = handed(world)
        claim = claimed(world, order)
        no = {"reason": "Foto menunjukkan bekas gunting di kain."}
        deciding.refuse_claim(**buyer(world, claim, actor=world.seller), **no)
        reopening.reopen_claim(**buyer(world, claim, actor=world.seller))
        fresh = world.fresh(claim)
        assert (fresh.state, fresh.note, fresh.answered_refusal) == ("open", "", False)
        assert fresh.due_at > claim.due_at
        deciding.refuse_claim(**buyer(world, claim, actor=world.seller), **no)
        claimed(world, order)
        with pytest.raises(refusals.ClaimedAnew):
            reopening.reopen_claim(**buyer(world, claim, actor=world.seller))
        with pytest.raises(refusals.ClaimedAnew):
            opening.answer_refusal(**buyer(world, claim), answer="Itu jahitan yang lepas, lihat foto kedua.")
        assert world.fresh(claim).state == "refused"
        whole(world)

    def test_a_withdrawn_claim_leaves_its_pieces_free(self, world: World) -> None:
        order = handed(world)
        opening.withdraw_claim(**buyer(world, claimed(world, order)))
        assert claimed(world, order).number == 2
        whole(world)

    def test_another_store_finds_nothing(self, world: World) -> None:
        claim = claimed(world, handed(world))
        other = make_world(slug="toko-lain", at=NOON)
        with pytest.raises(NotFound):
            decided(other, claim, amount=1)
        assert world.fresh(claim).state == "open"


class TestTheClock:
    def test_reminds_the_seller_then_tells_the_buyer_once(self, world: World) -> None:
        claim = claimed(world, handed(world))
        ahead, over = claim.due_at - timedelta(hours=24), claim.due_at
        assert due.remind_sellers(ahead - timedelta(minutes=1)) == 0
        assert [due.remind_sellers(ahead), due.remind_sellers(ahead)] == [1, 0]
        assert due.tell_of_overdue(over - timedelta(minutes=1)) == 0
        assert [due.tell_of_overdue(over), due.tell_of_overdue(over)] == [1, 0]
        kinds = EventRow.objects.filter(subject="trust.Claim").values_list("kind", flat=True)
        assert sorted(kinds) == ["claim.opened", "claim.overdue", "claim.reminded"]
        record = claims_record(world.store.pk)
        assert (record.claims, record.answered, record.overdue, record.took) == (1, 0, 1, None)
        decided(world, claim, amount=95_000)
        assert claims_record(world.store.pk).took == timedelta(hours=1)
        whole(world)


class TestWhoMadeIt:
    def test_is_told_once_what_buyers_found(self, world: World) -> None:
        with clock.told(NOON):
            order = paid(world)
        with clock.told(world.campaign.closes_at):
            closed(world)
            work = reported(accepted(sent(world, stages=["Jahit"])), 1)
        hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=LATER)
        claim = decided(world, claimed(world, world.fresh(order)), amount=95_000)
        assert claim.of_work_order_id == work.pk  # the only one, so nobody has to say so
        event = EventRow.objects.get(kind="claim.granted")
        consumer.note_defect(event, LATER)
        consumer.note_defect(event, LATER)
        assert BuyerDefect.objects.of(world.store).get().reason == "seam"
        assert complaints(world.store.pk) == {(work.workshop_id, "Konveksi Contoh"): {"seam": 1}}
        whole(world)

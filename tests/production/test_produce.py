from datetime import date
from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.journal.models import Delivery, EventRow
from bukapo.kernel.actor import BUYER_ACTOR, WORKSHOP_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.orders.models import Order
from bukapo.orders.writes.pay import record_payment, send_proof
from bukapo.orders.writes.release import cancel_order, pay_refund
from bukapo.orders.writes.send import confirm_receipt, hand_over, ship_order
from bukapo.payments.models import Refund
from bukapo.production.reads import open_business
from bukapo.production.refusals import AlreadyProduced, BooksStillOpen, StillOpen, WorkshopNotDone
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.produce import declare_produced, finish_campaign
from bukapo.production.writes.stages import finish_work_order, report_stage
from bukapo.production.writes.work_orders import accept_work_order, send_work_order
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world()


def on_campaign(world: World, verb: Any, **given: Any) -> Any:
    return verb(
        store_id=world.store.pk, campaign_id=world.campaign.pk, **given, actor=world.seller, at=clock.now()
    )


def on_order(world: World, verb: Any, order: Order, **given: Any) -> Any:
    return verb(store_id=world.store.pk, order_id=order.pk, **given, actor=world.seller, at=clock.now())


def pay(world: World, order: Order, more: int = 0) -> None:
    owed = world.fresh(order).outstanding + more
    on_order(
        world, record_payment, order, amount=owed, method="transfer", bank_account_id=world.bank.pk, note=""
    )


class TestDeclaringProduced:
    def test_tells_the_worker_to_ask_the_balances(self, world: World) -> None:
        world.place()
        on_campaign(world, close_campaign)
        event = on_campaign(world, declare_produced)
        assert world.fresh(world.campaign).produced_at is not None
        assert event.by_sellers_word is False
        row = EventRow.objects.get(kind="campaign.produced")
        consumers = Delivery.objects.filter(event=row).values_list("consumer", flat=True)
        assert "bukapo.orders.consumer.ask_balances" in consumers

    def test_waits_for_the_closing(self, world: World) -> None:
        with pytest.raises(StillOpen):
            on_campaign(world, declare_produced)
        assert world.fresh(world.campaign).produced_at is None

    def test_happens_once(self, world: World) -> None:
        on_campaign(world, close_campaign)
        on_campaign(world, declare_produced)
        with pytest.raises(AlreadyProduced):
            on_campaign(world, declare_produced)
        assert EventRow.objects.filter(kind="campaign.produced").count() == 1

    def test_waits_for_the_workshop_unless_the_seller_counted_the_goods(self, world: World) -> None:
        world.place()
        on_campaign(world, close_campaign)
        number = self.sent(world).number
        with pytest.raises(WorkshopNotDone) as refused:
            on_campaign(world, declare_produced)
        assert number in str(refused.value)
        assert world.fresh(world.campaign).produced_at is None
        assert on_campaign(world, declare_produced, counted_by_seller=True).by_sellers_word is True

    def test_needs_no_word_of_the_seller_when_the_workshop_is_done(self, world: World) -> None:
        world.place()
        on_campaign(world, close_campaign)
        sent = self.sent(world)
        same: dict[str, Any] = {
            "store_id": world.store.pk,
            "work_order_id": sent.work_order_id,
            "actor": WORKSHOP_ACTOR,
            "at": clock.now(),
        }
        accept_work_order(**same)
        report_stage(**same, position=0, count=1)
        finish_work_order(**same)
        assert on_campaign(world, declare_produced).by_sellers_word is False

    def sent(self, world: World) -> Any:
        return on_campaign(
            world, send_work_order, workshop_name="Konveksi", deadline=date(2026, 12, 10), stages=["Jahit"]
        )


class TestClosingTheBooks:
    def test_waits_until_every_order_has_ended(self, world: World) -> None:
        picked_up = world.place()
        sent = world.place(fulfilment="courier", address="Jl. Contoh 12", zone_id=world.zone.pk)
        for order in (picked_up, sent):
            pay(world, order)
        on_campaign(world, close_campaign)
        on_order(world, hand_over, picked_up)
        on_order(world, ship_order, sent, courier="JNE", tracking_number="JNE0001")
        with pytest.raises(BooksStillOpen):
            on_campaign(world, finish_campaign)
        left = open_business(world.campaign)
        assert [(one.number, one.state) for one in left.orders.first] == [(sent.number, "shipped")]
        on_order(world, confirm_receipt, sent)
        event = on_campaign(world, finish_campaign)
        assert (event.received, event.state) == (2, "finished")
        assert world.fresh(world.campaign).state == "finished"

    def test_waits_until_what_is_owed_back_is_paid(self, world: World) -> None:
        order = world.place()
        pay(world, order)
        on_campaign(world, close_campaign)
        on_order(world, cancel_order, order, reason="batal")
        left = open_business(world.campaign)
        assert (left.count, left.refunds.count, left.refunds.first[0].number) == (1, 1, order.number)
        with pytest.raises(BooksStillOpen):
            on_campaign(world, finish_campaign)
        refund = Refund.objects.of(world.store).get()
        pay_refund(
            store_id=world.store.pk,
            refund_id=refund.pk,
            bank_account_id=None,
            send_to="",
            actor=world.seller,
            at=clock.now(),
        )
        assert on_campaign(world, finish_campaign).cancelled == 1

    def test_waits_until_an_overpayment_is_decided(self, world: World) -> None:
        order = world.place()
        pay(world, order, more=5_000)
        on_campaign(world, close_campaign)
        on_order(world, hand_over, order)
        assert [(one.number, one.amount) for one in open_business(world.campaign).money.first] == [
            (order.number, -5_000)
        ]
        with pytest.raises(BooksStillOpen):
            on_campaign(world, finish_campaign)
        assert world.fresh(world.campaign).state == "closed"

    def test_waits_until_a_proof_is_decided(self, world: World) -> None:
        order = world.place()
        pay(world, order)
        on_campaign(world, close_campaign)
        on_order(world, hand_over, order)
        send_proof(
            store_id=world.store.pk,
            order_id=order.pk,
            photo=world.picture(),
            bank_account_id=None,
            claimed=95_000,
            sender="",
            actor=BUYER_ACTOR,
            at=clock.now(),
        )
        assert open_business(world.campaign).proofs.count == 1
        with pytest.raises(BooksStillOpen):
            on_campaign(world, finish_campaign)

    def test_is_refused_while_open_and_the_second_time(self, world: World) -> None:
        with pytest.raises(StillOpen):
            on_campaign(world, finish_campaign)
        on_campaign(world, close_campaign)
        on_campaign(world, finish_campaign)
        with pytest.raises(WrongState):
            on_campaign(world, finish_campaign)
        assert EventRow.objects.filter(kind="campaign.finished").count() == 1

    def test_shows_only_the_first_of_many(self, world: World) -> None:
        for _ in range(23):
            world.place()
        left = open_business(world.campaign)
        assert (left.orders.count, len(left.orders.first)) == (23, 20)

"""Who is told what while goods are made and sent."""

from datetime import date
from typing import Any

import pytest

from bukapo.campaigns.models import Promise
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, WORKSHOP_ACTOR
from bukapo.messaging.consumer import tell
from bukapo.messaging.models import Message
from bukapo.orders.consumer import ask_balances
from bukapo.orders.writes import release, send
from bukapo.production.writes.answers import answer_work_order, ask_about_work_order, refuse_work_order
from bukapo.production.writes.produce import declare_produced
from bukapo.production.writes.stages import finish_work_order, report_stage
from bukapo.production.writes.work_orders import accept_work_order, cancel_work_order
from tests.messaging.ears import asked, money, produced, run_outbox, told, untold
from tests.world import NOON, World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


class TestProduction:
    def test_goes_to_the_workshop_without_prices_phones_or_addresses(self, world: World) -> None:
        world.place(world.line("L", qty=3), buyer_name="Budi Santoso", phone="081234567890")
        work = produced(world)
        message = told("work_order.sent.workshop")
        assert (message.address, message.name) == ("+6281311112222", "Konveksi Contoh")
        assert "3 pcs" in message.body
        assert "12 Desember 2026" in message.body
        assert work.secret in message.body
        for secret in ("Rp", "Budi", "8123456789", "95.000"):
            assert secret not in message.body.replace(work.secret, "")  # a random key may spell "Rp"

    def test_taken_back_leaves_only_that_for_the_workshop(self, world: World) -> None:
        world.place()
        work = produced(world)
        run_outbox()
        cancel_work_order(
            store_id=world.store.pk, work_order_id=work.pk, reason="Salah ukuran", actor=world.seller, at=NOON
        )
        assert "Alasannya: Salah ukuran" in told("work_order.cancelled.workshop").body
        assert told("work_order.sent.workshop").state == "skipped"

    def test_asked_about_reaches_the_seller_and_the_answer_the_workshop(self, world: World) -> None:
        world.place()
        work = produced(world)
        run_outbox()
        facts = {"store_id": world.store.pk, "work_order_id": work.pk, "at": NOON}
        ask_about_work_order(**facts, question="Benang warna apa?", actor=WORKSHOP_ACTOR)
        asked_mail = told("work_order.questioned.seller", "email").body
        assert "Benang warna apa?" in asked_mail and f"/produksi/spk/{work.number}/" in asked_mail
        answer_work_order(**facts, answer="Hitam", actor=world.seller)
        message = told("work_order.answered.workshop")
        assert "Ditanya: Benang warna apa?" in message.body and "Jawabannya: Hitam" in message.body
        assert told("work_order.sent.workshop").state == "skipped"
        refuse_work_order(**facts, reason="Mesin rusak", actor=WORKSHOP_ACTOR)
        assert "Alasannya: Mesin rusak" in told("work_order.refused.seller", "email").body

    def test_is_told_to_buyers_when_it_begins_and_when_it_is_done_and_to_the_seller_always(
        self, world: World
    ) -> None:
        order = world.place(world.line("L", qty=2))
        gone = world.place()
        release.cancel_order(
            store_id=world.store.pk, order_id=gone.pk, reason="", actor=world.seller, at=NOON
        )
        money(world, order, asked(order))
        work = produced(world)
        facts = {"store_id": world.store.pk, "work_order_id": work.pk, "actor": WORKSHOP_ACTOR, "at": NOON}
        accept_work_order(**facts)
        mail = told("work_order.accepted.seller", "email").body
        assert "12 Desember 2026" in mail
        assert f"/produksi/spk/{work.number}/" in mail
        report_stage(**facts, position=0, count=1, note="Besok lanjut")
        report_stage(**facts, position=0, count=2)
        report_stage(**facts, position=1, count=2)
        finish_work_order(**facts)
        run_outbox()
        by_kind = Message.objects.of(world.store).filter(kind__startswith="work_order.")
        assert by_kind.filter(kind="work_order.progressed").count() == 1
        assert by_kind.filter(kind="work_order.done").count() == 1
        assert by_kind.filter(kind="work_order.progressed.seller").count() == 3
        assert by_kind.filter(kind="work_order.done.seller").count() == 1
        assert {m.order_id for m in by_kind.exclude(order=None)} == {order.pk}
        first = by_kind.filter(kind="work_order.progressed.seller").order_by("pk").first()
        assert "Potong: 1 dari 2 pcs." in first.body
        assert "Besok lanjut" in first.body

    def test_finished_asks_for_the_balance_with_a_code_and_a_date(self) -> None:
        world = make_world(at=NOON, pay_mode="deposit")
        order = world.place()
        money(world, order, asked(order))
        produced(world)
        declare_produced(
            store_id=world.store.pk,
            campaign_id=world.campaign.pk,
            counted_by_seller=True,
            actor=world.seller,
            at=NOON,
        )
        message = told("order.balance_asked")
        charge = order.charges.get(state="open")
        assert f"Transfer tepat Rp{charge.total:,}".replace(",", ".") in message.body
        assert "Paling lambat Jumat, 27 November 2026 pukul 12.00 WIB." in message.body
        ask_balances(EventRow.objects.get(kind="campaign.produced"), NOON)
        run_outbox()
        assert Message.objects.of(world.store).filter(kind="order.balance_asked").count() == 1


class TestSending:
    def test_by_courier_is_told_with_the_tracking_number(self, world: World) -> None:
        order = world.place(**_by_courier(world))
        money(world, order, asked(order))
        facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}
        send.pack_order(**facts)
        send.ship_order(**facts, courier="JNE", tracking_number="JX123456")
        assert "Kurir: JNE\nNo. resi: JX123456" in told("order.shipped").body
        assert untold("order.packed")
        send.confirm_receipt(**facts | {"actor": BUYER_ACTOR})
        assert untold("order.received")

    def test_for_pickup_says_where_and_then_asks_for_a_review(self, world: World) -> None:
        order = world.place()
        money(world, order, asked(order))
        facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}
        send.pack_order(**facts)
        assert "Tempatnya: Sekretariat" in told("order.packed").body
        send.hand_over(**facts)
        assert "Cerita sedikit" in told("order.received").body


def _by_courier(world: World) -> dict[str, Any]:
    return {
        "fulfilment": "courier",
        "address": "Jl. Contoh 1",
        "city": "Bandung",
        "postal_code": "40132",
        "zone_id": world.zone.pk,
    }


def test_a_moved_promise_reaches_every_buyer_who_still_waits_with_both_dates_and_the_reason(
    world: World,
) -> None:
    waiting = [world.place(), world.place(language="en")]
    gone = world.place()
    release.cancel_order(store_id=world.store.pk, order_id=gone.pk, reason="", actor=world.seller, at=NOON)
    Promise.objects.create(
        store=world.store, campaign=world.campaign, what="ship_until", day=date(2027, 1, 8),
        reason="Kain terlambat datang", made_at=NOON,
    )  # fmt: skip
    event = EventRow.objects.create(
        store_id=world.store.pk, campaign_id=world.campaign.pk, kind="campaign.promise_moved",
        subject="campaigns.Campaign", subject_id=world.campaign.pk, seq=99, at=NOON, actor_kind="staff",
        actor_label="Sari", data={"what": "ship_until", "day": "2027-01-08"}, digest="",
    )  # fmt: skip
    tell(event, NOON)
    told_of = Message.objects.of(world.store).filter(kind="campaign.promise_moved").order_by("pk")
    assert [m.order_id for m in told_of] == [order.pk for order in waiting]
    assert "Perkiraan paling lambat dikirim sekarang 8 Januari 2027." in told_of[0].body
    assert "Sebelumnya 18 Desember 2026." in told_of[0].body
    assert "Kain terlambat datang" in told_of[0].body
    assert "8 January 2027" in told_of[1].body


def test_a_fan_out_asks_the_database_little_more_for_many_buyers_than_for_few(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        world.place()
    event = EventRow.objects.create(
        store_id=world.store.pk, campaign_id=world.campaign.pk, kind="campaign.promise_moved",
        subject="campaigns.Campaign", subject_id=world.campaign.pk, seq=99, at=NOON, actor_kind="staff",
        actor_label="Sari", data={"what": "produced", "day": "2026-12-13"}, digest="",
    )  # fmt: skip
    with django_assert_max_num_queries(10):
        tell(event, NOON)
    assert Message.objects.of(world.store).filter(kind="campaign.promise_moved").count() == 12

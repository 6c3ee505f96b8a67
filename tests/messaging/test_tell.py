"""Who is told what of an order and its money, once, and in words that are true when they are written."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from bukapo.journal import outbox
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.messaging.consumer import tell
from bukapo.messaging.models import Message, Template
from bukapo.messaging.writes import save_template, switch_template
from bukapo.orders.models import Order
from bukapo.orders.writes import pay, release
from bukapo.orders.writes.link import renew_order_link
from bukapo.orders.writes.place import place_order
from bukapo.production.writes.close import close_campaign
from bukapo.stores.models import BankAccount, Membership
from tests.messaging.ears import asked, money, run_outbox, told, untold
from tests.world import NOON, World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


class TestAnOrder:
    def test_is_answered_with_the_amount_the_accounts_the_time_and_the_link(self, world: World) -> None:
        BankAccount.objects.create(store=world.store, bank="BRI", number="99887766", holder="Sari")
        BankAccount.objects.create(store=world.store, bank="BNI", number="1", holder="X", active=False)
        order = world.place(world.line("L", qty=2), buyer_name="Budi", phone="0812-3456-7890")
        message = told("order.placed")
        charge = order.charges.get()
        assert (message.state, message.address, message.name) == ("ready", "+6281234567890", "Budi")
        assert f"Transfer tepat Rp{charge.total:,}".replace(",", ".") in message.body
        assert f"kode unik {charge.code}" in message.body
        assert "BCA 1234567890 a.n. Toko Contoh\nBRI 99887766 a.n. Sari\n" in message.body
        assert "BNI" not in message.body
        assert "Paling lambat Senin, 23 November 2026 pukul 12.00 WIB." in message.body
        assert "2 × Kaos, L / Hitam" in message.body
        assert order.secret in message.body
        assert settings.BASE_URL in message.body
        assert "{" not in message.body

    def test_of_a_buyer_with_an_email_address_is_answered_by_email_too(self, world: World) -> None:
        order = world.place(email="budi@example.com")
        message = told("order.placed", "email")
        assert (message.state, message.address, message.sent_at) == ("sent", "budi@example.com", NOON)
        assert message.subject == f"Pesanan {order.number} sudah kami terima"

    def test_is_told_to_the_seller_by_email(self, world: World) -> None:
        world.place(buyer_name="Budi")
        message = told("order.placed.seller", "email")
        assert (message.address, message.recipient) == ("toko@example.com", f"seller:{world.store.pk}")
        assert "Budi" in message.subject
        assert f"/toko-saya/{world.store.slug}/" in message.body

    def test_says_the_time_in_the_zone_of_the_store(self, world: World) -> None:
        world.store.zone = "Asia/Jayapura"
        world.store.save(update_fields=["zone"])
        world.place()
        assert "pukul 14.00 WIT." in told("order.placed").body

    def test_of_an_english_buyer_is_answered_in_english(self, world: World) -> None:
        world.place(language="en")
        message = told("order.placed")
        assert message.body.startswith("Hi Pembeli")
        assert "Monday, 23 November 2026 at 12:00 WIB" in message.body

    def test_imported_is_not_mailed_to_the_buyer_before_the_seller_has_looked(self, world: World) -> None:
        place_order(
            store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller,
            wanted=world.want(source="import", email="budi@example.com"),
        )  # fmt: skip
        run_outbox()
        messages = Message.objects.of(world.store).filter(kind="order.placed")
        assert [(m.channel, m.state) for m in messages] == [("whatsapp", "ready")]

    def test_of_many_lines_is_told_short(self, world: World) -> None:
        sizes = ["S", "M", "L", "XL", "XXL", "3XL"]
        world.place(*[world.line(size, colour) for size in sizes for colour in ("Hitam", "Navy")])
        body = told("order.placed").body
        assert body.count("1 × Kaos") == 7
        assert "dan 5 baris lagi" in body

    def test_with_a_deposit_says_what_comes_later(self) -> None:
        world = make_world(at=NOON, pay_mode="deposit")
        world.place()
        assert "Sisanya Rp47.500 baru kami tagih nanti." in told("order.placed").body

    def test_that_expired_before_it_was_answered_is_not_asked_to_pay(self, world: World) -> None:
        order = world.place()
        late = NOON + timedelta(days=2)
        release.expire_order(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=late)
        while outbox.run_due(at=late):
            pass
        kinds = set(Message.objects.of(world.store).values_list("kind", flat=True))
        assert "order.placed" not in kinds
        assert "order.expired" in kinds


class TestTelling:
    def test_twice_is_telling_once(self, world: World) -> None:
        world.place(email="budi@example.com")
        run_outbox()
        before = list(Message.objects.of(world.store).order_by("pk").values())
        for event in EventRow.objects.order_by("pk"):
            tell(event, NOON + timedelta(hours=1))
        assert list(Message.objects.of(world.store).order_by("pk").values()) == before

    def test_an_event_nobody_hears_of_writes_nothing(self, world: World) -> None:
        close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller, at=NOON)
        run_outbox()
        assert not Message.objects.of(world.store).exists()

    def test_a_buyer_without_a_usable_number_or_address_is_passed_over(self, world: World) -> None:
        order = world.place()
        Order.objects.of(world.store).filter(pk=order.pk).update(phone="8.12E+10")
        assert untold("order.placed")

    def test_nobody_is_told_of_another_stores_order(self, world: World) -> None:
        other = make_world(slug="toko-lain", at=NOON)
        order = other.place()
        run_outbox()
        assert set(Message.objects.across_stores("a test").values_list("store_id", flat=True)) == {
            other.store.pk
        }
        assert Message.objects.of(other.store).get(kind="order.placed").order_id == order.pk

    def test_speaks_the_owners_language_to_the_seller(self, world: World) -> None:
        user = Membership.objects.of(world.store).get().user
        user.language = "en"
        user.save()
        world.place()
        assert told("order.placed.seller", "email").subject.startswith("New order")


class TestMoney:
    def test_received_is_told_with_what_is_left(self) -> None:
        world = make_world(at=NOON, pay_mode="deposit")
        order = world.place()
        money(world, order, asked(order))
        body = told("order.payment_received").body
        assert "lunas" not in body
        assert "Sisanya Rp47.500 baru kami tagih nanti." in body

    def test_received_in_full_is_told_as_lunas_and_takes_the_asking_message_out_of_the_queue(
        self, world: World
    ) -> None:
        order = world.place()
        run_outbox()
        money(world, order, asked(order))
        body = told("order.payment_received").body
        assert "Pesanan ini sudah lunas." in body
        assert "Masih kurang" not in body
        old = told("order.placed")
        assert (old.state, old.error) == ("skipped", "overtaken")

    def test_received_short_is_told_with_the_rest_and_without_a_code(self, world: World) -> None:
        order = world.place()
        money(world, order, 50_000)
        body = told("order.payment_received").body
        rest = world.fresh(order).outstanding
        assert f"Masih kurang Rp{rest:,}".replace(",", ".") in body
        assert "kode unik" not in body

    def test_received_over_is_told(self, world: World) -> None:
        order = world.place()
        money(world, order, asked(order) + 10_000)
        assert "Bayarnya lebih Rp10.000." in told("order.payment_received").body

    def test_that_came_after_the_order_was_released_is_told_as_such(self, world: World) -> None:
        order = world.place()
        late = NOON + timedelta(days=2)
        release.expire_order(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=late)
        money(world, order, 50_000)
        while outbox.run_due(at=late):
            pass
        assert "telanjur hangus" in told("order.payment_late").body
        assert untold("order.payment_received")

    def test_reminders_say_the_amount_and_only_the_newest_waits(self, world: World) -> None:
        order = world.place()
        charge = order.charges.get()
        for _ in range(2):
            pay.remind_payment(store_id=world.store.pk, charge_id=charge.pk, actor=SYSTEM_ACTOR, at=NOON)
            run_outbox()
        reminders = Message.objects.of(world.store).filter(kind="order.payment_reminded").order_by("pk")
        assert [m.state for m in reminders] == ["skipped", "ready"]
        assert f"Transfer tepat Rp{charge.total:,}".replace(",", ".") in reminders[1].body

    def test_is_not_asked_for_again_when_it_came_before_the_reminder_was_written(self, world: World) -> None:
        order = world.place()
        charge = order.charges.get()
        pay.remind_payment(store_id=world.store.pk, charge_id=charge.pk, actor=SYSTEM_ACTOR, at=NOON)
        money(world, order, charge.total)
        assert untold("order.payment_reminded")

    def test_proof_goes_to_the_seller_and_its_rejection_with_the_reason_to_the_buyer(
        self, world: World
    ) -> None:
        order = world.place()
        event = pay.send_proof(
            store_id=world.store.pk, order_id=order.pk, photo=world.picture(), bank_account_id=None,
            claimed=95_000, sender="", actor=BUYER_ACTOR, at=NOON,
        )  # fmt: skip
        assert "Rp95.000" in told("order.proof_sent.seller", "email").body
        pay.reject_proof(
            store_id=world.store.pk,
            proof_id=event.proof_id,
            reason="Fotonya {buram}",
            actor=world.seller,
            at=NOON,
        )
        assert "Alasannya: Fotonya {buram}" in told("order.proof_rejected").body

    def test_owed_back_is_told(self, world: World) -> None:
        order = world.place()
        money(world, order, asked(order))
        release.cancel_order(
            store_id=world.store.pk, order_id=order.pk, reason="Salah ukuran", actor=BUYER_ACTOR, at=NOON
        )
        paid = world.fresh(order).refunded
        message, mail = told("order.cancelled"), told("order.cancelled.seller", "email")
        for body in (message.body, mail.body):
            assert f"Rp{paid:,}".replace(",", ".") in body
            assert "Salah ukuran" in body


class TestTheStoresOwnWords:
    def save(self, world: World, **more: Any) -> None:
        facts = {"key": "order.placed", "channel": "whatsapp", "language": "id", "subject": "", "at": NOON}
        save_template(store_id=world.store.pk, actor=world.seller, **(facts | more))

    def test_are_used_on_their_channel_and_in_their_language_only(self, world: World) -> None:
        self.save(world, body="Hai {nama}! {tautan}")
        world.place(buyer_name="Budi", email="b@example.com")
        assert told("order.placed").body.startswith("Hai Budi! http")
        assert told("order.placed", "email").body.startswith("Halo Budi,")

    def test_that_no_longer_fit_give_way_to_the_built_in_ones(self, world: World) -> None:
        Template.objects.create(
            store=world.store, kind="order.placed", channel="whatsapp", language="id", body="Hai {panggilan}"
        )
        world.place()
        assert told("order.placed").body.startswith("Halo Pembeli")

    def test_switched_off_send_nothing_on_that_channel(self, world: World) -> None:
        switch_template(
            store_id=world.store.pk,
            key="order.placed",
            channel="whatsapp",
            active=False,
            actor=world.seller,
            at=NOON,
        )
        world.place(email="b@example.com")
        assert told("order.placed", "email").state == "sent"
        assert not Message.objects.of(world.store).filter(kind="order.placed", channel="whatsapp").exists()


def test_a_new_secret_link_empties_the_queue_of_the_old_one(world: World) -> None:
    order = world.place()
    run_outbox()
    renew_order_link(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
    changed = told("order.changed")
    assert world.fresh(order).secret in changed.body
    assert told("order.placed").state == "skipped"

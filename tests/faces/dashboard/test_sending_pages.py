"""The seller's pages of what goes out by itself: states, the WhatsApp number, stops and quiet hours; a buyer's stop
page.
"""

from typing import Any

import pytest
from django.test import Client

from bukapo.journal import clock, outbox
from bukapo.messaging.models import Message, QuietHours, Stop, WhatsAppAccount, WhatsAppForm
from bukapo.messaging.sending.due import PACE, send_emails
from bukapo.messaging.stops.links import token_of
from bukapo.providers.channels import fake
from bukapo.providers.channels.fake import Fake
from tests.emulators.whatsapp import KEYS, PHONE_ID, WABA, WhatsAppEmulator
from tests.world import NOON, World, make_world

ACCOUNT = {"phone_number_id": PHONE_ID, "waba_id": WABA, **KEYS}
FAKES = dict.fromkeys(("email", "whatsapp", "whatsapp_api"), "bukapo.providers.channels.fake.Fake")


@pytest.fixture
def world(db: None) -> World:
    PACE.forget()
    with clock.told(NOON):
        return make_world(at=NOON)


@pytest.fixture
def seller(world: World, client: Client) -> Client:
    client.force_login(world.owner)
    return client


def path(world: World, rest: str = "") -> str:
    return f"/toko-saya/{world.store.slug}/pesan/{rest}"


def unsure(world: World, settings: Any) -> Message:
    """A mail whose answer was lost."""
    settings.BUKAPO_CHANNELS = settings.BUKAPO_CHANNELS | {"email": FAKES["email"]}
    Fake.plan(fake.LATE)
    with clock.told(NOON):
        world.place(email="budi@example.com", buyer_name="Budi Santoso Wijayakusuma Hadiningrat")
        while outbox.run_due(at=NOON):
            pass
        send_emails(NOON)
    Fake.plan()
    found: Message = Message.objects.of(world.store).get(kind="order.placed", channel="email")
    return found


class TestStates:
    def test_unknown_is_shown_as_unknown_with_two_ways_out(
        self, world: World, seller: Client, settings: Any
    ) -> None:
        message = unsure(world, settings)
        page = seller.get(path(world, "keadaan/")).content.decode()
        assert "Tidak diketahui" in page and "Kirim lagi" in page and "Anggap terkirim" in page
        seller.post(path(world, f"{message.pk}/terkirim/"), {"kembali": path(world, "keadaan/")})
        message.refresh_from_db()
        assert message.state == "sent"

    def test_a_failed_one_is_tried_again_at_the_sellers_word(
        self, world: World, seller: Client, settings: Any
    ) -> None:
        message = unsure(world, settings)
        Message.objects.of(world.store).filter(pk=message.pk).update(
            state="failed", error="Ditolak penerima."
        )
        assert "Ditolak penerima." in seller.get(path(world, "keadaan/?tampil=failed")).content.decode()
        seller.post(path(world, f"{message.pk}/kembalikan/"))
        message.refresh_from_db()
        assert (message.state, message.error) == ("queued", "")


class TestWhatsApp:
    def save(
        self, world: World, seller: Client, settings: Any, emulator: WhatsAppEmulator, **more: str
    ) -> Any:
        settings.WHATSAPP_URL = emulator.url
        return seller.post(path(world, "whatsapp/simpan/"), ACCOUNT | more, follow=True)

    def test_is_connected_tried_tested_and_its_texts_are_proposed_and_read(
        self, world: World, seller: Client, settings: Any
    ) -> None:
        with WhatsAppEmulator(limits=False).running() as emulator:
            assert isinstance(emulator, WhatsAppEmulator)
            page = self.save(world, seller, settings, emulator).content.decode()
            assert "Tersambung. Kuncinya benar." in page and "…6789" in page
            assert not any(key in page for key in KEYS.values())
            emulator.approve("hello_world", "en_US", "Hello World")
            test = seller.post(path(world, "whatsapp/uji/"), {"phone": "0812-3456-7890"}, follow=True)
            assert "Pesan percobaan diterima Meta" in test.content.decode()
            form = path(world, "whatsapp/templat/order.shipped/id/")
            assert "Ajukan ke Meta" in seller.get(form).content.decode()
            seller.post(f"{form}ajukan/")
            row = WhatsAppForm.objects.of(world.store).get()
            emulator.templates[row.name, "id"]["status"] = "APPROVED"
            read = seller.post(path(world, "whatsapp/templat/baca/"), follow=True).content.decode()
            assert "1 templat Anda disetujui" in read and "Disetujui" in read
            mapped = seller.post(
                form, {"name": "punya_saya", "code": "id", "gaps": "nama, bukan", "button": ""}
            )
            assert mapped.status_code == 422 and "bukan" in mapped.content.decode()
        row.refresh_from_db()
        assert row.name == "bukapo_order_shipped"

    def test_with_a_wrong_key_says_what_meta_says(self, world: World, seller: Client, settings: Any) -> None:
        with WhatsAppEmulator().running() as emulator:
            assert isinstance(emulator, WhatsAppEmulator)
            page = self.save(world, seller, settings, emulator, token="EAASALAH0123456").content.decode()
        assert "190" in page and WhatsAppAccount.objects.of(world.store).get().trouble

    def test_is_the_owners_alone(self, world: World, client: Client) -> None:
        assert client.get(path(world, "whatsapp/")).status_code in (302, 404)


class TestStops:
    def test_get_changes_nothing_and_post_stops_even_from_a_mail_program(self, world: World) -> None:
        stranger = Client(enforce_csrf_checks=True)
        address = f"/berhenti/{token_of(world.store.pk, '+6281234567890')}/"
        assert "Berhenti" in stranger.get(address).content.decode()
        assert not Stop.objects.of(world.store).exists()
        for _twice in range(2):
            assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert [(s.address, s.way) for s in Stop.objects.of(world.store)] == [("+6281234567890", "link")]
        assert "Kabar sudah berhenti" in stranger.get(address).content.decode()
        stranger.post(address, {"mulai": "1"})
        assert not Stop.objects.of(world.store).filter(ended_at=None).exists()

    def test_nobody_can_make_up_an_address(self, world: World, client: Client) -> None:
        right = token_of(world.store.pk, "budi@example.com")
        for token in (right[:-1], right[::-1], "x", "a" * 599):
            assert client.post(f"/berhenti/{token}/").status_code == 404
        assert not Stop.objects.of(world.store).exists()

    def test_a_seller_sees_who_stopped_writes_one_down_and_chooses_quiet_hours(
        self, world: World, seller: Client
    ) -> None:
        seller.post(path(world, "berhenti/tambah/"), {"address": "0812 3456 7890"})
        assert "+6281234567890" in seller.get(path(world, "berhenti/")).content.decode()
        hours = {"active": "on", "quiet_from": "20:30", "quiet_until": "08:00"}
        assert seller.post(path(world, "jam-tenang/"), hours).status_code == 302
        assert QuietHours.objects.of(world.store).get().quiet_from == 20 * 60 + 30
        wrong = seller.post(path(world, "jam-tenang/"), hours | {"quiet_until": "20:00"})
        assert wrong.status_code == 422 and "empat jam" in wrong.content.decode()

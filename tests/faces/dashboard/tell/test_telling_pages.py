"""The seller's pages of messages: what they show, what a tap does, what a stranger finds."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bukapo.journal import clock, outbox
from bukapo.journal.models import EventRow
from bukapo.messaging.models import Message, Template
from bukapo.messaging.reads import PAGE
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def seller(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


@pytest.fixture
def stranger() -> Client:
    client = Client()
    client.force_login(make_world(slug="toko-lain").owner)
    return client


def tell_all() -> None:
    while outbox.run_due(at=clock.now() + timedelta(seconds=1)):
        pass


def ready(world: World) -> list[Message]:
    return list(Message.objects.of(world.store).filter(channel="whatsapp").order_by("pk"))


def at(world: World, name: str, *args: Any) -> str:
    return reverse(f"dashboard:{name}", args=[world.store.slug, *args])


def words_at(world: World, key: str = "order.placed", channel: str = "whatsapp", language: str = "id") -> str:
    return at(world, "template", key, channel, language)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


class TestTheQueue:
    def test_shows_each_message_with_its_words_and_a_link_that_opens_it(
        self, world: World, seller: Client
    ) -> None:
        world.place(buyer_name="Budi <b>", phone="081234567890")
        tell_all()
        for address in (at(world, "store_messages"), at(world, "messages", world.campaign.slug)):
            page = text(seller, address)
            assert "Budi &lt;b&gt;" in page
            assert 'href="https://wa.me/6281234567890?text=Halo%20Budi%20%3Cb%3E%2C' in page
            assert 'target="_blank" rel="noopener noreferrer"' in page
            assert "Pesanan masuk" in page
            assert "0 / 1 pesan" in page

    def test_marks_one_as_sent_and_offers_to_take_that_back(self, world: World, seller: Client) -> None:
        for name in ("Budi", "Sari"):
            world.place(buyer_name=name)
        tell_all()
        first, second = ready(world)
        here = at(world, "messages", world.campaign.slug)
        answer = seller.post(at(world, "message_sent", first.pk), {"kembali": here}, follow=True)
        page = answer.content.decode()
        assert answer.redirect_chain == [(f"{here}?baru={first.pk}", 302)]
        assert "Pesan ke Budi ditandai terkirim." in page
        assert "1 / 2 pesan" in page
        assert page.index("Sari") > 0
        assert f"wa.me/{first.address[1:]}" not in page
        seller.post(at(world, "message_restored", first.pk), {"kembali": here})
        assert [message.state for message in ready(world)] == ["ready", "ready"]

    def test_says_on_the_orders_own_page_that_the_buyer_was_told(self, world: World, seller: Client) -> None:
        order = world.place()
        tell_all()
        seller.post(at(world, "message_sent", ready(world)[0].pk))
        assert "Dikabari lewat WhatsApp" in text(seller, at(world, "order", order.number))

    def test_takes_a_second_tap_for_the_same(self, world: World, seller: Client) -> None:
        world.place()
        tell_all()
        message = ready(world)[0]
        for _ in range(2):
            assert seller.post(at(world, "message_sent", message.pk)).status_code == 302
        assert EventRow.objects.filter(kind="message.sent").count() == 1

    def test_passes_one_over_and_finds_it_again(self, world: World, seller: Client) -> None:
        world.place(buyer_name="Budi")
        tell_all()
        message = ready(world)[0]
        seller.post(at(world, "message_skipped", message.pk))
        assert "Budi" not in text(seller, at(world, "store_messages"))
        assert "Budi" in text(seller, at(world, "store_messages") + "?tampil=skipped")

    def test_filters_by_what_it_is_about(self, world: World, seller: Client) -> None:
        order = world.place(buyer_name="Budi")
        world.place(buyer_name="Wati")
        tell_all()
        Message.objects.of(world.store).filter(order=order).update(kind="order.shipped")
        page = text(seller, at(world, "store_messages") + "?soal=order.shipped")
        assert "Budi" in page
        assert "Wati" not in page

    def test_has_pages_and_asks_the_database_no_more_for_a_full_one(
        self, world: World, seller: Client, django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(PAGE + 2):
            world.place()
        tell_all()
        with django_assert_max_num_queries(14):
            page = text(seller, at(world, "messages", world.campaign.slug))
        assert page.count("data-send") == PAGE
        assert "hal=2" in page
        assert text(seller, at(world, "messages", world.campaign.slug) + "?hal=2").count("data-send") == 2

    def test_of_one_po_does_not_show_another_ones(self, world: World, seller: Client) -> None:
        other = make_world(slug="toko-dua")
        other.place(buyer_name="Orang Lain")
        tell_all()
        assert "Orang Lain" not in text(seller, at(world, "store_messages"))

    def test_says_so_when_nothing_waits(self, world: World, seller: Client) -> None:
        assert "Belum ada pesan" in text(seller, at(world, "store_messages"))

    @pytest.mark.parametrize(
        "back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil", ""]
    )
    def test_leads_nobody_elsewhere(self, world: World, seller: Client, back: str) -> None:
        world.place()
        tell_all()
        message = ready(world)[0]
        answer = seller.post(at(world, "message_sent", message.pk), {"kembali": back})
        assert answer["Location"].startswith(at(world, "store_messages"))

    @pytest.mark.parametrize(
        "query",
        ["?hal=0", "?hal=-1", "?hal=99999999999999999999", "?hal=x", "?hal=²", "?tampil=queued", "?soal=%FF",
         "?baru=9" + "9" * 30, "?baru=0", "?tampil=&soal=&hal=&baru="],
    )  # fmt: skip
    def test_bears_any_address(self, world: World, seller: Client, query: str) -> None:
        assert seller.get(at(world, "store_messages") + query).status_code == 200

    def test_does_not_exist_for_a_stranger(self, world: World, seller: Client, stranger: Client) -> None:
        world.place()
        tell_all()
        message = ready(world)[0]
        for address in (at(world, "store_messages"), at(world, "messages", world.campaign.slug)):
            assert stranger.get(address).status_code == 404
            assert Client().get(address).status_code == 302
        for name in ("message_sent", "message_skipped", "message_restored"):
            assert stranger.post(at(world, name, message.pk)).status_code == 404
            assert seller.post(at(world, name, 2**63)).status_code == 404
            assert seller.get(at(world, name, message.pk)).status_code == 405
        assert ready(world)[0].state == "ready"
        assert seller.get(at(world, "messages", "tidak-ada")).status_code == 404

    def test_does_not_deal_with_another_stores_message_under_ones_own_address(
        self, world: World, stranger: Client
    ) -> None:
        world.place()
        tell_all()
        message = ready(world)[0]
        own = reverse("dashboard:message_sent", args=["toko-lain", message.pk])
        assert stranger.post(own).status_code == 404
        assert ready(world)[0].state == "ready"


class TestTheWords:
    def test_are_listed_with_what_is_ones_own_and_what_is_off(self, world: World, seller: Client) -> None:
        page = text(seller, at(world, "templates"))
        assert "Untuk pembeli" in page
        assert "Pelunasan ditagih" in page
        assert "sendiri</span>" not in page
        seller.post(words_at(world), {"body": "Hai {nama} {tautan}"})
        seller.post(at(world, "template_switch", "order.shipped", "whatsapp", "id"))
        page = text(seller, at(world, "templates"))
        assert page.count("sendiri</span>") == 1
        assert page.count("mati</span>") == 1

    def test_are_saved_and_shown_filled(self, world: World, seller: Client) -> None:
        answer = seller.post(words_at(world), {"body": "Hai Kak {nama}!\r\n{tautan}"}, follow=True)
        page = answer.content.decode()
        assert "tersimpan" in page
        assert "Hai Kak Budi!" in page
        assert Template.objects.of(world.store).get().body == "Hai Kak {nama}!\n{tautan}"

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            ("Halo {nmaa}", "Isian {nmaa} tidak dikenal"),
            ("Halo {nama", "tidak berpasangan"),
            ("", "Tulis dulu kata-katanya."),
            ("panjang " * 400, "Terlalu panjang untuk satu pesan WhatsApp."),
        ],
    )
    def test_that_cannot_be_used_stay_in_the_box_with_a_sentence_under_it(
        self, world: World, seller: Client, body: str, said: str
    ) -> None:
        answer = seller.post(words_at(world), {"body": body})
        assert answer.status_code == 200
        page = answer.content.decode()
        assert said in page
        assert body.strip() in page
        assert not Template.objects.of(world.store).exists()

    def test_of_an_email_have_a_subject_that_is_checked_too(self, world: World, seller: Client) -> None:
        address = words_at(world, channel="email")
        answer = seller.post(address, {"subject": "Dari {tokoh}", "body": "Halo {nama}"})
        assert "Isian {tokoh} tidak dikenal" in answer.content.decode()
        seller.post(address, {"subject": "Dari {toko}", "body": "Halo {nama}"})
        assert Template.objects.of(world.store).get().subject == "Dari {toko}"

    def test_are_previewed_without_being_kept(self, world: World, seller: Client) -> None:
        answer = seller.post(words_at(world), {"body": "Coba <i> {nama}", "lihat": "1"})
        assert "Coba &lt;i&gt; Budi" in answer.content.decode()
        assert "<html" in answer.content.decode()
        fetched = seller.post(
            words_at(world), {"body": "Coba {nama}", "lihat": "1"}, headers={"X-Requested-With": "fetch"}
        )
        assert fetched.content.decode().strip() == (
            '<p class="bubble pre">Coba Budi</p><p class="small muted num">9 huruf</p>'
        )
        wrong = seller.post(
            words_at(world), {"body": "{x}", "lihat": "1"}, headers={"X-Requested-With": "fetch"}
        )
        assert "tidak dikenal" in wrong.content.decode()
        assert not Template.objects.of(world.store).exists()

    def test_are_previewed_with_the_stores_own_name_and_accounts(self, world: World, seller: Client) -> None:
        page = text(seller, words_at(world))
        assert "BCA 1234567890 a.n. Toko Contoh" in page
        assert "Hi Budi" in text(seller, words_at(world, language="en"))

    def test_go_back_to_the_built_in_ones(self, world: World, seller: Client) -> None:
        seller.post(words_at(world), {"body": "Hai {nama} {tautan}"})
        answer = seller.post(at(world, "template_reset", "order.placed", "whatsapp", "id"), follow=True)
        assert "Halo {nama}, pesanan {nomor}" in answer.content.decode()

    def test_switch_off_and_on(self, world: World, seller: Client) -> None:
        address = at(world, "template_switch", "order.placed", "whatsapp", "id")
        assert "sedang dimatikan" in seller.post(address, follow=True).content.decode()
        world.place()
        tell_all()
        assert ready(world) == []
        assert "sedang dimatikan" not in seller.post(address, {"aktif": "1"}, follow=True).content.decode()

    @pytest.mark.parametrize(
        "parts",
        [
            ("order.eaten", "whatsapp", "id"),
            ("order.placed", "pigeon", "id"),
            ("order.placed", "whatsapp", "fr"),
            ("order.placed.seller", "whatsapp", "id"),
            ("work_order.sent.workshop", "email", "id"),
        ],
    )
    def test_of_a_message_nobody_gets_that_way_do_not_exist(
        self, world: World, seller: Client, parts: tuple[str, str, str]
    ) -> None:
        assert seller.get(at(world, "template", *parts)).status_code == 404
        for deed in ("template", "template_reset", "template_switch"):
            assert seller.post(at(world, deed, *parts), {"body": "x"}).status_code == 404
        assert not Template.objects.of(world.store).exists()

    def test_do_not_exist_for_a_stranger(self, world: World, stranger: Client) -> None:
        assert stranger.get(at(world, "templates")).status_code == 404
        assert stranger.post(words_at(world), {"body": "Hai {nama}"}).status_code == 404
        assert not Template.objects.of(world.store).exists()

    @pytest.mark.parametrize("body", ["Halo \x00 {nama}", "\ud800", "{" * 4000, "x" * 100_000])
    def test_bear_any_text(self, world: World, seller: Client, body: str) -> None:
        data = f"body={body}".encode(errors="surrogatepass")
        kind = "application/x-www-form-urlencoded"
        assert seller.post(words_at(world), data, content_type=kind).status_code in (200, 302)


class TestTheMailbox:
    def test_holds_the_letters_to_buyers_and_to_the_store(self, world: World, seller: Client) -> None:
        order = world.place(buyer_name="Budi", email="budi@example.com")
        tell_all()
        page = text(seller, at(world, "mailbox"))
        assert f"Pesanan {order.number} sudah kami terima" in page
        assert f"Pesanan baru {order.number} dari Budi" in page
        assert "belum dikirim ke luar" in page
        letter = Message.objects.of(world.store).get(channel="email", kind="order.placed")
        page = text(seller, at(world, "mail", letter.pk))
        assert order.secret in page
        assert 'href="mailto:budi@example.com?' in page

    def test_of_a_mail_server_says_what_failed_and_tries_again(
        self, world: World, seller: Client, settings: Any
    ) -> None:
        settings.EMAIL_EMBEDDED = False
        settings.BUKAPO_CHANNELS = {
            **settings.BUKAPO_CHANNELS,
            "email": "bukapo.providers.channels.smtp.Smtp",
        }
        world.place(email="budi@example.com")
        tell_all()
        letter = Message.objects.of(world.store).get(channel="email", kind="order.placed")
        assert letter.state == "queued"
        Message.objects.of(world.store).filter(pk=letter.pk).update(
            state="failed", error="Kotak penuh", attempts=8
        )
        page = text(seller, at(world, "mail", letter.pk))
        assert "Kotak penuh" in page
        assert "mailto:" not in page
        seller.post(at(world, "message_restored", letter.pk))
        assert world.fresh(letter).state == "queued"

    def test_does_not_exist_for_a_stranger(self, world: World, seller: Client, stranger: Client) -> None:
        world.place(email="budi@example.com")
        tell_all()
        letter = Message.objects.of(world.store).filter(channel="email").first()
        assert letter
        assert stranger.get(at(world, "mailbox")).status_code == 404
        assert stranger.get(at(world, "mail", letter.pk)).status_code == 404
        assert stranger.get(reverse("dashboard:mail", args=["toko-lain", letter.pk])).status_code == 404
        assert seller.get(at(world, "mail", 2**64)).status_code == 404

"""The contract of a channel: what the room may rely on, asked of every adapter and of the fake. To add a channel,
add it to CHANNELS here.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.config.environment import email_service
from bukapo.messaging.port import Channel, Failed, Letter, Sent, Unknown
from bukapo.providers.channels import fake, walink
from bukapo.providers.channels.anymail import Anymail
from bukapo.providers.channels.fake import Fake
from bukapo.providers.channels.mailbox import Mailbox
from bukapo.providers.channels.smtp import Smtp
from bukapo.providers.channels.wacloud import WaCloud
from bukapo.providers.channels.walink import WaLink
from tests.emulators.whatsapp import PHONE_ID, TOKEN, WABA, WhatsAppEmulator
from tests.messaging.mail_service import open_mail_service
from tests.messaging.post_office import PostOffice, open_post_office

CHANNELS: dict[str, Any] = {
    "fake": Fake,
    "mailbox": Mailbox,
    "smtp": Smtp,
    "walink": WaLink,
    "wacloud": lambda: WaCloud({"token": TOKEN, "phone_number_id": PHONE_ID, "waba_id": WABA}),
    "anymail": Anymail,
}

MAIL = Letter(
    key="message:17",
    address="budi@example.com",
    name="Budi Santoso",
    subject="Pesanan PO-7K3Q9XM2 sudah kami terima",
    body="Halo Budi,\n\nbayar Rp104.321 ya.\n.\nTerima kasih – Toko Contoh",
    sender="Toko Contoh",
    reply_to="toko@example.com",
)
PHONE = replace(MAIL, address="+6281234567890", subject="")
NASTY = "x\x00\r\nBcc: semua@example.com 👕 {nama} \u202e" + "ã" * 500


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    with open_post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", office.port, 1
        settings.DEFAULT_FROM_EMAIL = "BukaPO <halo@po.example>"
        yield office


@pytest.fixture
def meta(settings: Any) -> Iterator[WhatsAppEmulator]:
    """Who wrote to us a moment ago may get any words."""
    emulator = WhatsAppEmulator(limits=False)
    with emulator.running():
        settings.WHATSAPP_URL = emulator.url
        emulator.windows["6281234567890"] = time.time()
        yield emulator


@pytest.fixture
def service(settings: Any) -> Iterator[Any]:
    """Brevo, by its API."""
    with open_mail_service() as running:
        found = email_service(f"anymail+brevo://xkeysib-test@?api={running.url}/v3/")
        assert found
        settings.EMAIL_SERVICE, settings.EMAIL_BACKEND = found, found.backend
        settings.ANYMAIL = found.settings | {"REQUESTS_TIMEOUT": (1, 1)}
        settings.DEFAULT_FROM_EMAIL = "BukaPO <halo@po.example>"
        yield running


@pytest.fixture(params=CHANNELS)
def channel(request: pytest.FixtureRequest) -> Channel:
    needs = {"smtp": "office", "wacloud": "meta", "anymail": "service"}
    if request.param in needs:
        request.getfixturevalue(needs[request.param])
    Fake.plan()
    made: Channel = CHANNELS[request.param]()
    return made


def letter_for(channel: Channel) -> Letter:
    return PHONE if isinstance(channel, WaLink | WaCloud) else MAIL


class TestEveryChannel:
    def test_says_in_which_state_a_message_begins(self, channel: Channel) -> None:
        assert channel.born in ("queued", "ready", "sent")

    def test_answers_a_letter_with_an_outcome(self, channel: Channel) -> None:
        outcome = channel.send(letter_for(channel))
        assert isinstance(outcome, Sent) or (channel.born == "ready" and outcome.why and not outcome.retry)

    def test_gives_a_link_where_a_person_sends(self, channel: Channel) -> None:
        link = channel.link(letter_for(channel))
        assert link or channel.born != "ready"
        assert link.startswith(("https://", "mailto:")) or not link
        assert link.isascii()

    def test_has_nothing_against_an_ordinary_letter(self, channel: Channel) -> None:
        assert list(channel.troubles(letter_for(channel))) == []

    @pytest.mark.parametrize("part", ["address", "name", "subject", "body", "sender", "reply_to"])
    def test_raises_nothing_whatever_a_letter_holds(self, channel: Channel, part: str) -> None:
        for value in (NASTY, "", "a" * 20_000):
            letter = replace(letter_for(channel), **{part: value})
            assert isinstance(channel.send(letter), Sent | Failed | Unknown)
            assert isinstance(channel.link(letter), str)
            assert all(channel.troubles(letter)) is True

    def test_sends_the_same_letter_twice_without_complaint(self, channel: Channel) -> None:
        letter = letter_for(channel)
        assert type(channel.send(letter)) is type(channel.send(letter))


class TestSmtp:
    def test_brings_the_letter_whole_with_the_store_as_sender(self, office: PostOffice) -> None:
        assert isinstance(Smtp().send(MAIL), Sent)
        mail = office.mails[0]
        assert mail["To"] == "Budi Santoso <budi@example.com>"
        assert mail["From"] == "Toko Contoh <halo@po.example>"
        assert mail["Reply-To"] == "toko@example.com"
        assert mail["Subject"] == MAIL.subject
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == MAIL.body

    def test_names_every_attempt_alike_and_every_letter_differently(self, office: PostOffice) -> None:
        for letter in (MAIL, MAIL, replace(MAIL, key="message:18")):
            Smtp().send(letter)
        first, again, other = (mail["Message-ID"] for mail in office.mails)
        assert first == again != other
        assert first.endswith("@po.example>")

    @pytest.mark.parametrize(
        ("answers", "retry", "everyone"),
        [
            ({"RCPT": "550 no such user"}, False, False),
            ({"RCPT": "450 greylisted"}, True, False),
            ({"MAIL": "550 not from you"}, False, False),
            ({"DATA": "554 refused"}, False, False),
            ({"DATA": "451 try later"}, True, False),
            ({"END": "554 spam"}, False, False),
            ({"END": "452 full"}, True, False),
            ({"EHLO": "421 closing", "HELO": "421 closing"}, True, True),
            ({"EHLO": "hang up"}, True, True),
            ({"RCPT": "hang up"}, True, True),
        ],
    )
    def test_knows_what_can_be_tried_again(
        self, office: PostOffice, answers: dict[str, str], retry: bool, everyone: bool
    ) -> None:
        office.answers = answers
        outcome = Smtp().send(MAIL)
        assert isinstance(outcome, Failed)
        assert (outcome.retry, outcome.everyone) == (retry, everyone)
        assert outcome.why

    def test_does_not_know_what_became_of_a_letter_that_nobody_answered(self, office: PostOffice) -> None:
        office.answers = {"END": "hang up"}
        outcome = Smtp().send(MAIL)
        assert isinstance(outcome, Unknown) and outcome.why
        assert len(office.mails) == 1

    def test_offers_the_one_tap_end_of_news_and_none_of_facts(self, office: PostOffice) -> None:
        Smtp().send(replace(MAIL, stop_url="https://po.example/berhenti/x/"))
        Smtp().send(MAIL)
        news, facts = office.mails
        assert news["List-Unsubscribe"] == "<https://po.example/berhenti/x/>"
        assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert facts["List-Unsubscribe"] is None

    def test_finds_nobody_at_home(self, office: PostOffice, settings: Any) -> None:
        settings.EMAIL_PORT = 1
        outcome = Smtp().send(MAIL)
        assert outcome == Failed(why=outcome.why, retry=True, everyone=True)

    def test_does_not_wait_for_ever(self, office: PostOffice) -> None:
        office.answers = {"EHLO": "", "END": "hang up"}
        began = time.monotonic()
        assert isinstance(Smtp().send(MAIL), Unknown)
        assert time.monotonic() - began < 5

    def test_lets_nobody_smuggle_in_a_recipient(self, office: PostOffice) -> None:
        for part in ("name", "subject", "sender"):
            Smtp().send(replace(MAIL, **{part: "Budi\r\nBcc: semua@example.com"}))
        assert [mail["Bcc"] for mail in office.mails] == [None] * 3
        assert {a.addr_spec for mail in office.mails for a in mail["To"].addresses} == {"budi@example.com"}


class TestWaLink:
    def test_writes_the_number_in_digits_and_the_text_encoded(self) -> None:
        link = WaLink().link(replace(PHONE, address="+62 812-3456-7890", body="Halo & selamat\nsiang 100%"))
        assert link == "https://wa.me/6281234567890?text=Halo%20%26%20selamat%0Asiang%20100%25"

    def test_keeps_the_address_when_it_must_shorten(self) -> None:
        body = "Halo\n" + "baris yang panjang sekali\n" * 200 + "https://po.example/p/rahasia\nTerima kasih"
        link = WaLink().link(replace(PHONE, body=body))
        assert len(link) <= walink.LIMIT
        text = parse_qs(urlsplit(link).query)["text"][0]
        assert text.startswith("Halo\nbaris")
        assert text.endswith("https://po.example/p/rahasia")

    def test_says_beforehand_that_a_text_is_too_long(self) -> None:
        assert len(WaLink().troubles(replace(PHONE, body="panjang " * 400))) == 1

    @given(st.text(max_size=3_000))
    def test_links_are_always_short_enough_and_say_what_was_written(self, body: str) -> None:
        link = WaLink().link(replace(PHONE, body=body.encode(errors="ignore").decode()))
        assert len(link) <= walink.LIMIT or "://" in body
        assert link.isascii()
        assert " " not in link


def test_the_mailbox_hands_the_letter_to_a_mail_program() -> None:
    link = urlsplit(Mailbox().link(MAIL))
    assert (link.scheme, link.path) == ("mailto", "budi@example.com")
    assert parse_qs(link.query) == {"subject": [MAIL.subject], "body": [MAIL.body.replace("\n", "\r\n")]}


class TestAnymail:
    def test_brings_the_letter_with_its_key_and_keeps_the_services_own_name_for_it(
        self, service: Any
    ) -> None:
        outcome = Anymail().send(replace(MAIL, stop_url="https://po.example/berhenti/x/"))
        [told] = service.mails
        assert outcome == Sent(reference="<brevo-1@mail.example>")
        assert told["to"] == [{"email": "budi@example.com", "name": "Budi Santoso"}]
        assert told["sender"] == {"email": "halo@po.example", "name": "Toko Contoh"}
        assert told["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "message:17" in told["headers"]["X-Mailin-custom"]

    @pytest.mark.parametrize(
        ("status", "retry", "everyone"),
        [(400, False, False), (401, True, True), (429, True, True), (503, True, True)],
    )
    def test_knows_what_can_be_tried_again(
        self, service: Any, status: int, retry: bool, everyone: bool
    ) -> None:
        service.status = status
        outcome = Anymail().send(MAIL)
        assert isinstance(outcome, Failed)
        assert (outcome.retry, outcome.everyone) == (retry, everyone)
        assert "xkeysib" not in outcome.why

    def test_does_not_know_what_became_of_a_letter_that_nobody_answered(self, service: Any) -> None:
        service.status = 0
        assert isinstance(Anymail().send(MAIL), Unknown)
        assert len(service.mails) == 1

    def test_finds_nobody_at_home(self, service: Any, settings: Any) -> None:
        settings.ANYMAIL = settings.ANYMAIL | {"BREVO_API_URL": "http://127.0.0.1:1/v3/"}
        outcome = Anymail().send(MAIL)
        assert outcome == Failed(why=outcome.why, retry=True, everyone=True)

    @pytest.mark.parametrize("url", ["anymail+gmail://k@", "anymail+brevo://", "anymail+mailgun://key@"])
    def test_refuses_a_service_it_does_not_know_or_one_without_its_key(self, url: str) -> None:
        with pytest.raises(ValueError, match="BUKAPO_EMAIL_URL"):
            email_service(url)


class TestTheFake:
    @pytest.mark.parametrize(
        ("answer", "arrives"),
        [(fake.TAKE, True), (fake.DECLINE, False), (fake.BUSY, False), (fake.DOWN, False), (fake.LATE, True)],
    )
    def test_does_what_it_is_told(self, answer: str, arrives: bool) -> None:
        Fake.plan(answer)
        outcome = Fake().send(MAIL)
        assert isinstance(outcome, Sent) == (answer == fake.TAKE)
        assert bool(Fake.taken) == arrives

    def test_can_break(self) -> None:
        Fake.plan(fake.BREAK, fake.TAKE)
        with pytest.raises(RuntimeError):
            Fake().send(MAIL)
        assert isinstance(Fake().send(MAIL), Sent)

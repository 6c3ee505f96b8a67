"""Letters leave once their channel takes them, are tried again for a while, and none is lost on the way."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connections

from bukapo.journal import outbox
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.messaging.models import Message
from bukapo.messaging.port import Sent
from bukapo.messaging.sending import rules
from bukapo.messaging.sending.claims import claim, settle
from bukapo.messaging.sending.due import PACE, lose_expired, send_emails
from bukapo.messaging.writes import mark_sent, restore_message
from bukapo.providers.channels import fake
from bukapo.providers.channels.fake import Fake
from bukapo.providers.channels.mailbox import KEPT, EmbeddedBackend
from bukapo.stores.models import Store
from tests.messaging.post_office import open_post_office
from tests.world import NOON, World

LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _a_channel_that_can_fail(settings: Any) -> Iterator[None]:
    settings.BUKAPO_CHANNELS = {"email": "bukapo.providers.channels.fake.Fake"}
    Fake.plan()
    PACE.forget()
    yield
    Fake.plan()
    PACE.forget()


@pytest.fixture
def queue() -> Callable[..., Message]:
    store = Store.objects.create(
        slug="toko", name="Toko Contoh", city="B", phone="+628", email="t@example.com"
    )
    number = iter(range(1, 1000))

    def make(address: str = "budi@example.com") -> Message:
        seq = next(number)
        event = EventRow.objects.create(
            store_id=store.pk, kind="order.shipped", subject="x.X", subject_id=seq, seq=1, at=NOON,
            actor_kind="staff", actor_label="Sari", data={}, digest="",
        )  # fmt: skip
        message: Message = Message.objects.create(
            store=store, event=event, kind="order.shipped", recipient=f"order:{seq}", name="Budi", channel="email",
            address=address, subject="Dikirim", body="Halo", state="queued", created_at=NOON, send_after=NOON,
        )  # fmt: skip
        return message

    return make


@pytest.mark.django_db
class TestSending:
    def test_takes_each_letter_once_and_writes_down_when(self, queue: Callable[..., Message]) -> None:
        message = queue()
        assert send_emails(NOON) == 1
        assert send_emails(LATER) == 0
        message.refresh_from_db()
        assert (message.state, message.sent_at, message.attempts) == ("sent", NOON, 1)
        assert [(letter.address, letter.sender, letter.reply_to) for letter in Fake.taken] == [
            ("budi@example.com", "Toko Contoh", "t@example.com")
        ]

    def test_that_is_declined_is_not_tried_again_and_says_why(self, queue: Callable[..., Message]) -> None:
        Fake.plan(fake.DECLINE)
        message = queue()
        assert send_emails(NOON) == 0
        message.refresh_from_db()
        assert (message.state, message.error) == ("failed", "Ditolak penerima.")
        assert send_emails(LATER) == 0

    @pytest.mark.parametrize("answer", [fake.BUSY, fake.DOWN])
    def test_that_fails_is_tried_ever_later_and_then_given_up(
        self, queue: Callable[..., Message], answer: str
    ) -> None:
        Fake.plan(answer)
        message, at = queue(), NOON
        waits = []
        for _ in range(rules.ATTEMPTS):
            send_emails(at)
            message.refresh_from_db()
            waits.append(message.send_after - at)
            at = message.send_after
        assert message.state == "failed"
        assert message.error
        assert waits == sorted(waits)
        assert waits[0] == rules.FIRST_WAIT
        assert send_emails(at + timedelta(days=9)) == 0

    def test_that_recovers_sends_and_forgets_the_error(self, queue: Callable[..., Message]) -> None:
        Fake.plan(fake.BUSY, fake.TAKE)
        message = queue()
        send_emails(NOON)
        assert send_emails(LATER) == 1
        message.refresh_from_db()
        assert (message.state, message.error, message.attempts) == ("sent", "", 2)

    @pytest.mark.parametrize("answer", [fake.LATE, fake.BREAK])
    def test_whose_answer_was_lost_is_unknown_and_never_repeated_by_itself(
        self, queue: Callable[..., Message], answer: str
    ) -> None:
        Fake.plan(answer, fake.TAKE)
        message = queue()
        assert send_emails(NOON) == 0
        assert send_emails(LATER) == 0
        message.refresh_from_db()
        assert (message.state, message.code, message.sent_at) == ("unknown", "lost", None)
        assert len(Fake.taken) == (answer == fake.LATE)

    def test_of_unknown_fate_is_sent_once_more_when_the_seller_says_so(
        self, queue: Callable[..., Message]
    ) -> None:
        Fake.plan(fake.LATE, fake.TAKE)
        message = queue()
        send_emails(NOON)
        restore_message(store_id=message.store_id, message_id=message.pk, actor=SYSTEM_ACTOR, at=LATER)
        assert send_emails(LATER) == 1
        first, again = Fake.taken
        assert first == again
        message.refresh_from_db()
        assert message.state == "sent"

    def test_of_unknown_fate_is_taken_for_sent_when_the_seller_says_so(
        self, queue: Callable[..., Message]
    ) -> None:
        Fake.plan(fake.LATE)
        message = queue()
        send_emails(NOON)
        mark_sent(store_id=message.store_id, message_id=message.pk, actor=SYSTEM_ACTOR, at=LATER)
        message.refresh_from_db()
        assert (message.state, message.sent_at) == ("sent", LATER)
        assert send_emails(LATER + timedelta(days=9)) == 0

    def test_of_others_waits_while_the_channel_is_down(self, queue: Callable[..., Message]) -> None:
        Fake.plan(fake.DOWN, fake.TAKE)
        messages = [queue() for _ in range(3)]
        assert send_emails(NOON) == 0
        for message in messages:
            message.refresh_from_db()
        assert [message.attempts for message in messages] == [1, 0, 0]
        assert send_emails(NOON + timedelta(seconds=1)) == 0
        assert send_emails(NOON + rules.CHANNEL_REST) == 3

    def test_of_others_goes_on_when_one_letter_is_refused(self, queue: Callable[..., Message]) -> None:
        Fake.plan(fake.BUSY, fake.DECLINE, fake.TAKE)
        for _ in range(3):
            queue()
        assert send_emails(NOON) == 1

    def test_interrupted_by_a_kill_is_unknown_after_the_lease(self, queue: Callable[..., Message]) -> None:
        message = queue()
        claim([message.pk], NOON)
        assert send_emails(LATER) == 0
        assert lose_expired(NOON) == 0
        assert lose_expired(NOON + rules.LEASE) == 1
        message.refresh_from_db()
        assert (message.state, message.attempts, Fake.taken) == ("unknown", 1, [])
        assert send_emails(LATER) == 0

    def test_slower_than_its_lease_still_tells_what_it_knows(self, queue: Callable[..., Message]) -> None:
        message = queue()
        claimed, _elsewhere = claim([message.pk], NOON)
        lose_expired(NOON + rules.LEASE)
        assert settle([(claimed[0], Sent("name"))], LATER) == 1
        message.refresh_from_db()
        assert (message.state, message.reference) == ("sent", "name")

    def test_takes_an_orders_own_message_before_what_goes_to_many(
        self, queue: Callable[..., Message]
    ) -> None:
        many = [queue() for _ in range(40)]
        Message.objects.across_stores("a test").update(priority=5)
        first = queue("sari@example.com")
        while send_emails(NOON):
            pass
        assert Fake.taken[0].address == first.address
        assert len(Fake.taken) == len(many) + 1

    def test_begins_no_faster_than_the_channel_bears(self) -> None:
        pace, begun = rules.Pace(), 0
        for step in range(400):  # four seconds in steps of ten milliseconds
            count = min(16, pace.may_begin("lane", 72, step / 100))
            pace.begins("lane", count, 72, step / 100)
            begun += count
        assert 4 * 72 <= begun <= 4 * 72 + rules.BURST
        assert pace.may_follow("lane", "+62812", 6, 0.0)
        assert not pace.may_follow("lane", "+62812", 6, 5.0)
        assert pace.may_follow("lane", "+62812", 6, 6.1)

    def test_leaves_alone_what_a_person_sends(self, queue: Callable[..., Message]) -> None:
        message = queue()
        Message.objects.across_stores("a test").update(state="ready", channel="whatsapp")
        assert send_emails(NOON) == 0
        message.refresh_from_db()
        assert (message.state, message.attempts, Fake.taken) == ("ready", 0, [])


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_workers_send_no_letter_twice(queue: Callable[..., Message]) -> None:
    for _ in range(20):
        queue()
    errors: list[Exception] = []
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        try:
            for _ in range(6):
                send_emails(NOON)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert errors == []
    keys = [letter.key for letter in Fake.taken]
    assert len(keys) == len(set(keys)) == 20


@pytest.mark.django_db
def test_an_order_reaches_its_buyer_through_a_mail_server(settings: Any, world: World) -> None:
    settings.BUKAPO_CHANNELS = {
        "email": "bukapo.providers.channels.smtp.Smtp",
        "whatsapp": "bukapo.providers.channels.walink.WaLink",
    }
    order = world.place(buyer_name="Budi", email="budi@example.com")
    with open_post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", office.port, 5
        while outbox.run_due(at=NOON):
            pass
        assert send_emails(NOON) == 2
    to_buyer, to_seller = sorted(office.mails, key=lambda mail: str(mail["To"]))
    assert to_buyer["To"] == "Budi <budi@example.com>"
    assert to_buyer["Reply-To"] == to_seller["To"].addresses[0].addr_spec
    assert order.secret in to_buyer.get_content()
    assert not Message.objects.of(world.store).filter(state="queued").exists()


class TestTheEmbeddedMailbox:
    def letter(self, to: str = "sari@example.com") -> EmailMessage:
        return EmailMessage("Kata sandi baru", "Buka http://x/reset/RAHASIA/", "halo@localhost", [to])

    def test_keeps_operators_mail_as_files_only_their_owner_reads(self, tmp_path: Any) -> None:
        folder = tmp_path / "mailbox"
        assert EmbeddedBackend(folder=folder).send_messages([self.letter(), self.letter()]) == 2
        files = list(folder.glob("*.eml"))
        assert len(files) == 2
        assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}
        assert "RAHASIA" in files[0].read_text()

    def test_says_in_the_log_where_and_nothing_of_what(self, tmp_path: Any, capfd: Any, caplog: Any) -> None:
        caplog.set_level("INFO")
        EmbeddedBackend(folder=tmp_path).send_messages([self.letter()])
        assert ".eml" in caplog.text
        assert "RAHASIA" not in caplog.text
        assert "sari@" not in caplog.text

    def test_keeps_only_the_newest(self, tmp_path: Any) -> None:
        for number in range(KEPT + 3):
            (tmp_path / f"20200101-000000-{number:08}.eml").touch()
        EmbeddedBackend(folder=tmp_path).send_messages([self.letter()])
        left = sorted(path.name for path in tmp_path.glob("*.eml"))
        assert len(left) == KEPT
        assert not left[-1].startswith("2020")

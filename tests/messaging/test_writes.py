"""What a seller does with messages and words, and what is refused."""

from typing import Any

import pytest

from bukapo.journal import outbox
from bukapo.journal.models import EventRow
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound
from bukapo.messaging import writes
from bukapo.messaging.models import Message, Template
from bukapo.messaging.rules import LooseBrace, NoWords, UnknownGap
from bukapo.messaging.words import BUILT_IN
from bukapo.messaging.writes import (
    ChannelRefuses,
    NotByHand,
    mark_sent,
    reset_template,
    restore_message,
    save_template,
    skip_message,
    switch_template,
)
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(world: World) -> Message:
    """Ready for the seller's tap."""
    world.place()
    while outbox.run_due(at=NOON):
        pass
    found: Message = Message.objects.of(world.store).get(channel="whatsapp")
    return found


def facts(world: World, **more: Any) -> dict[str, Any]:
    return {"store_id": world.store.pk, "actor": world.seller, "at": NOON} | more


class TestAMessage:
    def test_is_marked_as_sent_and_that_stands_on_the_orders_timeline(
        self, world: World, message: Message
    ) -> None:
        event = mark_sent(**facts(world, message_id=message.pk))
        now = world.fresh(message)
        assert (now.state, now.sent_at) == ("sent", NOON)
        assert (event.order_id, event.what, event.name) == (message.order_id, "order.placed", message.name)
        row = EventRow.objects.get(kind="message.sent")
        assert (row.actor_label, row.order_id) == ("Pemilik Contoh", message.order_id)

    @pytest.mark.parametrize("verb", [mark_sent, skip_message])
    def test_that_was_dealt_with_is_not_dealt_with_again(
        self, world: World, message: Message, verb: Any
    ) -> None:
        skip_message(**facts(world, message_id=message.pk))
        before = EventRow.objects.count()
        with pytest.raises(WrongState):
            verb(**facts(world, message_id=message.pk))
        assert world.fresh(message).state == "skipped"
        assert EventRow.objects.count() == before

    @pytest.mark.parametrize("verb", [mark_sent, skip_message])
    def test_comes_back_when_the_tap_was_a_mistake(self, world: World, message: Message, verb: Any) -> None:
        verb(**facts(world, message_id=message.pk))
        restore_message(**facts(world, message_id=message.pk))
        now = world.fresh(message)
        assert (now.state, now.sent_at) == ("ready", None)

    @pytest.mark.parametrize("verb", [mark_sent, skip_message, restore_message])
    def test_of_another_store_does_not_exist(self, world: World, message: Message, verb: Any) -> None:
        stranger = make_world(slug="toko-lain", at=NOON)
        with pytest.raises(NotFound):
            verb(**facts(stranger, message_id=message.pk))
        assert world.fresh(message).state == "ready"

    def test_by_email_leaves_by_itself_and_only_a_failed_one_is_tried_anew(self, world: World) -> None:
        world.place(email="budi@example.com")
        while outbox.run_due(at=NOON):
            pass
        mail = Message.objects.of(world.store).get(channel="email", kind="order.placed")
        with pytest.raises(NotByHand):
            mark_sent(**facts(world, message_id=mail.pk))
        with pytest.raises(WrongState):
            restore_message(**facts(world, message_id=mail.pk))
        Message.objects.of(world.store).filter(pk=mail.pk).update(state="failed", attempts=8, error="penuh")
        restore_message(**facts(world, message_id=mail.pk))
        now = world.fresh(mail)
        assert (now.state, now.attempts, now.error, now.send_after) == ("queued", 0, "", NOON)


class TestATemplate:
    KEY = {"key": "order.placed", "channel": "email", "language": "id"}

    def test_is_saved_with_one_event_and_stays_one_row(self, world: World) -> None:
        for word in ("Hai", "Halo"):
            save_template(
                **facts(
                    world, **self.KEY, subject=f"{word}\n{{nomor}}", body=f"{word} {{nama}}\r\n{{tautan}} "
                )
            )
        row = Template.objects.of(world.store).get()
        assert (row.subject, row.body, row.active) == ("Halo {nomor}", "Halo {nama}\n{tautan}", True)
        assert EventRow.objects.filter(kind="template.saved").count() == 2

    @pytest.mark.parametrize(
        ("subject", "body", "refusal", "field"),
        [
            ("ok", "Halo {nmaa}", UnknownGap, "body"),
            ("ok", "Halo {resi}", UnknownGap, "body"),
            ("ok", "Halo {nama", LooseBrace, "body"),
            ("ok", "   ", NoWords, "body"),
            ("{x}", "Halo", UnknownGap, "subject"),
            (" ", "Halo", NoWords, "subject"),
        ],
    )
    def test_that_cannot_be_used_is_refused_and_nothing_is_kept(
        self, world: World, subject: str, body: str, refusal: Any, field: str
    ) -> None:
        with pytest.raises(refusal) as refused:
            save_template(**facts(world, **self.KEY, subject=subject, body=body))
        assert refused.value.field == field
        assert not Template.objects.of(world.store).exists()
        assert not EventRow.objects.filter(kind="template.saved").exists()

    def test_too_long_for_whatsapp_is_refused_with_the_channels_own_sentence(self, world: World) -> None:
        with pytest.raises(ChannelRefuses, match="Terlalu panjang"):
            save_template(
                **facts(world, **self.KEY | {"channel": "whatsapp"}, subject="", body="panjang " * 300)
            )
        assert not Template.objects.of(world.store).exists()

    def test_word_for_word_like_the_built_in_one_is_none_of_ones_own(self, world: World) -> None:
        subject, body = BUILT_IN["id"]["order.placed"]
        save_template(**facts(world, **self.KEY, subject=subject, body=body))
        assert Template.objects.of(world.store).get().body == ""

    def test_goes_back_to_the_built_in_words(self, world: World) -> None:
        save_template(**facts(world, **self.KEY, subject="s", body="b"))
        reset_template(**facts(world, **self.KEY))
        row = Template.objects.of(world.store).get()
        assert (row.subject, row.body) == ("", "")

    def test_switched_off_and_on_keeps_its_words(self, world: World) -> None:
        save_template(**facts(world, **self.KEY, subject="s", body="b"))
        for active in (False, True):
            switch_template(**facts(world, key="order.placed", channel="email", active=active))
        row = Template.objects.of(world.store).get(language="id")
        assert (row.active, row.body) == (True, "b")

    @pytest.mark.parametrize("wrong", [{"key": "order.eaten"}, {"channel": "pigeon"}, {"language": "fr"}])
    def test_of_nothing_does_not_exist(self, world: World, wrong: dict[str, str]) -> None:
        with pytest.raises(NotFound):
            save_template(**facts(world, **self.KEY | wrong, subject="s", body="b"))
        assert not Template.objects.of(world.store).exists()


def test_every_verb_here_is_a_write() -> None:
    verbs = [mark_sent, skip_message, restore_message, save_template, reset_template, switch_template]
    assert all(verb.__wrapped__.__module__ == writes.__name__ for verb in verbs)

"""A store's own number at Meta: what goes out and in which shape, what every answer and every notice means."""

import random
from datetime import timedelta
from typing import Any

import pytest

from bukapo.journal.models import EventRow
from bukapo.messaging.kinds import BUYER, KINDS
from bukapo.messaging.models import ChannelNotice, Inbound, Message, WhatsAppForm
from bukapo.messaging.sending import rules
from bukapo.messaging.sending.due import PACE, lose_expired
from bukapo.messaging.stops.reads import has_stopped
from bukapo.messaging.whatsapp.syncing import propose_form, proposed, try_whatsapp
from bukapo.messaging.writes import restore_message
from tests.contracts.channels.desk import Desk
from tests.emulators.whatsapp import Taken
from tests.messaging.ears import run_outbox

pytestmark = pytest.mark.django_db
PHONE = "+6281234567890"


class TestGoingOut:
    def test_a_message_leaves_as_the_approved_text_with_its_values_and_link(self, desk: Desk) -> None:
        order = desk.place(buyer_name="Budi", phone=PHONE)
        assert desk.message(order).state == "queued"
        assert desk.send() == 1
        [taken] = desk.emulator.taken
        message = desk.message(order)
        assert (message.state, message.reference, message.sent_at) == ("sent", taken.wamid, desk.at)
        assert (taken.to, taken.key) == ("6281234567890", f"message:{message.pk}")
        template = taken.told["template"]
        assert (template["name"], template["language"]) == ("bukapo_order_placed", {"code": "id"})
        body, button = template["components"]
        assert [one["text"] for one in body["parameters"]] == ["Budi", order.number]
        assert button["parameters"] == [{"type": "text", "text": f"p/{order.secret}/"}]

    def test_in_own_words_within_a_day_of_the_readers_last_message(self, desk: Desk) -> None:
        order = desk.place(phone=PHONE)
        desk.emulator.write(PHONE, "Halo kak")
        desk.emulator.release()
        desk.send()
        [taken] = desk.emulator.taken
        assert taken.told["text"]["body"] == desk.message(order).body

    def test_without_an_approved_text_it_waits_for_the_sellers_tap_and_says_why(self, desk: Desk) -> None:
        desk.emulator.templates["bukapo_order_placed", "id"]["status"] = "PAUSED"
        desk.sync()
        order = desk.place(phone=PHONE)
        desk.send()
        message = desk.message(order)
        assert message.state == "ready" and "wa.me" in message.error
        assert desk.emulator.taken == []

    def test_a_store_without_a_number_prepares_links_as_before(self, desk: Desk) -> None:
        desk.account.active = False
        desk.account.save(update_fields=["active"])
        assert desk.message(desk.place(phone=PHONE)).state == "ready"

    def test_one_reader_gets_one_message_in_six_seconds(self, desk: Desk) -> None:
        first, second = desk.place(phone=PHONE), desk.place(phone=PHONE)
        desk.send()
        assert [desk.message(o).state for o in (first, second)] == ["sent", "queued"]
        desk.send(later=5)
        assert desk.message(second).state == "queued"
        desk.send(later=2)
        assert desk.message(second).state == "sent"


class TestErrors:
    @pytest.mark.parametrize(
        ("code", "becomes"),
        [
            (130429, "queued"),
            (131056, "queued"),
            (131016, "queued"),
            (131026, "failed"),
            (131049, "skipped"),
            (131050, "failed"),
            (132000, "ready"),
            (132001, "ready"),
            (190, "ready"),
        ],
    )
    def test_become_what_they_mean(self, desk: Desk, code: int, becomes: str) -> None:
        desk.emulator.refuse = code
        order = desk.place(phone=PHONE)
        desk.send()
        message = desk.message(order)
        assert (message.state, message.code) == (becomes, str(code))
        assert str(code) in message.error
        assert has_stopped(desk.world.store.pk, PHONE) == (code == 131050)

    def test_a_refused_account_stops_the_channel_and_tells_the_seller_once(self, desk: Desk) -> None:
        orders = [desk.place() for _ in range(3)]
        desk.emulator.refuse = 190
        desk.send()
        desk.account.refresh_from_db()
        assert desk.account.halted_at == desk.at
        run_outbox()
        mail = Message.objects.of(desk.world.store).get(kind="whatsapp.halted.seller")
        assert "error 190" in mail.body and "/whatsapp/" in mail.body
        assert {desk.message(order).state for order in orders} == {"ready"}
        Message.objects.of(desk.world.store).filter(order=orders[0], channel="whatsapp").update(
            state="queued", priority=5, send_after=desk.at
        )
        assert desk.send() == 0  # what goes to many waits for the account
        desk.emulator.refuse = 0
        assert try_whatsapp(**desk.who) == ""
        assert desk.send(later=10) == 1

    def test_a_window_that_meta_sees_closed_is_not_tried_twice_in_own_words(self, desk: Desk) -> None:
        order = desk.place(phone=PHONE)
        desk.emulator.write(PHONE, "Halo")
        desk.emulator.release()
        desk.emulator.windows.clear()
        desk.send()
        assert (desk.message(order).state, desk.message(order).code) == ("queued", "131047")
        desk.send(later=60)
        assert [one.kind for one in desk.emulator.taken] == ["template"]

    def test_nobody_there_is_tried_again_and_an_answer_that_never_came_is_unknown(
        self, desk: Desk, settings: Any
    ) -> None:
        lost = desk.place()
        desk.emulator.faults.lose = {"send"}
        desk.send()
        assert desk.message(lost).state == "unknown"
        PACE.forget()
        settings.WHATSAPP_URL = "http://127.0.0.1:1"
        waits = desk.place()
        desk.send()
        assert (desk.message(waits).state, desk.message(waits).attempts) == ("queued", 1)


class TestNotices:
    def test_the_challenge_is_answered_only_with_the_right_word(self, desk: Desk) -> None:
        path = desk.emulator.notify.removeprefix("http://testserver")
        right = desk.client.get(path + desk.emulator.challenge())
        assert (right.status_code, right.content) == (200, b"1158201444")
        desk.emulator.verify = "salah"
        assert desk.client.get(path + desk.emulator.challenge()).status_code == 403
        assert desk.client.get("/hooks/whatsapp/tidak-ada/").status_code == 404

    def test_a_wrong_signature_is_refused_and_keeps_nothing(self, desk: Desk) -> None:
        desk.emulator.faults.wrong_signature = True
        desk.emulator.write(PHONE, "STOP")
        assert desk.emulator.release() == [401]
        assert not ChannelNotice.objects.exists() and not has_stopped(desk.world.store.pk, PHONE)

    @pytest.mark.parametrize("seed", range(3))
    def test_statuses_in_any_order_and_more_than_once_end_at_read(self, desk: Desk, seed: int) -> None:
        order = desk.place()
        desk.send()
        news = [desk.emulator.status(desk.emulator.taken[0].wamid, s) for s in ("sent", "delivered", "read")]
        news = news * 2
        random.Random(seed).shuffle(news)
        assert {desk.hear(one) for one in news} == {200}
        message = desk.message(order)
        assert message.state == "read" and message.delivered_at and message.read_at
        assert ChannelNotice.objects.count() == 3

    def test_a_failure_told_later_is_kept_with_its_reason(self, desk: Desk) -> None:
        order = desk.place()
        desk.send()
        desk.hear(desk.emulator.status(desk.emulator.taken[0].wamid, "failed", error=131026, recipient=False))
        assert (desk.message(order).state, desk.message(order).code) == ("failed", "131026")

    def test_an_unknown_message_becomes_known_by_its_status(self, desk: Desk) -> None:
        order = desk.place()
        desk.emulator.faults.lose = {"send"}
        desk.send()
        desk.hear(desk.emulator.status(desk.emulator.taken[0].wamid, "delivered"))
        message = desk.message(order)
        assert (message.state, message.reference) == ("delivered", desk.emulator.taken[0].wamid)
        assert message.sent_at

    def test_a_status_that_is_faster_than_the_worker_waits_for_it(self, desk: Desk) -> None:
        order = desk.place()
        Message.objects.of(desk.world.store).filter(order=order).update(
            state="sending", attempts=1, send_after=desk.at + rules.LEASE
        )
        message = desk.message(order)
        desk.emulator.taken.append(
            Taken("wamid.x", message.address[1:], f"message:{message.pk}", "template", {})
        )
        desk.hear(desk.emulator.status("wamid.x", "delivered"))
        assert desk.message(order).state == "sending"
        lose_expired(desk.at + rules.LEASE)
        assert desk.message(order).state == "unknown"
        desk.at += timedelta(minutes=10)
        desk.hear(desk.emulator.status("wamid.x", "read"))  # the worker looks at all that waits
        assert desk.message(order).state == "read"

    def test_a_status_of_an_earlier_attempt_changes_nothing(self, desk: Desk) -> None:
        order = desk.place()
        desk.emulator.faults.lose = {"send"}
        desk.send()
        restore_message(**desk.who, message_id=desk.message(order).pk)
        PACE.forget()
        desk.send(later=60)
        first, second = desk.emulator.taken
        desk.hear(desk.emulator.status(first.wamid, "failed", error=131026))
        assert (desk.message(order).state, desk.message(order).reference) == ("sent", second.wamid)

    def test_a_message_that_was_to_be_sent_again_is_not_once_it_is_known_to_be_there(
        self, desk: Desk
    ) -> None:
        order = desk.place()
        desk.emulator.faults.lose = {"send"}
        desk.send()
        restore_message(**desk.who, message_id=desk.message(order).pk)
        desk.hear(desk.emulator.status(desk.emulator.taken[0].wamid, "delivered"))
        PACE.forget()
        assert desk.send(later=60) == 0
        assert (desk.message(order).state, len(desk.emulator.taken)) == ("delivered", 1)


class TestComingIn:
    def test_what_somebody_writes_is_kept_with_the_order_it_is_probably_about(self, desk: Desk) -> None:
        order = desk.place(phone=PHONE)
        desk.emulator.write(PHONE, "Kak, sudah sampai mana?")
        desk.emulator.write("", "Halo", bsuid="ID.123456")
        news = desk.emulator.held * 2
        assert {desk.hear(one) for one in news} == {200}
        known, stranger = Inbound.objects.of(desk.world.store).order_by("pk")
        assert (known.phone, known.order_id, known.text) == (PHONE, order.pk, "Kak, sudah sampai mana?")
        assert (stranger.phone, stranger.person, stranger.order_id) == ("", "ID.123456", None)

    def test_stop_ends_news_and_mulai_begins_it_again(self, desk: Desk) -> None:
        for text, stops in (
            ("Berhenti!", True),
            ("stop", True),
            ("mulai", False),
            ("stop dulu ya kak", False),
        ):
            desk.emulator.write(PHONE, text)
            desk.emulator.release()
            assert has_stopped(desk.world.store.pk, PHONE) == stops, text
        kinds = EventRow.objects.filter(kind__startswith="message.").values_list("kind", flat=True)
        assert list(kinds) == ["message.stopped", "message.resumed"]


class TestApprovedTexts:
    def test_are_read_page_by_page_and_a_wrong_number_of_variables_is_not_used(self, desk: Desk) -> None:
        for number in range(7):
            desk.emulator.approve(f"lain_{number}", "id", "Halo {{1}} ya.")
        row = WhatsAppForm.objects.of(desk.world.store).get()
        row.name = "lain_6"
        row.save()
        desk.sync()
        row.refresh_from_db()
        assert (row.state, bool(row.why)) == ("", True)

    def test_every_buyers_message_can_be_proposed_as_it_stands(self, desk: Desk) -> None:
        refused = {}
        for kind in [k for k in KINDS.values() if k.reader == BUYER]:
            for language in ("id", "en"):
                text = proposed(desk.world.store.pk, kind.key, language)
                if text.body.startswith("{{") or text.body.endswith("}}") or not all(text.examples):
                    refused[kind.key] = text.body
        assert not refused

    def test_say_nothing_that_is_not_always_true(self, desk: Desk) -> None:
        text = proposed(desk.world.store.pk, "order.payment_received", "id")
        assert "Halo {{1}}, pembayaran {{2}} untuk pesanan {{3}}" in text.body
        assert "lebih" not in text.body and "kurang" not in text.body and "lunas" not in text.body
        assert text.link.endswith("/{{1}}") and ":\n" not in text.body

    def test_with_an_empty_value_are_not_sent_but_left_to_the_seller(self, desk: Desk) -> None:
        row = WhatsAppForm.objects.of(desk.world.store).get()
        row.gaps = ["nama", "cod"]
        row.save(update_fields=["gaps"])
        order = desk.place(phone=PHONE)
        desk.send()
        assert (desk.message(order).state, desk.emulator.taken) == ("ready", [])

    def test_are_proposed_with_an_example_for_each_variable_and_used_once_approved(self, desk: Desk) -> None:
        state = propose_form(**desk.who, kind="order.payment_received", language="id")
        assert state == "PENDING"
        row = WhatsAppForm.objects.of(desk.world.store).get(kind="order.payment_received")
        assert row.state == "PENDING" and row.button
        desk.emulator.templates[row.name, "id"]["status"] = "APPROVED"
        desk.sync()
        row.refresh_from_db()
        assert row.state == "APPROVED"

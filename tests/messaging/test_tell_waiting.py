"""What who waits is told: their turn, a draw without luck, the end."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.messaging.consumer import tell
from bukapo.messaging.models import Message
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.waiting.due import hold_draws
from bukapo.orders.writes.release import expire_order
from bukapo.orders.writes.wait import join_waitlist
from bukapo.production.writes.close import close_campaign
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


def join(world: World, **changes: Any) -> WaitingEntry:
    with clock.told(NOON):
        facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": BUYER_ACTOR}
        entry = join_waitlist(**facts, wanted=world.want(email="rina@example.com", **changes))
    assert isinstance(entry, WaitingEntry)
    return entry


def told(kind: str) -> dict[str, Message]:
    """Channel -> message of the newest event of this kind."""
    event = EventRow.objects.filter(kind=kind).order_by("pk").last()
    assert event is not None
    tell(event, NOON)
    tell(event, NOON)
    rows = Message._base_manager.filter(event=event).exclude(recipient__startswith="seller")
    return {message.channel: message for message in rows}


@pytest.mark.parametrize(("language", "words"), [("id", "giliran Anda di PO"), ("en", "it is your turn in")])
def test_a_turn_that_came_is_told_as_a_turn_with_what_to_pay(language: str, words: str) -> None:
    world = make_world(at=NOON, cap=1)
    with clock.told(NOON):
        first = world.place()
    join(world, language=language)
    late = NOON + timedelta(hours=25)
    with clock.told(late):
        expire_order(store_id=world.store.pk, order_id=first.pk, actor=SYSTEM_ACTOR, at=late)
    messages = told("order.placed")
    order = Order.objects.of(world.store).get(source="waitlist")
    assert set(messages) == {"whatsapp", "email"}
    for message in messages.values():
        assert message.kind == "order.turn_came" and words in message.body
        assert order.number in message.body and f"/p/{order.secret}/" in message.body


def test_the_end_is_told_with_nothing_to_pay() -> None:
    world = make_world(at=NOON, cap=1)
    with clock.told(NOON):
        world.place()
    join(world)
    closes = world.campaign.closes_at
    with clock.told(closes):
        facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk}
        close_campaign(**facts, actor=SYSTEM_ACTOR, at=closes)
    messages = told("waiting.missed")
    assert set(messages) == {"whatsapp", "email"}
    assert "Tidak ada yang ditagih" in messages["whatsapp"].body
    assert "1 × Kaos, L / Hitam" in messages["whatsapp"].body


def test_a_draw_without_luck_is_told_by_mail_with_the_place_in_line() -> None:
    world = make_world(at=NOON, cap=1, draw_at=NOON + timedelta(hours=6))
    with clock.told(NOON):
        facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": BUYER_ACTOR}
        join_waitlist(**facts, wanted=world.want())
    join(world)
    drawn = NOON + timedelta(hours=6)
    with clock.told(drawn):
        hold_draws(drawn)
    loser = WaitingEntry.objects.of(world.store).get(state="waiting")
    WaitingEntry.objects.of(world.store).filter(pk=loser.pk).update(email="rina@example.com")
    messages = told("waiting.drawn")
    assert set(messages) == {"email"}
    body = messages["email"].body
    assert loser.code in body and "Urutan Anda di daftar tunggu: 1." in body and f"/a/{loser.secret}/" in body


def test_joining_is_shown_on_the_page_and_told_to_nobody() -> None:
    world = make_world(at=NOON, cap=1)
    with clock.told(NOON):
        world.place()
    join(world)
    assert told("waiting.joined") == {}

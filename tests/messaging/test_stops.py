"""Who wants no more gets only facts: by the link, at any stage of a message's way, on every channel."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound
from bukapo.messaging.models import Message
from bukapo.messaging.sending.due import PACE, send_emails
from bukapo.messaging.stops.links import read_token, token_of
from bukapo.messaging.stops.writes import stop_messages
from bukapo.messaging.writes import TheyStopped, restore_message
from bukapo.providers.channels.fake import Fake
from tests.messaging.ears import run_outbox
from tests.world import NOON, World

ADDRESSES = st.one_of(st.integers(10**7, 10**15 - 1).map(lambda n: f"+{n}"), st.emails().map(str.lower))


@given(st.integers(1, 2**62), ADDRESSES)
def test_a_link_leads_back_to_its_store_and_reader_and_says_nothing(store: int, address: str) -> None:
    token = token_of(store, address)
    assert read_token(token) == (store, address)
    assert token == token_of(store, address)
    assert address.strip("+")[:6] not in token
    with pytest.raises(NotFound):
        read_token(token[:-2] + ("AA" if token[-2:] != "AA" else "BB"))


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
def test_news_that_waits_is_passed_over_once_its_reader_has_stopped(world: World, settings: Any) -> None:
    settings.BUKAPO_CHANNELS = settings.BUKAPO_CHANNELS | {"email": "bukapo.providers.channels.fake.Fake"}
    PACE.forget()
    Fake.plan()
    world.place(email="budi@example.com")
    run_outbox()
    rows = Message.objects.of(world.store).filter(kind="order.placed", channel="email")
    rows.update(purpose="news")
    who: dict[str, Any] = {"store_id": world.store.pk, "actor": BUYER_ACTOR, "at": NOON}
    stop_messages(**who, address="Budi@example.com", way="link")
    assert rows.get().state == "skipped" and rows.get().error
    with pytest.raises(TheyStopped):
        restore_message(**who, message_id=rows.get().pk)
    rows.update(state="queued")  # claimed by somebody who looked before the stop
    send_emails(NOON)
    assert rows.get().state == "skipped" and rows.get().error
    assert "budi@example.com" not in [letter.address for letter in Fake.taken]


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
def test_a_reminder_waits_for_the_morning_and_is_overtaken_by_the_payment(
    world: World, settings: Any
) -> None:
    settings.BUKAPO_CHANNELS = settings.BUKAPO_CHANNELS | {"email": "bukapo.providers.channels.fake.Fake"}
    PACE.forget()
    Fake.plan()
    world.place(email="budi@example.com")
    run_outbox()
    night = NOON + timedelta(hours=11)  # 23.00 WIB
    rows = Message.objects.of(world.store).filter(kind="order.placed", channel="email")
    rows.update(kind="order.payment_reminded")
    send_emails(night)
    message = rows.model.objects.of(world.store).get(kind="order.payment_reminded", channel="email")
    assert (message.state, message.attempts) == ("queued", 0)
    assert night + timedelta(hours=8) <= message.send_after <= night + timedelta(hours=8, minutes=45)
    assert send_emails(message.send_after) == 1

"""What a mail service tells afterwards, by its own signed address: stored, then acted on; nobody else may say so."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches, include, path

from bukapo.config.environment import email_service
from bukapo.faces.hooks.mail import mail_hooks
from bukapo.journal import clock, outbox
from bukapo.messaging.models import ChannelNotice, Message
from bukapo.messaging.notices.due import act_on_notices
from bukapo.messaging.stops.reads import has_stopped
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
urlpatterns: list[Any] = []
SECRET = "surat:rahasia-tiruan"  # noqa: S105
MAIL = "budi@example.com"


@pytest.fixture
def message(settings: Any) -> Iterator[Message]:
    settings.EMAIL_SERVICE = email_service("anymail+brevo://xkeysib-test@")
    settings.ANYMAIL = settings.EMAIL_SERVICE.settings | {"WEBHOOK_SECRET": SECRET}
    urlpatterns[:] = [path("hooks/surat/", include(mail_hooks()))]
    settings.ROOT_URLCONF = __name__
    clear_url_caches()
    with clock.told(NOON):
        world: World = make_world(at=NOON)
        world.place(email=MAIL)
        while outbox.run_due(at=NOON):
            pass
        rows = Message.objects.of(world.store).filter(kind="order.placed", channel="email")
        rows.update(state="sent", sent_at=NOON, reference="<brevo-1@mail.example>")
        yield rows.get()
    clear_url_caches()


def tell(event: str, secret: str = SECRET, copies: int = 2) -> int:
    """The service says so, twice."""
    told = {
        "event": event,
        "email": MAIL,
        "message-id": "<brevo-1@mail.example>",
        "ts_event": 1_795_000_000,
        "id": 7,
    }
    word = base64.b64encode(secret.encode()).decode()
    answers = [
        Client().post(
            "/hooks/surat/brevo/tracking/", json.dumps(told), content_type="application/json",
            HTTP_AUTHORIZATION=f"Basic {word}",
        ).status_code
        for _copy in range(copies)
    ]  # fmt: skip
    act_on_notices(NOON)
    return answers[-1]


@pytest.mark.parametrize(
    ("event", "state", "stops"),
    [
        ("delivered", "delivered", False),
        ("hard_bounce", "failed", False),
        ("unique_opened", "read", False),
        ("spam", "sent", True),
        ("unsubscribe", "sent", True),
    ],
)
def test_moves_the_message_on_or_ends_the_news(message: Message, event: str, state: str, stops: bool) -> None:
    assert tell(event) == 200
    message.refresh_from_db()
    assert (message.state, has_stopped(message.store_id, MAIL)) == (state, stops)
    assert ChannelNotice.objects.get().state == "done"


def test_nobody_else_may_say_so(message: Message) -> None:
    assert tell("hard_bounce", secret="surat:salah", copies=1) in (400, 403)
    message.refresh_from_db()
    assert message.state == "sent" and not ChannelNotice.objects.exists()


def test_without_a_service_there_is_no_such_address(settings: Any) -> None:
    settings.EMAIL_SERVICE = None
    assert mail_hooks() == []

"""Whatever is altered about messages behind the house's back, the audit names it."""

import pytest

from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.messaging.models import Message
from bukapo.messaging.stops.writes import stop_messages
from tests.invariants.altering import unnamed
from tests.messaging.ears import run_outbox
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A message that waits for a tap, a mail that left, a buyer who stopped."""
    with clock.told(NOON):
        world = make_world(at=NOON)
        world.place(phone="081234567890", email="budi@example.com")
        run_outbox()
    rows = Message.objects.of(world.store).filter(kind="order.placed", channel="email")
    rows.update(reference="<a@b>")
    stop_messages(
        store_id=world.store.pk,
        address="+6281234567890",
        way="link",
        actor=BUYER_ACTOR,
        at=NOON.replace(hour=1),
    )
    return world


UPDATE = "UPDATE messaging_message SET"
ALTERATIONS = {
    "when it left": f"{UPDATE} sent_at = NULL WHERE channel = 'email'",
    "when it left, though it waits": f"{UPDATE} sent_at = created_at WHERE state = 'ready'",
    "delivered without a time": f"{UPDATE} state = 'delivered' WHERE state = 'sent'",
    "read without a time": f"{UPDATE} state = 'read' WHERE state = 'sent'",
    "never due": f"{UPDATE} state = 'queued', send_after = NULL WHERE state = 'ready'",
    "sent without a try": f"{UPDATE} state = 'sending' WHERE state = 'ready'",
    "news to who had stopped": f"{UPDATE} purpose = 'news' WHERE state = 'ready'",
    "a name that another one carries": f"{UPDATE} reference = '<a@b>' WHERE channel = 'email'",
}


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    assert unnamed({what: ("message", statement) for what, statement in ALTERATIONS.items()}) == {}

"""Whatever is altered behind the house's back about what went to many, the audit names it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from bukapo.audit import broadcasts
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.messaging.broadcasts.due import write_broadcasts
from bukapo.messaging.broadcasts.groups import GROUPS, Asked
from bukapo.messaging.broadcasts.listing import count_people
from bukapo.messaging.broadcasts.writes import confirm_broadcast
from bukapo.messaging.consents.writes import answer_offers
from bukapo.messaging.models import Update
from bukapo.messaging.updates.reads import waiting_update
from bukapo.messaging.updates.writes import draft_update, send_update
from tests.faces.production import accepted, closed, paid, reported, sent
from tests.invariants.altering import sql
from tests.world import World, make_world

pytestmark = pytest.mark.django_db
CHECKS = (broadcasts.lists, broadcasts.messages, broadcasts.unwanted, broadcasts.updates)
LIST, MESSAGE = "messaging_broadcastrecipient", "messaging_message"
FIRST = f"id = (SELECT min(id) FROM {LIST})"
NEWS = "kind = 'broadcast.news'"


@pytest.fixture
def world() -> World:
    """Two buyers were told news, one of them an offer, and both an update."""
    world = make_world()
    for name, phone in (("Ani", "081200000101"), ("Budi", "081200000102")):
        paid(world, world.line("L"), buyer_name=name, phone=phone, email=f"{name.lower()}@example.com")
    at, group = clock.now(), {"choice": "", "way": "both", "actor": world.seller}
    ani = world.campaign.orders.get(buyer_name="Ani")
    answer_offers(store_id=world.store.pk, order_id=ani.pk, wanted=True, actor=BUYER_ACTOR, at=at)
    for kind, whom, campaign in (("news", "everyone", world.campaign), ("offer", "earlier", None)):
        shown = count_people(GROUPS[whom], Asked(world.store.pk, campaign), way="both").stamp
        facts: dict[str, Any] = {
            "subject": "Kabar",
            "body": "Halo {nama}",
            "shown": shown,
            "key": kind,
            "at": at,
        }
        confirm_broadcast(store_id=world.store.pk, campaign_id=campaign.pk if campaign else None,
                          kind=f"broadcast.{kind}", group=whom, **group, **facts)  # fmt: skip
    _update(world)
    for _ in range(2):
        write_broadcasts(clock.now())
    return world


def _update(world: World) -> None:
    closed(world)
    reported(accepted(sent(world)), 1)
    world.campaign = world.fresh(world.campaign)
    at = clock.now()
    draft_update(campaign=world.campaign, week=None, actor=world.seller, at=at)
    waiting = waiting_update(world.campaign, at)
    assert waiting is not None
    shown = count_people(GROUPS["everyone"], Asked(world.store.pk, world.campaign), way="both").stamp
    send_update(store_id=world.store.pk, update_id=Update.objects.of(world.store).get().pk, text="Dipotong.",
                photo_id=None, facts=waiting.facts.digest, way="both", shown=shown, actor=world.seller,
                at=at + timedelta(seconds=1))  # fmt: skip


ALTERATIONS = {
    "somebody off the list": ("broadcast", f"DELETE FROM {LIST} WHERE {FIRST}"),
    "a count": ("broadcast", "UPDATE messaging_broadcast SET people = people + 1"),
    "somebody twice": ("broadcast", f"UPDATE {LIST} SET phone = (SELECT phone FROM {LIST} WHERE {FIRST})"),
    "the words": ("broadcast", "UPDATE messaging_broadcast SET body = 'Beli!'"),
    "written out, it says": ("broadcast", "UPDATE messaging_broadcast SET written = 0"),
    "a message away": ("broadcast", f"DELETE FROM {MESSAGE} WHERE {NEWS} AND channel = 'email'"),
    "a message to another": ("broadcast", f"UPDATE {MESSAGE} SET address = '+62899' WHERE {NEWS}"),
    "a message to one left out": ("broadcast", f"""UPDATE {LIST} SET "left" = 'stopped' WHERE {FIRST}"""),
    "news to who had asked for none": ("unwanted", """
        INSERT INTO messaging_stop (store_id, address, way, asked_at)
        SELECT store_id, 'ani@example.com', 'link', placed_at FROM orders_order WHERE buyer_name = 'Ani'"""),
    "an offer without a yes": ("unwanted", "UPDATE messaging_consent SET address = 'lain' || id"),
    "an update's text": ("update", "UPDATE messaging_update SET text = 'Selesai semua.'"),
    "an update without its broadcast": ("update", "UPDATE messaging_update SET broadcast_id = NULL"),
}  # fmt: skip


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    assert [str(breach) for check in CHECKS for breach in check()] == []
    later = "UPDATE orders_order SET placed_at = (SELECT min(opens_at) FROM campaigns_campaign)"
    sql(later)()
    missed = []
    for what, (rule, statement) in ALTERATIONS.items():
        with transaction.atomic():
            sql(statement)()
            found = {breach.rule for check in CHECKS for breach in check()}
            transaction.set_rollback(True)
        if rule not in found:
            missed.append((what, found))
    assert not missed

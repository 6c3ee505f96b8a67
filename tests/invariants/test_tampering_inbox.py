"""Whatever is altered behind the house's back about chats, questions and answers, the audit names it."""

from datetime import timedelta

import pytest
from django.db import transaction

from bukapo.audit import audit
from bukapo.audit.run import CHECKS
from bukapo.orders.chats.deciding import accept_ready
from bukapo.orders.chats.pasting import paste_chat
from bukapo.orders.chats.read import Stated
from tests.inbox import answer, ask, reply, write
from tests.invariants.altering import sql
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Two orders out of a chat, one thread answered and one waiting, one question answered and one not."""
    world = make_world()
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": world.seller, "at": NOON}
    paste_chat(**facts, text="1. Budi L hitam\n2. Siti M navy", stated=Stated("081298765432"))  # type: ignore[arg-type]
    accept_ready(**facts)  # type: ignore[arg-type]
    first, second = world.campaign.orders.order_by("pk")
    write(world, first)
    reply(world, first, at=NOON + timedelta(hours=2))
    write(world, second)
    answer(world, ask(world), at=NOON + timedelta(hours=1))
    ask(world, "Ada ukuran anak?")
    return world


OURS = ("chats", "threads", "questions", "tenancy")
DRAFT = "orders_chatdraft"
NULL = "order_id = NULL, state = 'ready', secret = ''"
ALTERATIONS = {
    "a draft that was never ordered": ("chat", f"UPDATE {DRAFT} SET {NULL} WHERE row = 1"),
    "a draft of another line": ("chat", f"UPDATE {DRAFT} SET fingerprint = 'x' WHERE row = 2"),
    "a lost draft": ("chat", f"DELETE FROM {DRAFT} WHERE row = 1"),
    "a lost word": ("thread", "DELETE FROM orders_threadword WHERE by_seller"),
    "an answer that was quicker": (
        "thread",
        "UPDATE orders_threadword SET since = said_at WHERE since IS NOT NULL",
    ),
    "a wait that began before it": (
        "thread",
        "UPDATE orders_thread SET since = (SELECT published_at FROM campaigns_campaign LIMIT 1)"
        " WHERE state = 'waiting'",
    ),
    "a thread of another store": (
        "tenancy",
        "UPDATE orders_thread SET store_id = (SELECT MAX(id) FROM stores_store)",
    ),
    "a question answered at once": (
        "question",
        "UPDATE campaigns_question SET answered_at = asked_at WHERE state = 'answered'",
    ),
    "an answer nobody gave": (
        "question",
        "UPDATE campaigns_question SET state = 'answered', answer = 'Ada', answered_at = asked_at"
        " WHERE state = 'asked'",
    ),
}  # fmt: skip


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    make_world(slug="toko-lain")
    assert {name: found for name, found in audit() if found} == {}
    missed = []
    for what, (rule, statement) in ALTERATIONS.items():
        with transaction.atomic():
            sql(statement)()
            found = {breach.rule for name in OURS for breach in CHECKS[name]()}
            transaction.set_rollback(True)
        if rule not in found:
            missed.append((what, found))
    assert not missed

"""Whose clock runs hears of it by every way that reaches them."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal import clock, outbox
from bukapo.messaging.models import Message
from bukapo.messaging.whatsapp.writes import map_form, save_whatsapp
from bukapo.stores.models import Store
from bukapo.trust.claims.due import remind_sellers, tell_of_overdue
from tests.emulators.whatsapp import KEYS, PHONE_ID, WABA
from tests.trust.claims.cast import claimed, handed
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def told(world: World, kind: str, at: Any) -> list[tuple[str, str]]:
    """(channel, address) of the messages of this kind."""
    with clock.told(at):
        while outbox.run_due(at=at):
            pass
    rows = Message.objects.of(world.store).filter(kind=kind).order_by("channel")
    return list(rows.values_list("channel", "address"))


def own_number(world: World) -> None:
    """At the Cloud API, with an approved text for a claim that nobody answered."""
    who: dict[str, Any] = {"store_id": world.store.pk, "actor": world.seller, "at": NOON}
    save_whatsapp(**who, phone_number_id=PHONE_ID, waba_id=WABA, keys=KEYS)
    map_form(
        **who, kind="claim.overdue.seller", language="id", name="bukapo_komplain", code="id", gaps=["nomor"],
        button=False, body="Komplain {{1}} lewat batas.",
    )  # fmt: skip


def test_a_seller_without_a_mail_of_the_shop_is_reminded_at_the_login(world: World) -> None:
    Store.objects.filter(pk=world.store.pk).update(email="")
    claim = claimed(world, handed(world))
    remind_sellers(claim.due_at - timedelta(hours=1))
    tell_of_overdue(claim.due_at)
    assert told(world, "claim.reminded.seller", claim.due_at) == [("email", "toko-contoh@example.com")]
    assert told(world, "claim.overdue.seller", claim.due_at) == [("email", "toko-contoh@example.com")]


def test_a_number_of_the_shops_own_tells_the_seller_and_a_tap_never_does(world: World) -> None:
    Store.objects.filter(pk=world.store.pk).update(email="toko@contoh.example")
    own_number(world)
    claim = claimed(world, handed(world, email="pembeli@contoh.example"))
    tell_of_overdue(claim.due_at)
    both = [("email", "toko@contoh.example"), ("whatsapp", world.store.phone)]
    assert told(world, "claim.overdue.seller", claim.due_at) == both
    assert told(world, "claim.opened.seller", claim.due_at) == both[:1], "no text is approved for it"
    buyer = claim.order
    assert told(world, "claim.overdue", claim.due_at) == [("email", buyer.email), ("whatsapp", buyer.phone)]
    assert not [breach for _, found in audit() for breach in found]

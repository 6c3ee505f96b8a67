"""From a pasted text to orders: by the intake like any other, once, and never without being asked."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bukapo.audit import audit
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.rules import Closed
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.orders.chats.deciding import (
    Accepted,
    accept_ready,
    confirm_draft,
    drop_draft,
    mend_draft,
    order_draft,
    restore_draft,
    send_draft,
    withdraw_link,
)
from bukapo.orders.chats.drafts import wanted_from
from bukapo.orders.chats.pasting import Pasted, paste_chat
from bukapo.orders.chats.read import Stated
from bukapo.orders.chats.reads import paste_of
from bukapo.orders.chats.rules import LinkGone, NoOrderFound, NoPhone, NothingPasted, PastedTooMuch
from bukapo.orders.models import ChatDraft, Order
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data"
LIST, TRUTH = (DATA / "chat-40.txt").read_text(), json.loads((DATA / "chat-40.truth.json").read_text())
PHONE = Stated("081298765432")


@pytest.fixture
def world() -> World:
    return make_world(cap=60)


def paste(world: World, text: str, stated: Stated = PHONE, at: datetime = NOON) -> Pasted:
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": world.seller}
    return paste_chat(**facts, text=text, stated=stated, at=at)  # type: ignore[arg-type]


def who(world: World, draft: ChatDraft) -> dict[str, object]:
    return {"store_id": world.store.pk, "draft_id": draft.pk, "actor": world.seller, "at": NOON}


def accept(world: World) -> Accepted:
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": world.seller}
    return accept_ready(**facts, at=clock.now())  # type: ignore[arg-type]


def drafts(world: World, **found: object) -> list[ChatDraft]:
    return list(ChatDraft.objects.of(world.store).filter(**found))


def wanted(world: World, draft: ChatDraft, **changes: object):  # type: ignore[no-untyped-def]
    want = wanted_from(draft.draft, offer_of(world.campaign), draft.fingerprint)
    return replace(want, **changes)


def test_the_clear_lines_become_orders_and_the_same_list_again_becomes_nothing(world: World) -> None:
    told = paste(world, LIST)
    assert (told.new, told.doubtful, told.known) == (40, 3, 0)
    assert not Order.objects.of(world.store).exists()
    assert accept(world) == Accepted(37)
    orders = Order.objects.of(world.store)
    assert {order.source for order in orders} == {"staff"} and all(order.paid == 0 for order in orders)
    clear = [row for row in TRUTH["rows"] if "doubts" not in row]
    assert world.counter().taken == sum(sum(row["pieces"].values()) for row in clear)
    again = paste(world, LIST.replace("lunas ✅", ""))
    assert (again.new, again.known) == (0, 40) and accept(world) == Accepted()
    _paste, lines = paste_of(store_id=world.store.pk, campaign_id=world.campaign.pk, paste_id=again.paste_id)
    assert sum(line.state == "order" and bool(line.order_number) for line in lines) == 37
    assert not [breach for _name, breaches in audit() for breach in breaches]


def test_a_question_is_answered_by_hand_or_by_pasting_with_what_was_missing(world: World) -> None:
    told = paste(world, "1. Budi L hitam\n2. Siti XM navy", Stated())
    assert told.doubtful == 2
    assert paste(world, "1. Budi L hitam\n2. Siti XM navy").better == 1
    (siti,) = drafts(world, state="doubtful")
    line = world.want(world.line("XL", "Navy")).lines
    mend_draft(**who(world, siti), wanted=wanted(world, siti, phone="0812 9876 5432", lines=line))
    assert accept(world) == Accepted(2)
    assert Order.objects.of(world.store).get(buyer_name="Siti").lines.get().label == "XL / Navy"


def test_who_has_an_order_already_is_asked_about(world: World) -> None:
    paste(world, "1. Budi L hitam")
    accept(world)
    paste(world, "7. Budi M navy")
    (other,) = drafts(world, state="doubtful")
    assert other.draft["doubts"][0]["code"] == "name_known"


def test_what_the_intake_refuses_is_a_question_with_its_reason() -> None:
    world = make_world(cap=2)
    paste(world, "1. Budi L hitam 2\n2. Siti M navy")
    assert accept(world) == Accepted(1, 1)
    (siti,) = drafts(world, state="doubtful")
    assert siti.draft["doubts"][0]["code"] == "sold_out" and world.counter().taken == 2


def test_after_closing_nothing_is_taken_and_no_draft_is_blamed(world: World) -> None:
    paste(world, "1. Budi L hitam")
    with clock.told(world.campaign.closes_at + timedelta(minutes=1)), pytest.raises(Closed):
        accept(world)
    assert [draft.state for draft in drafts(world)] == ["ready"]
    assert not Order.objects.of(world.store).exists()


def test_a_buyer_confirms_over_the_link_once_and_a_withdrawn_link_opens_nothing(world: World) -> None:
    paste(world, "1. Budi L hitam kirim ke Jl. Contoh 5", PHONE)
    (draft,) = drafts(world)
    assert draft.state == "ready"  # one zone only: the fee is certain
    send_draft(**who(world, draft))
    withdraw_link(**who(world, draft))
    buyer = who(world, draft) | {"actor": BUYER_ACTOR, "wanted": wanted(world, draft)}
    with pytest.raises(LinkGone):
        confirm_draft(**buyer)
    assert not Order.objects.of(world.store).exists() and not world.fresh(draft).secret
    send_draft(**who(world, draft))
    order = confirm_draft(**buyer | {"wanted": wanted(world, draft, note="Titip satpam")})
    assert (order.source, order.note, order.shipping_fee > 0) == ("form", "Titip satpam", True)
    with pytest.raises(LinkGone):
        confirm_draft(**buyer)
    with pytest.raises(WrongState):
        order_draft(**who(world, draft), wanted=wanted(world, draft))
    assert Order.objects.of(world.store).get() == order


def test_a_dropped_line_is_no_order_until_it_is_taken_back(world: World) -> None:
    paste(world, "1. Budi L hitam")
    (draft,) = drafts(world)
    drop_draft(**who(world, draft))
    assert accept(world) == Accepted()
    restore_draft(**who(world, draft))
    assert world.fresh(draft).state == "doubtful"
    draft.draft["phone"] = ""
    ChatDraft.objects.of(world.store).filter(pk=draft.pk).update(draft=draft.draft)
    with pytest.raises(NoPhone):
        send_draft(**who(world, draft))


@pytest.mark.parametrize(
    ("text", "refusal"), [(" \n", NothingPasted), ("x" * 20_001, PastedTooMuch), ("halo kak", NoOrderFound)]
)
def test_a_text_without_orders_is_refused_and_not_kept(
    world: World, text: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        paste(world, text)
    assert not ChatDraft.objects.of(world.store).exists()

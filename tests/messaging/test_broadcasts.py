"""One text for many: whom it reaches, once each, as counted; held, gone on, called off, and killed on the way."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.messaging.broadcasts import due, rules
from bukapo.messaging.broadcasts.due import write_broadcasts
from bukapo.messaging.broadcasts.groups import GROUPS, Asked
from bukapo.messaging.broadcasts.listing import count_people
from bukapo.messaging.broadcasts.reads import broadcast_for_seller, effort_of
from bukapo.messaging.broadcasts.rules import BOTH, EMAIL_FIRST, Count, CountChanged, NotForOffers
from bukapo.messaging.broadcasts.writes import (
    cancel_broadcast,
    confirm_broadcast,
    pause_broadcast,
    resume_broadcast,
)
from bukapo.messaging.consents.writes import answer_offers
from bukapo.messaging.models import Broadcast, BroadcastRecipient, Message, Stop
from bukapo.messaging.rules import EMAIL, WHATSAPP, UnknownGap
from bukapo.providers.channels.fake import Fake
from tests.faces.production import paid
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
BODY = "Halo {nama}, pesanan {nomor} di {judul_po}.\nSisa: {sisa}\nBayar {tagihan} sebelum {batas_bayar}\n{tautan}"


@pytest.fixture(autouse=True)
def _both_channels_send(settings: Any) -> None:
    fake = "bukapo.providers.channels.fake.Fake"
    settings.BUKAPO_CHANNELS = {"email": fake, "whatsapp": fake}


@pytest.fixture
def crowd(world: World) -> World:
    """Five orders of four people: Ani twice (one phone), Budi with an e-mail, Cici who wants no news, Dodo unpaid."""
    paid(world, world.line("S"), buyer_name="Ani", phone="081200000101")
    paid(world, world.line("L"), buyer_name="Ani S.", phone="081200000101", email="ani@example.com")
    paid(world, world.line("L", "Navy"), buyer_name="Budi", phone="081200000102", email="Budi@example.com")
    paid(world, world.line("XL"), buyer_name="Cici", phone="081200000103")
    world.place(world.line("M"), buyer_name="Dodo yang panjang sekali namanya", phone="081200000104")
    Stop.objects.create(
        store=world.store, address="+6281200000103", way="reply", asked_at=NOON - timedelta(days=1)
    )
    return world


def counted(world: World, group: str = "everyone", choice: str = "", way: str = EMAIL_FIRST) -> Count:
    return count_people(GROUPS[group], Asked(world.store.pk, world.campaign, choice), way=way)


def confirm(world: World, **changes: Any) -> Broadcast:
    facts: dict[str, Any] = {
        "store_id": world.store.pk, "campaign_id": world.campaign.pk, "kind": "broadcast.news",
        "group": "everyone", "choice": "", "way": EMAIL_FIRST, "subject": "Kabar", "body": BODY, "key": "k1",
        "actor": world.seller, "at": NOON,
    }  # fmt: skip
    facts |= changes
    shown = counted(world, facts["group"], facts["choice"], facts["way"]).stamp
    event = confirm_broadcast(**{"shown": shown} | facts)
    row: Broadcast = Broadcast.objects.of(world.store).get(pk=event.broadcast_id)
    return row


def written(world: World) -> list[tuple[str, str, str]]:
    rows = Message.objects.of(world.store).filter(kind="broadcast.news").order_by("pk")
    return list(rows.values_list("name", "channel", "state"))


def breaches() -> list[str]:
    return [str(breach) for _name, found in audit() for breach in found]


def test_one_person_is_counted_once_and_everybody_left_out_has_a_reason(crowd: World) -> None:
    assert counted(crowd) == Count(
        orders=5, people=4, stopped=1, unreachable=0, reached=3, by_whatsapp=1, by_email=2
    )
    assert counted(crowd, way=EMAIL).unreachable == 1
    assert counted(crowd, way=BOTH).messages == 5
    assert counted(crowd, way=WHATSAPP).by_whatsapp == 3


@pytest.mark.parametrize(
    ("group", "choice", "names"),
    [
        ("unpaid", "", ["Dodo yang panjang sekali namanya"]),
        ("paid", "", ["Ani S.", "Budi"]),
        ("variant", "n:L", ["Ani S.", "Budi"]),
        ("variant", "n:Navy", ["Budi"]),
        ("pickup", "", ["Ani S.", "Budi", "Dodo yang panjang sekali namanya"]),
        ("courier", "", []),
        ("owing", "", []),
        ("unreviewed", "", []),
    ],
)
def test_a_group_is_who_it_says(crowd: World, group: str, choice: str, names: list[str]) -> None:
    if not names:
        assert counted(crowd, group, choice).reached == 0
        return
    row = confirm(crowd, group=group, choice=choice)
    assert list(BroadcastRecipient.objects.of(crowd.store).values_list("name", flat=True)) == names
    assert row.people == len(names)


def test_it_is_written_out_once_however_often_the_worker_dies(crowd: World) -> None:
    row = confirm(crowd)
    write_broadcasts(NOON)
    once = written(crowd)
    assert once == [
        ("Ani S.", "email", "queued"), ("Budi", "email", "queued"),
        ("Dodo yang panjang sekali namanya", "whatsapp", "queued"),
    ]  # fmt: skip
    Broadcast.objects.of(crowd.store).update(written=0)  # as if its last transaction had never been
    write_broadcasts(NOON)
    write_broadcasts(NOON)
    write_broadcasts(NOON)
    assert written(crowd) == once
    assert crowd.fresh(row).state == "made"
    assert breaches() == []
    budi = Message.objects.of(crowd.store).get(name="Budi", kind="broadcast.news")
    assert (budi.purpose, budi.priority, budi.campaign_id) == ("news", 5, crowd.campaign.pk)
    order = budi.order
    assert budi.body.startswith(f"Halo Budi, pesanan {order.number} di Kaos Contoh.\n")
    assert order.secret in budi.body and "Sisa" not in budi.body, "a line with nothing to say is left out"
    dodo = Message.objects.of(crowd.store).get(name__startswith="Dodo", kind="broadcast.news")
    assert "Bayar Rp95." in dodo.body


def test_whoever_paid_or_asked_for_no_news_meanwhile_is_left_out(crowd: World) -> None:
    everyone, unpaid = confirm(crowd), confirm(crowd, group="unpaid", key="k2")
    Stop.objects.create(store=crowd.store, address="budi@example.com", way="link", asked_at=NOON)
    dodo = crowd.campaign.orders.get(buyer_name__startswith="Dodo")
    crowd.campaign.orders.filter(pk=dodo.pk).update(state="confirmed")
    write_broadcasts(NOON + timedelta(minutes=1))
    left = BroadcastRecipient.objects.of(crowd.store).order_by("broadcast_id", "position")
    assert list(left.filter(broadcast=everyone).values_list("left", flat=True)) == ["", "stopped", ""]
    assert list(left.filter(broadcast=unpaid).values_list("left", flat=True)) == ["moved"]
    assert broadcast_for_seller(crowd.store, everyone.pk).left == {"stopped": 1}


def test_a_count_that_changed_is_shown_anew_and_nothing_is_kept(crowd: World) -> None:
    with pytest.raises(CountChanged):
        confirm(crowd, shown="3-1-1")
    assert not Broadcast.objects.of(crowd.store).exists()
    assert not BroadcastRecipient.objects.of(crowd.store).exists()
    assert not EventRow.objects.filter(kind="broadcast.confirmed").exists()


def test_the_same_form_and_wrong_words_are_refused(crowd: World) -> None:
    confirm(crowd)
    with pytest.raises(rules.AlreadyQueued):
        confirm(crowd)
    with pytest.raises(UnknownGap):
        confirm(crowd, key="k2", body="Halo {resi}")
    assert Broadcast.objects.of(crowd.store).count() == 1


def test_an_offer_reaches_only_who_said_yes(crowd: World) -> None:
    offer = {"kind": "broadcast.offer", "body": "Halo {nama}: {tautan}", "campaign_id": None}
    with pytest.raises(NotForOffers):
        confirm(crowd, **offer)
    asked = Asked(crowd.store.pk)
    assert count_people(GROUPS["earlier"], asked, way=BOTH).orders == 0
    ani = crowd.campaign.orders.get(buyer_name="Ani")
    facts: dict[str, Any] = {"store_id": crowd.store.pk, "order_id": ani.pk, "actor": BUYER_ACTOR, "at": NOON}
    answer_offers(**facts, wanted=True)
    count = count_people(GROUPS["earlier"], asked, way=BOTH)
    assert (count.people, count.by_whatsapp, count.by_email) == (1, 1, 0), "her e-mail never agreed"
    confirm(crowd, **offer, group="earlier", way=BOTH, shown=count.stamp)
    write_broadcasts(NOON)
    assert breaches() == []
    told = Message.objects.of(crowd.store).get(kind="broadcast.offer")
    assert told.body.endswith(f"/{crowd.store.slug}/"), (
        "an offer about no PO leads to the store, never to a secret"
    )
    answer_offers(**facts, wanted=False)
    assert count_people(GROUPS["earlier"], asked, way=BOTH).orders == 0


def test_it_is_held_goes_on_and_is_called_off(crowd: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "GROUP", 2)
    row = confirm(crowd)
    who: dict[str, Any] = {
        "store_id": crowd.store.pk,
        "broadcast_id": row.pk,
        "actor": crowd.seller,
        "at": NOON,
    }
    write_broadcasts(NOON)
    assert pause_broadcast(**who).held == 2
    assert write_broadcasts(NOON) == 0
    assert [state for _, _, state in written(crowd)] == ["skipped", "skipped"]
    resume_broadcast(**who)
    Message.objects.of(crowd.store).filter(name="Budi").update(state="sent", sent_at=NOON)
    monkeypatch.setattr(due, "AHEAD", 1)
    assert write_broadcasts(NOON) == 0, "no more is written while so many wait"
    cancel_broadcast(**who)
    assert sorted(state for _, _, state in written(crowd)) == ["sent", "skipped"]
    assert write_broadcasts(NOON) == 0
    with pytest.raises(WrongState):
        resume_broadcast(**who)
    assert breaches() == []


def test_what_it_takes_is_reckoned_at_each_channels_pace(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Fake, "a_second", 80, raising=False)
    count = Count(by_whatsapp=1_600, by_email=30)
    assert effort_of(world.store, count, kind="broadcast.news").lasts == timedelta(seconds=20)

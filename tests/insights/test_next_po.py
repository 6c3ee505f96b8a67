"""From a closed PO to the next one: the seller reads what it taught, takes it over, and sees whether it helped."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from bukapo.audit.cloning import origins
from bukapo.campaigns.models import Campaign, CampaignOrigin, Promise
from bukapo.campaigns.reads import current_promises
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.orders.writes.send import hand_over
from tests.faces.production import closed, paid, produced, seller
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


def at(world: World, name: str, campaign: Campaign | None = None) -> str:
    return reverse(f"dashboard:{name}", args=[world.store.slug, (campaign or world.campaign).slug])


def ticks(page: str) -> list[str]:
    """What is ticked on the preview."""
    return re.findall(r'name="saran" value="([^"]+)" checked', page)


def late() -> World:
    """A PO of one order, made and handed over three days after what was promised."""
    world = make_world(target=60)
    order = paid(world, world.line("L", qty=3))
    produced(closed(world))
    now = clock.now()
    hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=now)
    today = now.astimezone(ZoneInfo(world.store.zone)).date()
    Promise.objects.of(world.store).update(day=today - timedelta(days=3))
    Campaign.objects.of(world.store).filter(pk=world.campaign.pk).update(state="finished")
    world.campaign = world.fresh(world.campaign)
    return world


def finished() -> World:
    """Two POs that are over, without a single order."""
    world = make_world(target=60)
    now = clock.now()
    Campaign.objects.create(
        store=world.store, slug="kaos-lama", title="Kaos Lama Angkatan", created_at=now, state="finished",
        opens_at=now - timedelta(days=60), closes_at=now - timedelta(days=50), target=20,
    )  # fmt: skip
    Campaign.objects.of(world.store).update(state="finished")
    world.campaign = world.fresh(world.campaign)
    return world


def drafted(world: World, client: Client, chosen: list[str]) -> Campaign:
    answer = client.post(at(world, "evaluation_next"), {"judul": "Kaos Contoh 2", "saran": chosen})
    fresh: Campaign = Campaign.objects.of(world.store).get(title="Kaos Contoh 2")
    assert answer["Location"] == at(world, "campaign_edit", fresh)
    return fresh


def test_what_a_late_po_taught_is_in_the_next_draft_and_judged_when_that_is_over() -> None:
    world = late()
    client = seller(world)
    page = client.get(at(world, "evaluation")).content.decode()
    assert "Buat PO berikutnya" in page and "Janji selesai produksi" in page
    preview = client.get(at(world, "evaluation_next")).content.decode()
    keys = ticks(preview)
    days = next(key for key in keys if key.startswith("produce_days="))
    assert "target=10" in keys and "Terlambat 3 hari" in preview
    fresh = drafted(world, client, [days])
    assert (fresh.state, fresh.target) == ("draft", 60)
    assert fresh.closes_at is not None and fresh.opens_at is not None and fresh.opens_at > clock.now()
    promised = current_promises(fresh)["produced"] - fresh.closes_at.date()
    assert promised == timedelta(days=int(days.partition("=")[2]))
    assert EventRow.objects.get(kind="campaign.cloned").data["origin_id"] == world.campaign.pk
    assert list(origins()) == []
    now = clock.now()
    Campaign.objects.of(world.store).filter(pk=fresh.pk).update(
        state="finished", opens_at=now - timedelta(days=9), closes_at=now, closed_at=now, produced_at=now
    )
    Promise.objects.of(world.store).filter(campaign=fresh).update(day=now.date() + timedelta(days=9))
    judged = client.get(at(world, "evaluation", fresh)).content.decode()
    assert "Saran dari Kaos Contoh, dan hasilnya" in judged and "membaik" in judged
    assert "Produksi terlambat: dari 3 hari ke " in judged


def test_the_preview_keeps_what_was_typed_and_refuses_what_nobody_suggested() -> None:
    world = finished()
    client = seller(world)
    url = at(world, "evaluation_next")
    seen = client.post(url, {"judul": "Lain", "saran": [], "lihat": "1", "buka": "2027-03-01T19:00"})
    page = seen.content.decode()
    assert seen.status_code == 200 and ticks(page) == []
    assert 'value="Lain"' in page and "1 Mar 2027, 19.00" in page
    for wrong in ({"saran": ["cap=99999"]}, {"buka": "kapan-kapan"}, {"buka": "0001-01-01T00:00"}):
        assert client.post(url, wrong).status_code == 422
    assert Campaign.objects.of(world.store).count() == 2
    assert not CampaignOrigin.objects.of(world.store).exists()
    Campaign.objects.of(world.store).filter(pk=world.campaign.pk).update(state="published")
    assert client.get(url).status_code == 404


def test_pos_stand_side_by_side_on_screen_and_as_a_workbook_but_never_a_strangers() -> None:
    world, other = finished(), make_world(slug="toko-lain")
    client = seller(world)
    old = Campaign.objects.of(world.store).get(slug="kaos-lama")
    query = f"?po={old.pk}&po={other.campaign.pk}&po=x&po=99999999999999999999999"
    page = client.get(at(world, "evaluation_compare") + query).content.decode()
    assert "Kaos Lama Angkatan" in page and page.count('class="chart row-bars"') == 1
    assert (
        other.campaign.pk not in {int(pk) for pk in re.findall(r'name="po" value="(\d+)"', page)}
        or other.campaign.pk == world.campaign.pk
    )
    for name in ("evaluation_compare_xlsx", "evaluation_xlsx"):
        answer = client.get(at(world, name) + query)
        assert answer.content[:2] == b"PK" and answer["Content-Disposition"].endswith('.xlsx"')
    stranger = seller(other)
    for name in ("evaluation_compare", "evaluation_compare_xlsx", "evaluation_xlsx", "evaluation_next"):
        assert stranger.get(at(world, name)).status_code == 404

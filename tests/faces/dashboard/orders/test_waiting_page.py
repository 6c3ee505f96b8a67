"""Who waits, on the seller's desk; and the fold that makes a rush fair."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.writes import draft_campaign
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.writes.wait import join_waitlist
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = make_world(cap=3)
    world.place(world.line("L", qty=3))
    return world


@pytest.fixture
def seller(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def join(world: World, qty: int = 1, **changes: Any) -> None:
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": BUYER_ACTOR}
    join_waitlist(**facts, wanted=world.want(world.line("M", qty=qty), **changes))


def page(client: Client, world: World, tail: str) -> str:
    answer = client.get(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/{tail}")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_overview_and_orders_say_how_many_wait_and_lead_to_the_list(seller: Client, world: World) -> None:
    for tail in ("", "pesanan/"):
        assert "menunggu" not in page(seller, world, tail)
    join(world, 2)
    join(world)
    for tail in ("", "pesanan/"):
        found = page(seller, world, tail)
        assert "2 orang menunggu (3 pcs)" in found and "/antrean/" in found


def test_the_list_names_who_waits_for_what_in_line_order(
    seller: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    assert "Tidak ada yang menunggu" in page(seller, world, "antrean/")
    for n in range(55):
        join(world, buyer_name=f"Orang {n:02}")
    with django_assert_max_num_queries(12):
        first = page(seller, world, "antrean/")
    assert first.index("Orang 00") < first.index("Orang 01") and "1 × Kaos, M / Hitam" in first
    assert "Orang 49" in first and "Orang 50" not in first
    second = page(seller, world, "antrean/?hal=2")
    assert "Orang 50" in second and ">51<" in second
    for nonsense in ("x", "-1", "999999", "9" * 40):
        assert "Orang" in page(seller, world, f"antrean/?hal={nonsense}")


def test_a_stranger_finds_no_such_list(client: Client, world: World) -> None:
    other = make_world(slug="toko-lain")
    client.force_login(other.owner)
    answer = client.get(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/antrean/")
    assert answer.status_code == 404


def test_raising_the_cap_serves_the_line_at_once(seller: Client, world: World) -> None:
    join(world, 2)
    address = f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/ubah/"
    assert seller.post(address, {"cap": "5", "story": "", "workshop_name": ""}).status_code == 302
    assert WaitingEntry.objects.of(world.store).get().state == "ordered"
    assert Order.objects.of(world.store).get(source="waitlist").pieces == 2
    assert "dari daftar tunggu" in page(seller, world, "pesanan/")


def test_the_wizard_keeps_what_makes_a_rush_fair(seller: Client, world: World) -> None:
    facts = {"actor": world.seller, "at": NOON, "store": world.store, "title": "Rebutan"}
    event = draft_campaign(**facts, plan={})  # type: ignore[arg-type]
    address = f"/toko-saya/{world.store.slug}/po/{event.slug}/atur/waktu/"
    form = {
        "opens_at": "2026-12-01T09:00",
        "closes_at": "2026-12-08T21:00",
        "early_opens_at": "2026-11-30T09:00",
        "grace_minutes": "5",
        "tetap": "1",
    }
    assert seller.post(address, form).status_code == 302
    row = Campaign.objects.of(world.store).get(pk=event.campaign_id)
    assert row.opens_at and row.early_opens_at == row.opens_at - timedelta(days=1) and row.grace_minutes == 5
    assert f"pesan/?awal={row.early_code}" in seller.get(address).content.decode()
    wrong = seller.post(address, form | {"draw_at": "2026-12-09T09:00"})
    assert wrong.status_code == 422 and "di antara waktu buka dan waktu tutup" in wrong.content.decode()

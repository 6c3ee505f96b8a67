"""The board and the wall: what needs an eye first, in as many queries for two work orders as for forty."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bukapo.audit import audit
from bukapo.production.models import WallLink
from tests.faces.production import accepted, address, closed, paid, reported, seller, sent
from tests.production.many import many_work_orders
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    cache.clear()
    world = make_world()
    paid(world, world.line("L", qty=6, name="BUDI"), buyer_name="Rahasia Sekali", phone="081277778888")
    return closed(world)


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def wall(world: World, **typed: str) -> WallLink:
    answer = seller(world).post(f"/toko-saya/{world.store.slug}/produksi/layar/", {"name": "TV", **typed})
    assert answer.status_code == 302
    found: WallLink = WallLink.objects.of(world.store).order_by("id").last()
    return found


def test_boards_and_walls_ask_a_fixed_number_of_queries_however_much_is_open(world: World) -> None:
    reported(accepted(sent(world)), 6, 2)
    client, link = seller(world), wall(world)
    paths = [
        f"/toko-saya/{world.store.slug}/produksi/",
        address(world, "produksi/papan/"),
        f"/spk/papan/{link.secret}/",
    ]
    few = [queries(client, path) for path in paths]
    many_work_orders(world, 45)
    assert [queries(client, path) for path in paths] == few
    assert few[2] <= 10, few


def test_the_board_shows_the_latest_first_and_only_what_was_asked_for(world: World) -> None:
    many_work_orders(world, 45)
    client, base = seller(world), f"/toko-saya/{world.store.slug}/produksi/"
    shown = text(client.get(base))
    assert shown.index("SPK-000000") < shown.index("SPK-000006")  # late before asked
    assert "lewat 3 hari" in shown and "Benang emas habis" in shown and "belum ada" in shown
    assert "?hal=2" in shown and "SPK-0" in text(client.get(f"{base}?hal=2"))
    late = text(client.get(f"{base}?lihat=late"))
    assert "SPK-000007" in late and "SPK-000008" not in late
    assert client.get(f"{base}?lihat=%00x&hal=-7").status_code in (200, 400)
    assert client.get(f"{base}?lihat=gaib&hal=99999").status_code == 200
    other = make_world(slug="toko-lain")
    assert seller(other).get(base).status_code == 404
    assert "SPK-0" not in text(seller(other).get(f"/toko-saya/{other.store.slug}/produksi/"))


def test_the_wall_needs_no_login_tells_no_secret_and_ends_when_its_link_is_taken_back(world: World) -> None:
    reported(accepted(sent(world, deadline=world.campaign.closes_at.date())), 6, 2)
    link = wall(world, workshop_name="Konveksi Contoh")
    page = Client().get(f"/spk/papan/{link.secret}/?tema=gelap&hal=999")
    shown = text(page)
    assert 'data-theme="dark"' in shown and "Sablon" in shown
    assert page["Refresh"] == "30; url=?hal=1&tema=gelap"
    assert "Refresh" not in Client().get(f"/spk/papan/{link.secret}/?diam")
    for hidden in ("Rahasia", "7777", "95.000", "47.500", "Rp", "0000-1111", "BUDI"):
        assert hidden not in shown
    assert page["Cache-Control"] == "private, no-store" and page["Referrer-Policy"] == "same-origin"
    others = wall(world)
    assert link.secret != others.secret
    assert seller(make_world(slug="lain")).post(
        f"/toko-saya/lain/produksi/layar/{link.pk}/cabut/"
    ).status_code == 404  # fmt: skip
    assert Client().get(f"/spk/papan/{link.secret}/").status_code == 200
    ended = seller(world).post(f"/toko-saya/{world.store.slug}/produksi/layar/{link.pk}/cabut/")
    assert ended.status_code == 302
    assert Client().get(f"/spk/papan/{link.secret}/").status_code == 404
    assert [breach for _, found in audit() for breach in found] == []


def test_a_screen_needs_a_name_and_keeps_what_was_typed(world: World) -> None:
    sent(world)
    path = f"/toko-saya/{world.store.slug}/produksi/layar/"
    answer = seller(world).post(path, {"name": " ", "workshop_name": "Konveksi Contoh"})
    assert answer.status_code == 422 and "selected>Konveksi Contoh" in text(answer)
    assert seller(world).post(path, {"name": "TV", "workshop_name": "Gaib"}).status_code == 422
    assert not WallLink.objects.of(world.store).exists()

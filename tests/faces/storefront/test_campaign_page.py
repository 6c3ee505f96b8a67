"""The PO's page: what a stranger with a phone learns, in every phase."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.faces.storefront.shown.campaign import campaign_page
from bukapo.faces.ui.dates import day, day_and_time
from bukapo.journal import clock
from tests.faces.storefront.forms import address, text
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
WHOLE_PAGE = 60_000
"""Bytes of HTML, CSS, scripts and typeface, as sent without compression."""


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, cap=50)


def visit(client: Client, world: World, tail: str = "", at: datetime = NOON) -> Any:
    with clock.told(at):
        return client.get(address(world, tail))


def test_an_open_po_says_its_price_its_end_and_what_is_left(client: Client, world: World) -> None:
    PieceCounter.objects.of(world.store).filter(variant=None).update(taken=37)
    page = text(visit(client, world))
    assert "Rp95.000" in page and "Rp120.000" in page and "Hemat Rp25.000" in page
    assert world.campaign.closes_at and day_and_time(world.campaign.closes_at, "WIB") in page
    assert "Tinggal 13" in page and "Buka" in page
    assert day((NOON + timedelta(days=21)).date()) in page
    assert address(world, "pesan/") in page


def test_a_teaser_counts_down_to_its_opening_and_takes_no_order(client: Client, world: World) -> None:
    early = NOON - timedelta(days=2)
    page = text(visit(client, world, at=early))
    assert "Dibuka" in page and "Belum dibuka" in page and address(world, "pesan/") not in page
    assert visit(client, world, "pesan/", at=early).status_code == 302


def test_a_sold_out_po_says_so(client: Client, world: World) -> None:
    PieceCounter.objects.of(world.store).filter(variant=None).update(taken=50)
    page = text(visit(client, world))
    assert "Kuota sudah habis" in page and "Daftar tunggu" in page and ">Pesan<" not in page


def test_a_po_is_closed_at_its_very_instant_even_before_the_worker_closed_it(
    client: Client, world: World
) -> None:
    end = world.campaign.closes_at
    assert end
    assert "Pesan</a>" in text(visit(client, world, at=end - timedelta(microseconds=1)))
    page = text(visit(client, world, at=end))
    assert "Ditutup" in page and "PO sudah ditutup" in page and address(world, "pesan/") not in page


@pytest.mark.parametrize(
    "path",
    ["/tidak-ada/", "/toko-contoh/tidak-ada/", "/toko-contoh/tidak-ada/pesan/", "/p/tidak-ada/", "/nota/x/"],
)
def test_what_does_not_exist_is_a_calm_404(client: Client, world: World, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 and "BukaPO" in text(answer)


def test_a_draft_is_nobodys_business(client: Client, world: World) -> None:
    Campaign.objects.of(world.store).update(state="draft")
    assert visit(client, world).status_code == 404
    assert visit(client, world, "pesan/").status_code == 404
    with clock.told(NOON):
        assert world.campaign.title not in text(client.get("/toko-contoh/"))
        assert world.campaign.title not in text(client.get("/"))


def test_a_store_page_sorts_its_pos_by_where_they_stand(client: Client, world: World) -> None:
    with clock.told(NOON):
        assert "PO yang sedang buka" in text(client.get("/toko-contoh/"))
    with clock.told(NOON - timedelta(days=2)):
        assert "Segera dibuka" in text(client.get("/toko-contoh/"))
    with clock.told(NOON + timedelta(days=30)):
        assert "PO sebelumnya" in text(client.get("/toko-contoh/"))


def test_buyers_pages_leave_no_cookie(client: Client, world: World) -> None:
    for tail in ("", "pesan/"):
        assert not visit(client, world, tail).cookies


def test_the_page_carries_its_preview_for_chats(client: Client, world: World) -> None:
    page = text(visit(client, world))
    assert '<meta property="og:title" content="Kaos Contoh">' in page
    assert "Harga PO Rp95.000. Ditutup 29 Nov 2026, 12.00 WIB. Toko Contoh" in page


def test_the_whole_page_stays_light(client: Client, world: World) -> None:
    parts = [
        "ui/tokens.css",
        "ui/base.css",
        "ui/parts.css",
        "ui/print.css",
        "storefront/shop.css",
    ]
    parts += ["ui/js/countdown.js", "ui/font/jakarta-700.woff2", "ui/img/mark.svg", "ui/img/ink.svg"]
    page = visit(client, world)
    total = len(page.content) + sum(Path(str(finders.find(part))).stat().st_size for part in parts)
    asked = {word.split('"')[0].removeprefix("/static/") for word in text(page).split('"/static/')[1:]}
    assert asked <= set(parts)
    assert total < WHOLE_PAGE, total


def test_the_page_asks_a_fixed_number_of_questions(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(21):
        visit(client, world)
    with clock.told(NOON), django_assert_max_num_queries(12):
        client.get("/toko-contoh/")


def test_the_language_is_changed_by_a_link_and_leads_back(client: Client, world: World) -> None:
    answer = client.get("/bahasa/en/", {"ke": address(world)})
    assert answer.status_code == 302 and answer["Location"] == address(world)
    assert client.cookies["django_language"].value == "en"
    assert client.get("/bahasa/en/", {"ke": "https://elsewhere.example/"})["Location"] == "/"
    assert client.get("/bahasa/xx/").status_code == 404


def test_a_preview_shows_a_draft_as_buyers_will_see_it_even_without_its_dates(world: World) -> None:
    shown = {"opens_at": world.campaign.opens_at, "closes_at": world.campaign.closes_at}
    for dates in (shown, {"opens_at": None, "closes_at": None}):
        Campaign.objects.of(world.store).update(state="draft", **dates)
        po = Campaign.objects.of(world.store).select_related("store", "cover").get()
        page = campaign_page(po, at=NOON, preview=True)
        context = {"page": page, "shop": po.store, "now": NOON, "preview": True}
        html = render_to_string("storefront/campaign.html", context)
        assert "Pratinjau." in html and address(world, "pesan/") not in html
        assert ("Tinggal 50" if dates["opens_at"] else "Waktu buka dan tutup belum diisi.") in html

"""What leads to a PO from elsewhere, and what a page tells chats and search engines."""

import json
import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from bukapo.campaigns.links.writes import make_link, stop_link
from bukapo.campaigns.models import LinkDay, Promise
from bukapo.catalog.brand.writes import set_brand
from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.shipping.models import Parcel
from bukapo.stores.models import Store
from tests.faces.storefront.forms import address, text
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
PHONE = {"user-agent": "Mozilla/5.0 (Linux; Android 13) Chrome/126 Mobile Safari/537.36"}


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, cap=50)


def visit(client: Client, path: str, at: Any = NOON, **headers: Any) -> Any:
    with clock.told(at):
        return client.get(path, headers=PHONE | headers)


def told(page: str) -> dict[str, Any]:
    """The nodes of the page's JSON-LD by their type."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found, page[:600]
    return {node["@type"]: node for node in json.loads(found[1])["@graph"]}


def test_a_short_link_leads_to_the_po_keeps_the_partner_and_counts_people_only(world: World) -> None:
    client = Client()
    who = {"actor": world.seller, "at": NOON, "store": world.store}
    made = make_link(**who, source="ig", campaign_id=world.campaign.pk)
    for agent in (PHONE["user-agent"], "WhatsApp/2.23.20.0"):
        answer = visit(client, f"/s/{made.code.upper()}/?dari=RINA10&evil=%0d%0a", **{"user-agent": agent})
        assert answer.status_code == 302 and answer["Location"] == f"{address(world)}?dari=RINA10&lewat=ig"
        assert "no-store" in answer["Cache-Control"] and not answer.cookies
    assert visit(client, f"/s/{made.code}/?dari=a%20b")["Location"] == f"{address(world)}?lewat=ig"
    client.head(f"/s/{made.code}/")
    day = LinkDay.objects.of(world.store).get()
    assert (day.people, day.machines) == (2, 1)
    own = make_link(**who, source="bio")
    assert visit(client, f"/s/{own.code}/")["Location"] == "/toko-contoh/?lewat=bio"
    stop_link(**who, link_id=made.link_id)
    for gone in (made.code, "aaaaaaa", "x", "%00"):
        assert visit(client, f"/s/{gone}/").status_code in (400, 404)


def test_a_po_tells_its_price_its_end_and_that_it_is_a_pre_order(world: World) -> None:
    Store.objects.filter(pk=world.store.pk).update(
        about="</script><script>alert(1)</script>", instagram="toko.contoh"
    )
    page = text(visit(Client(), address(world)))
    nodes = told(page)
    offer = nodes["Product"]["offers"]
    assert offer["@type"] == "AggregateOffer" and (offer["lowPrice"], offer["highPrice"]) == (95_000, 110_000)
    assert offer["availability"] == "https://schema.org/PreOrder" and offer["priceCurrency"] == "IDR"
    assert offer["availabilityEnds"] == offer["priceValidUntil"] == "2026-11-29T12:00:00+07:00"
    assert [step["name"] for step in nodes["BreadcrumbList"]["itemListElement"]] == [
        "Toko Contoh",
        "Kaos Contoh",
    ]
    assert nodes["Organization"]["sameAs"] == ["https://www.instagram.com/toko.contoh/"]
    assert "alert(1)</script>" not in page and "aggregateRating" not in page
    for tag in ("og:image", "og:image:width", "twitter:card", "twitter:image", "og:url"):
        assert f'"{tag}" content="' in page, tag
    after = told(text(visit(Client(), address(world), at=NOON + timedelta(days=8))))
    assert after["Product"]["offers"]["availability"] == "https://schema.org/OutOfStock"


def test_the_picture_of_a_link_is_a_poster_that_changes_with_the_facts_and_nothing_else_is_public(
    world: World,
) -> None:
    client = Client()
    path = address(world, "gambar.jpg")
    first = visit(client, path)
    with Image.open(BytesIO(first.content)) as picture:
        assert first["Content-Type"] == "image/jpeg" and picture.size == (1200, 630)
    assert visit(client, path, **{"if-none-match": first["ETag"]}).status_code == 304
    set_brand(actor=world.seller, at=NOON, store=world.store, colour="hijau")
    second = visit(client, path, **{"if-none-match": first["ETag"]})
    assert second.status_code == 200 and second["ETag"] != first["ETag"]
    assert visit(client, path, at=NOON + timedelta(days=8))["ETag"] != second["ETag"]
    poster = "/toko-saya/toko-contoh/po/kaos-contoh/bagikan/poster/foto/feed/terang.jpg"
    assert visit(client, poster).status_code == 302  # to the login
    assert visit(client, "/media/posters/x.jpg").status_code == 404


def test_only_the_widget_may_be_framed_and_it_tells_the_truth_within_a_minute(world: World) -> None:
    client = Client()
    path = address(world, "widget/")
    shown = visit(client, path)
    assert "frame-ancestors *" in shown["Content-Security-Policy"] and "X-Frame-Options" not in shown
    assert shown["Cache-Control"] == "public, max-age=60" and not shown.cookies
    page = text(shown)
    assert "Buka sampai 29 Nov 2026, 12.00 WIB" in page and 'target="_blank" rel="noopener"' in page
    assert "frame-ancestors 'none'" in visit(client, address(world))["Content-Security-Policy"]
    assert visit(client, address(world))["X-Frame-Options"] == "DENY"
    close = visit(client, path, at=NOON + timedelta(days=7, seconds=-20))
    assert close["Cache-Control"] == "public, max-age=20"
    assert "Sudah tutup 29 Nov 2026" in text(visit(client, path, at=NOON + timedelta(days=7)))
    assert "Belum buka. Dibuka" in text(visit(client, path, at=NOON - timedelta(days=2)))


def test_a_stores_page_puts_what_runs_first_and_says_soberly_what_was_kept(world: World) -> None:
    set_brand(
        actor=world.seller, at=NOON, store=world.store, colour="biru", line="Kaos angkatan dari Bandung"
    )
    _past(world, "Jersey Tepat", sent=NOON)
    _past(world, "Jaket Telat", sent=NOON + timedelta(days=3))
    page = text(visit(Client(), "/toko-contoh/"))
    assert page.index("Kaos Contoh") < page.index("Jersey Tepat")
    assert "1 dari 2 PO dikirim" in page and "Paling lambat lewat 3 hari" in page
    assert "Tepat janji." in page and "Lewat 3 hari dari janji pertama." in page
    assert "Kaos angkatan dari Bandung" in page and "data-countdown" in page and "wa.me/" in page
    assert set(told(page)) == {"Organization"}


def _past(world: World, title: str, *, sent: Any) -> None:
    """A PO that is over: promised for NOON, its one order left at `sent`."""
    row = world.fresh(world.campaign)
    row.pk, row.slug, row.title, row.state = None, title.lower().replace(" ", "-"), title, "finished"
    row.version, row.chain = 0, ""
    row.opens_at, row.closes_at = NOON - timedelta(days=60), NOON - timedelta(days=50)
    type(row).objects.bulk_create([row])
    row = type(row).objects.of(world.store).get(slug=row.slug)
    for day in (NOON.date(), NOON.date() + timedelta(days=30)):  # moving it does not make it kept
        Promise.objects.create(store=world.store, campaign=row, what="ship_until", day=day, made_at=NOON)
    with clock.told(NOON):
        order = world.place()
    Order.objects.of(world.store).filter(pk=order.pk).update(campaign=row, state="received")
    Parcel.objects.create(
        store=world.store,
        order=order,
        method="courier",
        state="delivered",
        weight=200,
        packed_at=sent,
        handed_at=sent,
    )


def test_a_po_that_was_never_published_has_no_picture_no_widget_and_no_link(world: World) -> None:
    type(world.campaign).objects.of(world.store).update(state="cancelled", opens_at=None, closes_at=None)
    assert visit(Client(), address(world, "gambar.jpg")).status_code == 404
    assert visit(Client(), address(world, "widget/")).status_code == 200
    assert "PO ini dibatalkan." in text(visit(Client(), address(world, "widget/")))

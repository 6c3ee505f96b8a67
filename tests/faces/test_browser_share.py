"""Telling of a PO: a seller's phone, and a plain page on another site that shows the widget."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from bukapo.campaigns.links.writes import make_link
from bukapo.campaigns.models import CopiedCaption
from bukapo.journal import clock
from tests.faces.storefront.forms import address
from tests.phone import WIDTHS
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def apart(settings: Any, tmp_path: Any, live_server: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BASE_URL = live_server.url


@pytest.fixture
def world() -> World:
    return make_world(cap=50)


@pytest.fixture
def elsewhere(live_server: Any, world: World) -> Iterator[str]:
    """A plain HTML page on another origin, with the widget and with the PO's page in frames."""
    host = "127.0.0.1" if urlsplit(live_server.url).hostname == "localhost" else "localhost"
    page = (
        '<!doctype html><meta charset="utf-8"><title>Blog</title><h1>Blog Angkatan</h1>'
        f'<iframe id="widget" src="{live_server.url}{address(world, "widget/")}" width="100%" height="210"></iframe>'
        f'<iframe id="po" src="{live_server.url}{address(world)}" width="100%" height="210"></iframe>'
    )

    class Plain(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Plain)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{host}:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_widget_shows_on_another_site_and_the_po_itself_refuses_to(
    new_context: Callable[..., Any], world: World, elsewhere: str, complaints: list[str], shoot: Any
) -> None:
    page: Page = new_context().new_page()
    page.goto(elsewhere)
    card = page.frame_locator("#widget")
    expect(card.get_by_role("heading")).to_have_text("Kaos Contoh")
    expect(card.get_by_text("Buka sampai")).to_be_visible()
    expect(page.frame_locator("#po").get_by_role("heading", name="Kaos Contoh")).to_have_count(0)
    shoot(page, "share-widget")
    assert page.context.cookies() == []
    # Other hosts and a refused frame are what this test is about.
    refused = [told for told in complaints if "frame" in told.lower()]
    assert refused, complaints
    complaints.clear()
    with page.context.expect_page() as opened:
        card.get_by_role("link", name="Pesan sekarang").click()
    expect(opened.value.get_by_role("heading", name="Kaos Contoh", exact=True)).to_be_visible()
    assert opened.value.evaluate("window.opener") is None
    complaints.clear()


def test_a_seller_copies_a_caption_and_a_buyer_looks_at_the_store(
    new_context: Callable[..., Any], world: World, live_server: Any, client: Any, axe: Any, shoot: Any
) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    client.force_login(world.owner)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    for source in ("ig", "wa"):
        make_link(
            actor=world.seller,
            at=clock.now(),
            store=world.store,
            source=source,
            campaign_id=world.campaign.pk,
        )
    page = context.new_page()
    page.goto("/toko-saya/toko-contoh/po/kaos-contoh/bagikan/")
    look(page, "share-page", axe, shoot)
    with page.expect_response("**/salin/"):
        page.locator("[data-caption] button").click()
    expect(page.locator("[data-caption] button")).to_have_text("Tersalin")
    assert "Pesan sebelum" in page.evaluate("navigator.clipboard.readText()")
    assert CopiedCaption.objects.of(world.store).get().mood == "open"
    for path, name in (("po/kaos-contoh/bagikan/widget/", "share-code"), ("tampilan/", "share-look")):
        page.goto(f"/toko-saya/toko-contoh/{path}")
        look(page, name, axe, shoot)
    page.goto("/toko-contoh/")
    look(page, "share-store", axe, shoot)


def look(page: Page, name: str, axe: Any, shoot: Any) -> None:
    axe(page)
    shoot(page, name)
    page.set_viewport_size({"width": 360, "height": WIDTHS[360]})
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"

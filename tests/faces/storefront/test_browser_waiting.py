"""The line and the draw on a cheap phone, and on the seller's desk."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.waiting.due import hold_draws
from bukapo.orders.writes.release import expire_order
from bukapo.orders.writes.wait import join_waitlist
from tests.faces.storefront.forms import address
from tests.faces.storefront.test_browser import choose
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page, str], None]


@pytest.fixture
def look(axe: Callable[[Page], None], shoot: Callable[[Page, str], None]) -> Look:
    """Open to everybody, not wider than the phone, and kept for people to look at."""

    def at(page: Page, name: str) -> None:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        shoot(page, name)

    return at


def fill(page: Page) -> None:
    choose(page, "line-0-pick-0", "L")
    choose(page, "line-0-pick-1", "Hitam")
    page.get_by_label("Nama", exact=True).fill("Rina Contoh")
    page.get_by_label("Nomor WhatsApp").fill("0812 3456 7890")
    page.locator('[name="fulfilment"][value="pickup"]').check()


def join(world: World, qty: int = 1) -> None:
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": BUYER_ACTOR}
    join_waitlist(**facts, wanted=world.want(world.line("XL", qty=qty)))


def sign_in(page: Page, world: World) -> None:
    client = Client()
    client.force_login(world.owner)
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": urljoin(page.url, "/")}])


def test_sold_out_then_in_line_then_an_order_without_a_script(
    new_context: Callable[..., Any],
) -> None:
    world = make_world(cap=2)
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address(world, "pesan/"))
    fill(page)
    page.get_by_role("button", name="Cek pesanan").last.click()
    first = world.place(world.line("M", qty=2))  # faster
    page.get_by_role("button", name="Kirim pesanan").click()
    expect(page.get_by_role("heading", name="Kuota PO sudah habis.")).to_be_visible()
    page.get_by_role("button", name="Masuk daftar tunggu").click()
    expect(page.get_by_text("Urutan Anda sekarang")).to_be_visible()
    late = datetime.now(UTC) + timedelta(hours=25)
    expire_order(store_id=world.store.pk, order_id=first.pk, actor=SYSTEM_ACTOR, at=late)
    page.reload()
    expect(page.get_by_text("Giliran Anda: pesanan masuk dari daftar tunggu")).to_be_visible()
    assert page.url.endswith(f"/p/{Order.objects.of(world.store).get(source='waitlist').secret}/")


def test_every_page_of_the_line_is_open_to_everybody(page: Page, look: Look) -> None:
    world = make_world(cap=4, variant_caps={("L", "Hitam"): 1})
    page.goto(address(world, "pesan/"))
    fill(page)
    world.place(world.line("L"))
    page.get_by_role("button", name="Cek pesanan").last.click()
    look(page, "line-refused")
    world.place(world.line("M", qty=3))
    join(world, 2)
    join(world)
    page.goto(address(world))
    look(page, "line-campaign")
    page.get_by_role("link", name="Daftar tunggu").first.click()
    look(page, "line-form")
    fill(page)
    page.get_by_role("button", name="Cek pesanan").last.click()
    look(page, "line-check")
    page.get_by_role("button", name="Masuk daftar tunggu").click()
    expect(page.get_by_text("Simpan tautan halaman ini")).to_be_visible()
    look(page, "line-entry")
    sign_in(page, world)
    entry = page.url
    page.goto(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/")
    look(page, "line-seller-hub")
    page.get_by_role("link", name="3 orang menunggu (4 pcs)").click()
    look(page, "line-seller")
    page.goto(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/pesanan/")
    look(page, "line-seller-orders")
    page.goto(entry)
    page.get_by_text("Keluar dari daftar").click()
    page.get_by_role("button", name="Ya, keluar").click()
    expect(page.get_by_text("Anda sudah keluar. Tidak ada yang ditagih.")).to_be_visible()
    look(page, "line-left")


def test_every_page_of_the_draw_is_open_to_everybody(page: Page, look: Look) -> None:
    soon = datetime.now(UTC) + timedelta(days=1)
    world = make_world(cap=3, draw_at=soon)
    for _ in range(4):
        join(world)
    page.goto(address(world))
    look(page, "draw-campaign")
    page.get_by_role("link", name="Daftar undian").first.click()
    look(page, "draw-form")
    fill(page)
    page.get_by_role("button", name="Cek pesanan").last.click()
    look(page, "draw-check")
    page.get_by_role("button", name="Daftar undian").click()
    expect(page.get_by_text("Anda terdaftar untuk undian.")).to_be_visible()
    look(page, "draw-registered")
    page.goto(address(world, "undian/"))
    look(page, "draw-before")
    with clock.told(soon):
        assert hold_draws(soon) == 1
    page.goto(address(world, "undian/"))
    look(page, "draw-after")
    loser = WaitingEntry.objects.of(world.store).filter(state="waiting").first()
    assert loser is not None
    page.goto(f"/a/{loser.secret}/")
    look(page, "draw-loser")


def test_the_seller_sets_it_up_in_one_fold(page: Page, look: Look) -> None:
    world = make_world(early_opens_at=datetime.now(UTC) - timedelta(days=2), grace_minutes=10)
    page.goto("/")
    sign_in(page, world)
    page.goto(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/")
    look(page, "fair-hub")
    Campaign.objects.of(world.store).update(state="draft")
    page.goto(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/atur/waktu/")
    expect(page.get_by_label("Kelonggaran setelah tutup")).to_have_value("10")
    code = Campaign.objects.of(world.store).get().early_code
    expect(page.get_by_text(f"pesan/?awal={code}")).to_be_visible()
    look(page, "fair-wizard")

"""The seller's way from recap to finished production, in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bukapo.journal import clock
from bukapo.orders.writes.release import cancel_order
from bukapo.production.models import WorkOrder
from tests.faces.production import accepted, address, closed, enter, paid, reported, sent
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    world = make_world()
    for place, (size, colour) in enumerate(world.variants):
        name = f"{colour.upper()} {size} {place}"[:15] if place % 2 else ""
        paid(world, world.line(size, colour, qty=place // 2 + 1, name=name))
    world.place(world.line("L", qty=3))
    return world


def test_every_page_of_production_is_open_to_everybody(
    page: Page, world: World, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    enter(page, world)

    def look(rest: str, name: str) -> None:
        page.goto(address(world, rest))
        axe(page)
        shoot(page, name)

    look("rekap/", "recap-live")
    look("produksi/", "production-before")
    gone = world.place(world.line("M", qty=2))
    closed(world)
    look("rekap/", "recap-frozen")
    look("produksi/", "production-closed")
    look("produksi/spk-baru/", "spk-new")
    order = reported(accepted(sent(world)), 45, 20)
    look("produksi/", "production-running")
    look(f"produksi/spk/{order.number}/", "spk-seller")
    cancel_order(
        store_id=world.store.pk, order_id=gone.pk, reason="batal", actor=world.seller, at=clock.now()
    )
    look("rekap/", "recap-changed")


def test_a_po_is_closed_given_to_a_workshop_and_declared_made(page: Page, world: World) -> None:
    enter(page, world)
    page.goto(address(world, "rekap/"))
    page.get_by_text("Tutup sekarang", exact=True).click()
    page.get_by_role("button", name="Ya, tutup PO dan kunci rekap").click()
    expect(page.get_by_text("PO ditutup. Rekap terkunci")).to_be_visible()
    page.get_by_role("link", name="Lanjut ke produksi").click()
    page.get_by_role("link", name="Buat SPK").first.click()
    page.get_by_label("Nama konveksi atau penjahit").fill("Konveksi Contoh")
    page.get_by_label("Harus selesai tanggal").fill("2027-01-15")
    page.get_by_role("button", name="Buat SPK").click()
    expect(page.get_by_text("SPK sudah dibuat")).to_be_visible()
    order = WorkOrder.objects.of(world.store).get()
    whatsapp = page.get_by_role("link", name="Kirim lewat WhatsApp")
    expect(whatsapp).to_have_attribute("href", re.compile(re.escape(order.secret)))
    page.goto(address(world, "produksi/"))
    page.get_by_text("Produksi selesai", exact=True).click()
    page.get_by_role("button", name="Ya, sudah dihitung dan lengkap").click()
    expect(page.get_by_text("Produksi dinyatakan selesai").first).to_be_visible()
    assert world.fresh(world.campaign).produced_at


def test_no_page_scrolls_sideways_on_a_small_phone(page: Page, world: World) -> None:
    enter(page, world)
    page.set_viewport_size({"width": 320, "height": 640})
    closed(world)
    order = sent(world)
    for rest in ("rekap/", "produksi/", "produksi/spk-baru/", f"produksi/spk/{order.number}/"):
        page.goto(address(world, rest))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, rest

"""A seller looks for a workshop to trust, on a cheap phone: the directory, one of it, several side by side."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.production.giving.rules import SHARE, Wish
from bukapo.production.quality.rules import ARRIVAL, REWORK
from bukapo.production.quality.writes import Fault, inspect
from bukapo.production.workshops.directory import add_workshop
from bukapo.production.workshops.rules import Details
from bukapo.production.writes.stages import finish_work_order
from tests.faces.production import accepted, address, closed, enter, paid, reported, sent
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

WORKSHOPS = (
    Details("Konveksi Rapi Contoh", "Bu Contoh", "0812-3333-4444", "Bandung", 14, 24,
            (("Jahit kaos", 7_000), ("Sablon 1 warna", 5_000), ("Jahit + sablon", 11_500))),
    Details("Jahit Cepat Contoh", city="Soreang", lead_days=7, least=100, prices=(("Jahit kaos", 6_500),)),
    Details("CV Garmen Jaya Abadi Contoh Sejahtera"),
)  # fmt: skip


def making(now: datetime) -> World:
    """Half of a recap was made late and with a defect; the other half is still to be given to somebody."""
    world = make_world(at=now - timedelta(days=20))
    with clock.told(now - timedelta(days=20)):
        made = [
            add_workshop(store_id=world.store.pk, details=one, actor=world.seller, at=clock.now())
            for one in WORKSHOPS
        ]
        paid(world, world.line("L", qty=80))
        facts: dict[str, Any] = {
            "workshop_id": made[0].workshop_id, "wish": Wish(SHARE, share=5_000),
            "stages": ["Potong", "Jahit", "Packing"], "deadline": (now - timedelta(days=4)).date(),
        }  # fmt: skip
        order = accepted(sent(closed(world), **facts))
    who: dict[str, Any] = {"store_id": world.store.pk, "work_order_id": order.pk, "actor": WORKSHOP_ACTOR}
    with clock.told(now - timedelta(days=10)):
        reported(order, 30, 20)
    with clock.told(now - timedelta(days=2)):
        reported(order, 40, 40, 40)
        finish_work_order(**who, at=clock.now())
        inspect(**who, at=clock.now(), place=ARRIVAL, checked={0: 40}, faults=(Fault(0, "seam", REWORK, 1),))
    return world


def test_a_seller_chooses_by_facts(
    page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    world = making(datetime.now(UTC))

    def look(name: str) -> None:
        axe(page)
        shoot(page, f"workshops-{name}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    enter(page, world)
    page.goto(f"/toko-saya/{world.store.slug}/konveksi/baru/")
    page.get_by_label("Nama konveksi").fill("Penjahit Rumahan Contoh")
    page.get_by_label("Daftar harga per pcs").fill("Jahit kaos tujuh ribu")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("tidak terbaca")).to_be_visible()
    look("form")
    page.get_by_label("Daftar harga per pcs").fill("Jahit kaos 7,5rb")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Rp7.500")).to_be_visible()
    page.get_by_role("link", name="Konveksi", exact=True).click()
    look("directory")
    page.get_by_role("link", name="Konveksi Rapi Contoh").click()
    expect(page.get_by_text("tengah dari 1 SPK")).to_be_visible()
    look("one")
    page.goto(f"/toko-saya/{world.store.slug}/konveksi/banding/?pcs=80&apa=Jahit kaos")
    expect(page.get_by_text("kurang 20 pcs")).to_be_visible()
    look("side")
    page.goto(address(world, "produksi/spk-baru/"))
    page.get_by_role("link", name="Bandingkan konveksi untuk 40 pcs ini").click()
    look("choosing")
    page.get_by_role("link", name="Pilih Jahit Cepat Contoh").click()
    expect(page.locator("select[name=workshop] option:checked")).to_have_text("Jahit Cepat Contoh")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"/toko-saya/{world.store.slug}/konveksi/banding/?pcs=80&apa=Jahit kaos")
    axe(page)

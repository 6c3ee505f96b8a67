"""A recap over two workshops, in a browser: shared, asked about, answered, accepted, and gone on with."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bukapo.production.models import WorkOrder
from tests.faces.production import accepted, address, closed, enter, reported
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_workshops_share_a_recap_and_one_asks_first(
    page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    world = make_world()
    for place, (size, colour) in enumerate(world.variants):
        world.place(world.line(size, colour, qty=place // 2 + 1, name=f"NAMA {place}" if place % 2 else ""))
    closed(world)
    enter(page, world)
    first = _sixty_percent(page, world, axe, shoot)
    page.goto(f"/spk/{first.secret}/")
    page.get_by_role("link", name="Tanya dulu").click()
    axe(page)
    page.get_by_label("Apa yang mau ditanyakan?").fill("Benang jahitnya warna apa?")
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page.get_by_text("Menunggu jawaban pemesan.")).to_be_visible()
    page.goto(address(world, f"produksi/spk/{first.number}/"))
    axe(page)
    shoot(page, "spk-question")
    page.get_by_label("Jawaban Anda").fill("Hitam semua.")
    page.get_by_role("button", name="Kirim jawaban").click()
    page.goto(f"/spk/{first.secret}/")
    expect(page.get_by_text("Hitam semua.")).to_be_visible()
    axe(page)
    shoot(page, "spk-answered")
    page.get_by_role("button", name="Terima SPK ini").click()
    _the_rest(page, world, axe, shoot)


def _sixty_percent(
    page: Page, world: World, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> WorkOrder:
    page.goto(address(world, "produksi/spk-baru/"))
    page.get_by_text("Yang diserahkan: 42 pcs").click()
    page.get_by_label("Sekian persen dari tiap ukuran").check()
    page.get_by_label("Persen", exact=False).last.fill("60")
    page.get_by_role("button", name="Pakai pilihan ini").click()
    axe(page)
    shoot(page, "spk-share")
    page.get_by_label("Nama konveksi atau penjahit").fill("Konveksi Contoh")
    page.get_by_label("Harus selesai tanggal").fill("2027-01-15")
    page.get_by_role("button", name="Buat SPK").click()
    expect(page.get_by_text("SPK sudah dibuat")).to_be_visible()
    order: WorkOrder = WorkOrder.objects.of(world.store).get()
    assert 20 <= order.pieces <= 29  # lines with names go whole
    return order


def _the_rest(
    page: Page, world: World, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    page.goto(address(world, "produksi/"))
    first = WorkOrder.objects.of(world.store).get()
    left = 42 - first.pieces + sum(first.sizes.values_list("spare", flat=True))
    expect(page.get_by_text(f"Belum dibagi: {left} dari 42 pcs")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Buat SPK").first.click()
    page.get_by_label("Nama konveksi baru").fill("Konveksi Dua")
    page.get_by_label("Harus selesai tanggal").fill("2027-01-15")
    page.get_by_role("button", name="Buat SPK").click()
    expect(page.get_by_text("SPK sudah dibuat")).to_be_visible()
    second = reported(accepted(WorkOrder.objects.of(world.store).order_by("pk")[1]), 9)
    assert second.workshop
    page.goto(f"/spk/konveksi/{second.workshop.secret}/")
    axe(page)
    shoot(page, "spk-all-work")
    page.set_viewport_size({"width": 320, "height": 640})
    for path in (
        f"/spk/konveksi/{second.workshop.secret}/",
        f"/spk/{second.secret}/",
        address(world, "produksi/spk-baru/"),
        address(world, "produksi/"),
        address(world, f"produksi/spk/{second.number}/"),
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path

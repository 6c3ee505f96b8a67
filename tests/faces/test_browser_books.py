"""What a buyer pays with and a seller keeps books with, on a phone and on a desk, looked at by axe and by people."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.orders.papers import invoice_code
from bukapo.orders.writes.release import promise_refund
from bukapo.payments.models import Payment
from bukapo.payments.sticker import set_static_qris
from tests.payments.qris_codes import STATIC
from tests.payments.test_sticker import code_picture, poster, saved
from tests.till import asked, receive
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page, str], None]


@pytest.fixture(autouse=True)
def apart(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    cache.clear()


@pytest.fixture
def world() -> World:
    return make_world(pay_mode="deposit")


@pytest.fixture
def order(world: World) -> Order:
    return world.place(world.line("L", qty=2, name="BUDI 1"), buyer_name="Budi Santoso")


@pytest.fixture
def look(axe: Callable[[Page], None], shoot: Callable[[Page, str], None]) -> Look:
    def judge(page: Page, name: str) -> None:
        axe(page)
        shoot(page, f"books-{name}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    return judge


def with_qris(world: World) -> None:
    facts: dict[str, Any] = {"actor": world.seller, "at": clock.now(), "store": world.store}
    set_static_qris(**facts, text=STATIC, bank_account_id=world.bank.pk)


def test_an_order_is_paid_by_qr_without_a_script(
    new_context: Callable[..., Any], world: World, order: Order, look: Look
) -> None:
    with_qris(world)
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"/p/{order.secret}/")
    drawn = page.locator(".qr-box svg")
    expect(drawn).to_be_visible()
    box = drawn.bounding_box()
    assert box is not None and box["width"] >= 280
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Unduh QR").click()
    assert fetched.value.suggested_filename == f"qris-{order.number}.png"


def test_the_pages_of_paying_and_checking_are_open_to_everybody(
    page: Page, world: World, order: Order, look: Look
) -> None:
    with_qris(world)
    page.goto(f"/p/{order.secret}/")
    look(page, "order-pay")
    receive(world, order, asked(order) + 20_000, at=clock.now())
    old = invoice_code(world.fresh(order))
    facts: dict[str, Any] = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller}
    page.goto(f"/p/{order.secret}/")
    look(page, "order-paid")
    receive(world, order, 400_000, at=clock.now())
    promise_refund(**facts, at=clock.now(), amount=50_000, reason="Lebih", send_to="")
    page.goto(f"/cek/{Payment.objects.of(world.store).earliest('pk').receipt_code}/")
    expect(page.get_by_role("heading", name="Nota ini asli")).to_be_visible()
    look(page, "cek")
    page.goto(f"/cek/{old}/")
    expect(page.get_by_role("heading", name="Tagihan ini asli")).to_be_visible()
    look(page, "cek-invoice")
    page.goto("/cek/")
    page.get_by_label("Kode cek").fill("bukan kode")
    page.get_by_role("button", name="Cek").click()
    expect(page.get_by_role("heading", name="Kode ini tidak kami kenal")).to_be_visible()
    look(page, "cek-unknown")


def test_a_seller_sets_qris_and_ppn_and_reads_the_books(
    page: Page, world: World, order: Order, look: Look
) -> None:
    receive(world, order, asked(order), at=clock.now())
    page.goto("/toko-saya/masuk/")
    page.get_by_label("E-mail").fill(world.owner.email)
    page.get_by_label("Kata sandi").fill("rahasia-contoh")
    page.get_by_role("button", name="Masuk").click()
    page.goto(f"/toko-saya/{world.store.slug}/pengaturan/")
    look(page, "settings")
    page.get_by_role("link", name="QRIS").click()
    look(page, "qris-none")
    photo = saved(poster(code_picture(STATIC, 900)), "JPEG")
    page.get_by_label("Foto stiker QRIS").set_input_files(
        {"name": "stiker.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
    page.get_by_role("button", name="Baca kodenya").click()
    expect(page.get_by_text("KONVEKSI CONTOH")).to_be_visible()
    look(page, "qris-look")
    page.get_by_role("button", name="Ya, pakai QRIS ini").click()
    expect(page.locator(".qr-box svg")).to_be_visible()
    look(page, "qris-used")
    page.goto(f"/toko-saya/{world.store.slug}/pengaturan/ppn/")
    look(page, "ppn-off")
    page.get_by_label("NPWP").fill("01.234.567.8-901.000")
    page.get_by_label("PKP sejak").fill((clock.now() + timedelta(days=2)).date().isoformat())
    page.get_by_label("Toko ini sudah dikukuhkan").check()
    page.get_by_role("button", name="Catat sebagai PKP").click()
    expect(page.get_by_role("heading", name="Toko ini PKP")).to_be_visible()
    look(page, "ppn-on")
    page.goto(f"/toko-saya/{world.store.slug}/buku/")
    look(page, "buku")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Semua buku (Excel)").click()
    assert fetched.value.suggested_filename.endswith(".xlsx")
    page.goto(f"/toko-saya/{world.store.slug}/pesanan/{order.number}/")
    look(page, "seller-order")
    page.goto(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/pesanan/")
    look(page, "orders")

"""Packing and sending in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bukapo.journal import clock
from bukapo.orders.writes.pay import record_payment
from bukapo.orders.writes.send import ship_order
from bukapo.shipping.models import Parcel
from tests.faces.production import address, closed, enter, paid, produced
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    world = make_world(pay_mode="deposit")
    for place, name in enumerate(["Rina Contoh", "Budi Santoso Panjang Sekali Namanya", "Dewi"]):
        paid(world, world.line("L", qty=2, name="BUDI 10"), world.line("S", "Navy"), courier=True,
             buyer_name=name, note="" if place else "titip satpam")  # fmt: skip
    paid(world, world.line("XXL"), buyer_name="Andi Contoh")
    deposit = world.place(world.line("M", qty=3), buyer_name="Belum Lunas")
    record_payment(
        store_id=world.store.pk, order_id=deposit.pk, amount=150_000, method="cash", bank_account_id=None,
        note="", actor=world.seller, at=clock.now(),
    )  # fmt: skip
    gone = paid(world, courier=True, buyer_name="Sudah Jalan")
    ship_order(
        store_id=world.store.pk, order_id=gone.pk, courier="SiCepat", tracking_number="000123456789",
        actor=world.seller, at=clock.now(),
    )  # fmt: skip
    return produced(closed(world))


def test_every_page_of_sending_is_open_to_everybody(
    page: Page, world: World, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    enter(page, world)
    for query, name in (
        ("", "sending"), ("?tampil=ambil", "sending-pickup"), ("?tampil=belum", "sending-owing"),
        ("?tampil=jalan", "sending-gone"), ("resi/", "sending-upload"), ("tutup-buku/", "books"),
    ):  # fmt: skip
        page.goto(address(world, f"kirim/{query}"))
        axe(page)
        shoot(page, name)
    number = Parcel.objects.of(world.store).get().order.number
    page.goto(address(world, "kirim/resi/"))
    sheet = f"Order;Kurir;Resi\n{number};SiCepat;000123456789\nPO-7K3Q9XM2;JNE;JNE0001\n".encode()
    page.get_by_label("Berkas resi").set_input_files(
        {"name": "resi.csv", "mimeType": "text/csv", "buffer": sheet}
    )
    page.get_by_role("button", name="Unggah").click()
    expect(page.get_by_text("Sudah tercatat")).to_be_visible()
    axe(page)
    shoot(page, "sending-report")


def test_orders_are_ticked_as_packed_and_get_their_tracking_number(page: Page, world: World) -> None:
    enter(page, world)
    page.goto(address(world, "kirim/"))
    page.get_by_label("Semua", exact=True).check()
    page.get_by_role("button", name="Dikemas").click()
    expect(page.get_by_text("3 pesanan ditandai dikemas.")).to_be_visible()
    row = page.get_by_role("listitem").filter(has_text="Rina Contoh")
    row.get_by_text("Isi resi").click()
    row.get_by_label("Nomor resi").fill("x")
    row.get_by_role("button", name="Simpan, sudah dikirim").click()
    expect(row.get_by_label("Nomor resi")).to_have_value("x")
    row.get_by_label("Nomor resi").fill("JNE0009")
    row.get_by_role("button", name="Simpan, sudah dikirim").click()
    expect(page.get_by_text("Rina Contoh: resi tercatat")).to_be_visible()
    assert Parcel.objects.of(world.store).filter(tracking_number="JNE0009", state="handed_over").exists()


def test_no_page_scrolls_sideways_on_a_small_phone(page: Page, world: World) -> None:
    enter(page, world)
    page.set_viewport_size({"width": 320, "height": 640})
    for rest in ("", "?tampil=ambil", "?tampil=belum", "?tampil=jalan", "resi/", "tutup-buku/"):
        page.goto(address(world, f"kirim/{rest}"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, rest

"""What is paid when, seen by a buyer: before agreeing, while the days come, at the door. And what a voucher does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from bukapo.audit import audit
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.vouchers import VoucherTerms
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.journal import clock
from bukapo.orders import instalment_due
from bukapo.orders.models import Order
from bukapo.orders.writes import cod, pay
from bukapo.payments.models import Charge
from tests.faces.production import enter
from tests.faces.storefront.forms import address
from tests.faces.storefront.test_browser import choose
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[str], None]
LATER = (datetime.now(UTC) + timedelta(days=9)).date()


@pytest.fixture
def look(page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]) -> Look:
    """Judge the open page and take its picture; it may not scroll sideways."""

    def judge(name: str) -> None:
        axe(page)
        shoot(page, f"agreed-{name}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    return judge


def voucher(world: World) -> None:
    make_voucher(
        actor=world.seller,
        at=clock.now(),
        store=world.store,
        terms=VoucherTerms("HEMAT10", bp=1_000, least=90_000),
    )


def fill(page: Page, world: World, *, way: str = "pickup", code: str = "") -> None:
    page.goto(address(world))
    page.get_by_role("link", name="Pesan", exact=True).last.click()
    choose(page, "line-0-pick-0", "L")
    choose(page, "line-0-pick-1", "Navy")
    page.get_by_label("Nama", exact=True).fill("Rina Contoh")
    page.get_by_label("Nomor WhatsApp").fill("0812 3456 7890")
    choose(page, "fulfilment", way)
    if way == "courier":
        page.get_by_label("Wilayah pengiriman").select_option(index=1)
        page.get_by_label("Alamat lengkap").fill("Jl. Contoh 12")
    if code:
        page.get_by_label("Kode voucher").fill(code)
    page.get_by_role("button", name="Cek pesanan").last.click()


def pay_what_is_asked(world: World, order: Order) -> None:
    charge = Charge.objects.of(world.store).get(order=order, state="open")
    pay.record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=charge.rest, method="transfer",
        bank_account_id=world.bank.pk, note="", actor=world.seller, at=clock.now(),
    )  # fmt: skip


def clean() -> bool:
    return [breach for _name, found in audit() for breach in found] == []


def test_an_instalment_order_from_the_first_look_to_the_last_term(page: Page, look: Look) -> None:
    terms = [{"bp": 5_000}, {"bp": 2_500, "day": LATER}, {"bp": 2_500, "days": 16}]
    world = make_world(pay_mode="instalment", instalments=terms)
    voucher(world)
    page.goto(address(world))
    expect(page.get_by_role("heading", name="Cara bayar")).to_be_visible()
    expect(page.get_by_text("Termin 2 dari 3").first).to_be_visible()
    look("campaign-instalments")
    fill(page, world, code="hemat 10")
    expect(page.get_by_text("-Rp9.500")).to_be_visible()
    expect(page.get_by_text("Rp42.750")).to_be_visible()  # half of what is left
    look("check-instalments")
    page.get_by_role("button", name="Kirim pesanan").click()
    expect(page.get_by_role("heading", name="Bayar Termin 1 dari 3")).to_be_visible()
    look("order-instalments")
    order = Order.objects.of(world.store).get()
    pay_what_is_asked(world, order)
    for number in (2, 3):
        page.reload()
        expect(page.get_by_text("Termin yang sudah waktunya sudah masuk")).to_be_visible()
        charge = Charge.objects.of(world.store).get(order=order, position=number - 1)
        assert charge.due_at
        instalment_due.ask_due(charge.due_at - timedelta(days=1))
        page.reload()
        expect(page.get_by_role("heading", name=f"Bayar Termin {number} dari 3")).to_be_visible()
        if number == 2:
            look("order-instalments-second")
        pay_what_is_asked(world, order)
    page.reload()
    expect(page.get_by_text("Sudah lunas", exact=False)).to_be_visible()
    look("order-instalments-paid")
    assert clean()


def test_a_cod_order_from_the_form_to_the_money_on_the_account(page: Page, look: Look) -> None:
    world = make_world(pay_mode="cod")
    fill(page, world, way="courier")
    expect(page.get_by_text("tunai saat barang diterima").first).to_be_visible()
    look("check-cod")
    page.get_by_role("button", name="Kirim pesanan").click()
    expect(page.get_by_text("penjual mengecek dulu")).to_be_visible()
    look("order-cod-placed")
    buyers_page = page.url
    order = Order.objects.of(world.store).get()
    enter(page, world)
    page.goto(f"/toko-saya/{world.store.slug}/pesanan/{order.number}/")
    look("seller-cod-placed")
    page.get_by_role("button", name="Terima pesanan COD").click()
    expect(page.get_by_text("Pesanan COD diterima. Pembeli diberi tahu.")).to_be_visible()
    page.goto(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/kirim/")
    expect(page.get_by_text("COD Rp113.000")).to_be_visible()
    look("seller-cod-sending")
    page.get_by_text("Isi resi").click()
    page.get_by_label("Kurir", exact=False).first.fill("JNE")
    page.get_by_label("resi", exact=False).first.fill("0012345678")
    page.get_by_role("button", name="Simpan, sudah dikirim").click()
    expect(page.get_by_text("resi tercatat")).to_be_visible()
    page.goto(buyers_page)
    expect(page.get_by_text("Siapkan Rp113.000 tunai untuk kurir.")).to_be_visible()
    look("order-cod-shipped")
    page.goto(f"/toko-saya/{world.store.slug}/pesanan/{order.number}/")
    page.locator("#cod summary").click()
    page.get_by_label("Biaya yang dipotong kurir").fill("3.500")
    look("seller-cod-pay-out")
    page.get_by_role("button", name="Catat uang COD").click()
    expect(page.get_by_text("Uang COD Rp109.500 cair.")).to_be_visible()
    page.goto(buyers_page)
    expect(page.get_by_text("Siapkan")).to_be_hidden()
    assert world.fresh(order).outstanding == 0 and clean()


def test_who_confirms_an_early_price_too_late_sees_the_new_one_first(page: Page, look: Look) -> None:
    until = datetime.now(UTC) + timedelta(hours=3)
    world = make_world(early_price=80_000, early_until=until)
    page.goto(address(world))
    expect(page.get_by_text("Harga early bird sampai")).to_be_visible()
    look("campaign-early")
    fill(page, world)
    expect(page.get_by_text("Rp80.000").first).to_be_visible()
    Campaign.objects.of(world.store).update(early_until=datetime.now(UTC) - timedelta(seconds=1))
    page.get_by_role("button", name="Kirim pesanan").click()
    expect(page.get_by_role("heading", name="Harganya sudah berubah")).to_be_visible()
    expect(page.get_by_text("Jumlahnya sekarang Rp95.000, bukan Rp80.000 seperti tadi.")).to_be_visible()
    look("held-price-changed")
    assert not Order.objects.of(world.store).exists()
    page.get_by_role("button", name="Cek lagi dengan harga sekarang").click()
    expect(page.get_by_role("heading", name="Cek dulu pesanan Anda")).to_be_visible()
    page.get_by_role("button", name="Kirim pesanan").click()
    expect(page.get_by_text("Pesanan masuk. Simpan tautan")).to_be_visible()
    assert Order.objects.of(world.store).get().goods == 95_000


def test_a_refused_voucher_keeps_the_form(page: Page, look: Look) -> None:
    world = make_world(pay_mode="deposit", balance_due="cod")
    voucher(world)
    fill(page, world, code="SALAH99")
    expect(page.get_by_text("Kode voucher SALAH99 tidak dikenal di PO ini.")).to_be_visible()
    expect(page.get_by_label("Nama", exact=True)).to_have_value("Rina Contoh")
    look("form-voucher-wrong")
    page.get_by_label("Kode voucher").fill("HEMAT10")
    page.get_by_role("button", name="Cek pesanan").last.click()
    expect(page.get_by_text("-Rp9.500")).to_be_visible()
    page.get_by_role("button", name="Kirim pesanan").click()
    order = Order.objects.of(world.store).get()
    pay_what_is_asked(world, order)
    page.reload()
    expect(page.get_by_text("dibayar tunai waktu barang diterima").first).to_be_visible()
    look("order-deposit-cod")
    cod.hand_over_for_cash(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=clock.now())
    assert world.fresh(order).state == "received" and clean()

"""The money of a PO, what waits for a word, and the transfer-back list, in a browser: 360 px first."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import keep_picture
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.writes import pay, payback, release
from bukapo.payments.models import Charge, Credit, Refund
from bukapo.stores.rules import Bank
from tests.faces.production import enter
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world(pay_mode="deposit")


def paid(world: World, order: Order, amount: int) -> Order:
    pay.record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=amount, method="transfer", bank_account_id=world.bank.pk,
        note="", actor=world.seller, at=clock.now(),
    )  # fmt: skip
    fresh: Order = world.fresh(order)
    return fresh


def by(world: World, order: Order) -> dict[str, Any]:
    return {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": clock.now()}


def proof_of(world: World) -> Photo:
    out = BytesIO()
    Image.new("RGB", (540, 1100), "lightyellow").save(out, "JPEG")
    out.seek(0)
    return keep_picture(world.store, out, "proof")


def asked(order: Order) -> int:
    return int(order.charges.get(state="open").total)


def busy(world: World) -> None:
    """One of everything that may need a word."""
    for name in ("Andi Contoh", "Rina Contoh"):
        order = world.place(world.line("L", qty=2), buyer_name=name)
        paid(world, order, asked(order))
    pay.send_proof(
        **(by(world, world.place(buyer_name="Dewi Bukti")) | {"actor": BUYER_ACTOR}),
        photo=proof_of(world), bank_account_id=world.bank.pk, claimed=None, sender="",
    )  # fmt: skip
    short = world.place(buyer_name="Kurang Sedikit")
    paid(world, short, asked(short) - 700)
    over = world.place(buyer_name="Lebih Bayar")
    paid(world, over, over.charged + 12_500)
    double = world.place(buyer_name="Terbayar Dua Kali Wulandari")
    paid(world, double, double.charged)
    paid(world, double, double.charged)
    late = world.place(buyer_name="Terlambat Bayar")
    release.expire_order(**(by(world, late) | {"at": late.pay_by}))
    paid(world, late, 47_500)
    overdue = world.place(buyer_name="Lama Menunggak")
    paid(world, overdue, asked(overdue))
    pay.ask_balance(**by(world, overdue))
    Charge.objects.of(world.store).filter(order=overdue, kind="balance").update(
        due_at=clock.now() - timedelta(days=9)
    )
    for name, account in (("Batal Saja", None), ("Minta Kembali", ("BCA", "0123456789", "Minta Kembali"))):
        gone = paid(world, world.place(buyer_name=name), 60_000)
        release.cancel_order(**by(world, gone), reason="Pembeli minta batal.")
        if account:
            bank, number, holder = account
            to = Bank(bank=bank, number=number, holder=holder)
            payback.give_refund_account(**by(world, gone), account=to)
    Refund.objects.of(world.store).filter(to_number="").update(promised_at=clock.now() - timedelta(days=9))


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((fold) => (fold.open = true))")


def at(world: World, path: str) -> str:
    return f"/toko-saya/{world.store.slug}/{path}"


def test_money_pages_are_open_to_everybody(
    page: Page, world: World, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    busy(world)
    enter(page, world)
    page.goto(at(world, f"po/{world.campaign.slug}/uang/"))
    expect(page.locator(".decision")).to_have_count(5)
    expect(page.get_by_text("Terbayar dua kali: Rp")).to_be_visible()
    axe(page)
    shoot(page, "dashboard-money-decisions")
    page.goto(at(world, "pengembalian/"))
    axe(page)
    shoot(page, "dashboard-refunds")
    for name, shot in (("Lebih Bayar", "over"), ("Lama Menunggak", "overdue"), ("Minta Kembali", "refund")):
        page.goto(at(world, f"pesanan/{Order.objects.of(world.store).get(buyer_name=name).number}/"))
        unfold(page)
        axe(page)
        shoot(page, f"dashboard-order-money-{shot}")


def test_one_tap_decides_and_comes_back_without_a_script(
    new_context: Callable[..., Any], world: World
) -> None:
    busy(world)
    page = new_context(java_script_enabled=False).new_page()
    enter(page, world)
    page.goto(at(world, f"po/{world.campaign.slug}/uang/"))
    page.locator(".decision", has_text="Terlambat").get_by_role("button", name="Terima lagi").click()
    expect(page.locator(".decision")).to_have_count(4)
    page.locator(".decision", has_text="Lebih Bayar").get_by_role(
        "button", name="Kembalikan Rp12.500"
    ).click()
    expect(page.locator(".decision")).to_have_count(3)
    page.locator(".decision", has_text="Kurang Sedikit").get_by_role("button", name="Relakan Rp700").click()
    expect(page.locator(".decision")).to_have_count(2)
    page.get_by_role("link", name="Buka daftar transfer balik").click()
    rows = page.locator(".payback")
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="Yang dicentang sudah ditransfer").click()
    expect(page.get_by_text("Centang dulu yang sudah ditransfer.")).to_be_visible()
    rows.nth(0).get_by_role("checkbox").check()
    rows.nth(1).get_by_role("checkbox").check()
    page.get_by_role("button", name="Yang dicentang sudah ditransfer").click()
    expect(page.get_by_text("2 pengembalian dicatat sudah ditransfer.")).to_be_visible()
    rows.nth(0).get_by_role("button", name="Sudah ditransfer").click()
    expect(page.get_by_text("Tidak ada uang yang harus dikembalikan")).to_be_visible()
    assert not Refund.objects.of(world.store).filter(state="owed").exists()


def test_goodwill_credit_and_more_time_are_given_on_the_orders_page(page: Page, world: World) -> None:
    order = world.place(buyer_name="Andi Contoh", phone="081277770001")
    order = paid(world, order, order.charged)
    enter(page, world)
    page.goto(at(world, f"pesanan/{order.number}/"))
    page.get_by_text("Beri potongan", exact=True).first.click()
    page.locator("#potong").get_by_label("Besarnya potongan").fill("15.000")
    page.locator("#potong").get_by_label("Alasannya").fill("Jahitan kurang rapi")
    page.locator("#potong").get_by_role("button", name="Beri potongan").click()
    expect(page.get_by_text("Sekarang lebih Rp15.000")).to_be_visible()
    page.locator("#simpan-saldo summary").click()
    page.locator("#simpan-saldo").get_by_label("Pembeli setuju").fill("chat WhatsApp 3 Desember")
    page.get_by_role("button", name="Simpan sebagai saldo").click()
    expect(page.get_by_text("Rp15.000 disimpan sebagai saldo pembeli.")).to_be_visible()
    second = world.place(buyer_name="Andi Contoh", phone="081277770001")
    page.goto(at(world, f"pesanan/{second.number}/"))
    page.locator("#saldo-pembeli").get_by_role("button", name="Pakai untuk tagihan ini").click()
    expect(page.get_by_text("Saldo Rp15.000 dipakai untuk tagihan ini.")).to_be_visible()
    assert Credit.objects.of(world.store).get().left == 0
    page.locator("#tempo summary").click()
    page.locator("#tempo").get_by_role("button", name="Perpanjang batas bayar").click()
    expect(page.get_by_text("Batas bayar diperpanjang sampai")).to_be_visible()


def test_the_buyer_decides_about_their_own_money(
    page: Page, world: World, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    order = world.place(buyer_name="Andi Contoh", phone="081277770001")
    order = paid(world, order, order.charged + 30_000)
    page.goto(f"/p/{order.secret}/")
    unfold(page)
    axe(page)
    shoot(page, "order-money-over")
    page.goto(f"/p/{order.secret}/")
    page.get_by_text("Kembalikan ke rekening saya").click()
    form = page.locator("#kembali")
    form.get_by_label("Bank atau dompet").fill("BCA")
    form.get_by_label("Nomor rekening").fill("nol satu dua")
    form.get_by_label("Atas nama").fill("Andi Contoh")
    form.get_by_role("button", name="Minta Rp30.000 dikembalikan").click()
    expect(form.get_by_label("Nomor rekening")).to_have_value("nol satu dua")
    axe(page)
    shoot(page, "order-money-account-wrong")
    form.get_by_label("Nomor rekening").fill("0123 456 789")
    form.get_by_role("button", name="Minta Rp30.000 dikembalikan").click()
    expect(page.get_by_text("•••• 6789").first).to_be_visible()
    axe(page)
    shoot(page, "order-money-owed")
    page.get_by_role("button", name="Jadikan saldo saja (Rp30.000)").click()
    expect(page.get_by_role("heading", name="Saldo Anda Rp30.000")).to_be_visible()
    axe(page)
    shoot(page, "order-money-credit")
    second = world.place(buyer_name="Andi Contoh", phone="081277770001")
    page.goto(f"/p/{second.secret}/")
    axe(page)
    shoot(page, "order-money-spend")
    page.get_by_role("button", name="Pakai untuk tagihan ini").click()
    expect(page.get_by_text("Saldo sudah dipakai untuk pesanan ini.")).to_be_visible()
    shoot(page, "order-money-spent")
    assert world.fresh(second).paid == 30_000

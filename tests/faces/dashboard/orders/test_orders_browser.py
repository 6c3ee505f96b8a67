"""Orders, money and the import in a browser: 360 px first, by keyboard and screen reader too."""

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from bukapo.catalog.pictures import keep_picture
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.intake.draft import WantedLine
from bukapo.orders.models import Order
from bukapo.orders.writes.pay import record_payment, send_proof
from bukapo.orders.writes.release import cancel_order, expire_order
from tests.faces.production import enter
from tests.orders.form import CSV, reunion
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return reunion(pay_mode="deposit", title="Kaos Reuni")


def pay(world: World, order: Order, amount: int) -> None:
    record_payment(
        store_id=world.store.pk, order_id=order.pk, amount=amount, method="transfer", bank_account_id=world.bank.pk,
        note="", actor=world.seller, at=clock.now(),
    )  # fmt: skip


def prove(world: World, order: Order, tmp_path: Any, claimed: int, colour: str = "lightyellow") -> None:
    path = tmp_path / f"{colour}.jpg"
    Image.new("RGB", (540, 1100), colour).save(path)
    with path.open("rb") as file:
        photo = keep_picture(world.store, file, "proof")
    send_proof(
        store_id=world.store.pk, order_id=order.pk, photo=photo, bank_account_id=world.bank.pk, claimed=claimed,
        sender="Budi Santoso", actor=BUYER_ACTOR, at=clock.now(),
    )  # fmt: skip


def busy(world: World, tmp_path: Any) -> Order:
    """A PO with one of everything; returns the order with the most to say."""
    first = world.place(
        line3(world, "L", name="BUDI 10"), line3(world, "XL", qty=2), buyer_name="Budi Santoso"
    )
    prove(world, first, tmp_path, 50_000)
    prove(
        world,
        world.place(line3(world, "M"), buyer_name="Siti Rahma Wulandari Kusumaningrum"),
        tmp_path,
        47_600,
    )
    short = world.place(line3(world, "S"), buyer_name="Kurang Sedikit")
    pay(world, short, short.charges.get(kind="deposit").total - 700)
    over = world.place(line3(world, "S"), buyer_name="Lebih Bayar")
    pay(world, over, over.charged + 12_500)
    late = world.place(line3(world, "S"), buyer_name="Terlambat")
    expire_order(store_id=world.store.pk, order_id=late.pk, actor=world.seller, at=late.pay_by)
    pay(world, late, 47_500)
    gone = world.place(line3(world, "S", qty=3), buyer_name="Batal Saja")
    pay(world, gone, 150_000)
    cancel_order(
        store_id=world.store.pk,
        order_id=gone.pk,
        reason="Pembeli minta batal.",
        actor=world.seller,
        at=clock.now(),
    )
    for name in ("Andi", "Rina", "Dewi"):
        world.place(line3(world, "L"), buyer_name=name)
    return first


def line3(world: World, size: str, qty: int = 1, name: str = "") -> Any:
    return WantedLine(world.variant(size, "Hitam", "Pendek"), qty, {world.name_field.pk: name})


def at(world: World, path: str) -> str:
    return f"/toko-saya/{world.store.slug}/{path}"


def test_orders_and_money_are_open_to_everybody(
    page: Page, world: World, tmp_path: Any, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    order = busy(world, tmp_path)
    enter(page, world)
    po = f"po/{world.campaign.slug}"
    for path, name in (
        (f"{po}/pesanan/", "orders"),
        (f"{po}/pesanan/?cari=tidak+ada", "orders-none"),
        (f"pesanan/{order.number}/", "order"),
        (f"{po}/uang/", "money"),
        (f"{po}/pesanan/baru/", "order-new"),
        (f"pesanan/{Order.objects.of(world.store).get(buyer_name='Terlambat').number}/", "order-late"),
        (f"pesanan/{Order.objects.of(world.store).get(buyer_name='Lebih Bayar').number}/", "order-over"),
        (f"pesanan/{Order.objects.of(world.store).get(buyer_name='Batal Saja').number}/", "order-cancelled"),
    ):
        page.goto(at(world, path))
        page.evaluate("document.querySelectorAll('main details').forEach((fold) => (fold.open = true))")
        axe(page)
        shoot(page, f"dashboard-{name}")


def test_a_proof_is_decided_in_the_queue_without_a_script(
    new_context: Callable[..., Any], world: World, tmp_path: Any
) -> None:
    order = busy(world, tmp_path)
    page = new_context(java_script_enabled=False).new_page()
    enter(page, world)
    page.goto(at(world, f"po/{world.campaign.slug}/uang/"))
    queue = page.locator(".proof")
    expect(queue).to_have_count(2)
    amount = queue.first.get_by_label("Jumlah yang masuk")
    expect(amount).to_have_value("")  # the buyer says another sum than was asked
    amount.fill(str(order.charges.get(state="open").transfer_amount))
    queue.first.get_by_role("button", name="Uangnya masuk").click()
    expect(page.get_by_role("status").or_(page.locator(".notice")).first).to_contain_text("tercatat masuk")
    expect(page.locator(".proof")).to_have_count(1)
    assert world.fresh(order).state == "confirmed"
    page.locator(".proof summary").click()
    page.get_by_label("Fotonya tidak terbaca, tolong kirim lagi.").check()
    page.get_by_role("button", name="Tolak bukti ini").click()
    expect(page.locator(".proof")).to_have_count(0)


def test_the_shared_form_is_imported_on_screen(
    page: Page, world: World, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    enter(page, world)
    page.goto(at(world, f"po/{world.campaign.slug}/impor/"))
    axe(page)
    shoot(page, "dashboard-imports")
    page.get_by_label("Pilih file CSV atau XLSX").set_input_files(CSV)
    page.get_by_role("button", name="Baca file ini").click()
    expect(page.get_by_role("heading", name="Cocokkan kolom")).to_be_visible()
    axe(page)
    shoot(page, "dashboard-import-columns")
    page.get_by_role("button", name="Lihat hasilnya").click()
    expect(page.get_by_text("Rp24.340.000")).to_be_visible()
    axe(page)
    shoot(page, "dashboard-import-check")
    page.get_by_role("button", name="Masukkan 166 pesanan").click()
    expect(page.get_by_text("166 pesanan masuk.")).to_be_visible()
    axe(page)
    shoot(page, "dashboard-import-result")
    assert Order.objects.of(world.store).count() == 166
    page.locator("#perlu-dicek .list-link").first.click()
    axe(page)
    shoot(page, "dashboard-import-row")
    page.locator('input[name="line-0-pick-0"][value="L"]').check()
    page.get_by_role("button", name="Jadikan pesanan").last.click()
    expect(page.get_by_text("Jawaban ini sudah jadi pesanan.")).to_be_visible()
    axe(page)
    shoot(page, "dashboard-order-imported")
    page.goto(at(world, f"po/{world.campaign.slug}/pesanan/"))
    shoot(page, "dashboard-orders-imported")
    assert Order.objects.of(world.store).count() == 167
    page.goto(at(world, f"po/{world.campaign.slug}/uang/"))
    axe(page)
    shoot(page, "dashboard-money-imported")
    page.locator(".form-proof").first.get_by_role("button", name="Uangnya masuk").click()
    expect(page.get_by_text("tercatat masuk")).to_be_visible()

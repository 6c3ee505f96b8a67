"""Prices that move, on a cheap phone: the seller's tiers and proposal, the buyer's answer, the gate and the meter."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from bukapo.campaigns.models import PriceTier
from bukapo.campaigns.plan import Item
from bukapo.campaigns.writes.draft import draft_campaign
from bukapo.orders.models import Order, Proposal
from bukapo.production.capital.writes import set_capital
from bukapo.production.models import WorkOrder
from tests.faces.production import address, enter
from tests.orders.pricing.tiered import breaches, close, settle, tiered
from tests.till import asked, receive
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page, str], None]


@pytest.fixture(autouse=True)
def apart(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"


@pytest.fixture
def look(axe: Callable[[Page], None], shoot: Callable[[Page, str], None]) -> Look:
    def judge(page: Page, name: str) -> None:
        axe(page)
        shoot(page, f"prices-{name}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    return judge


@pytest.fixture
def world() -> World:
    world = tiered(at=datetime.now(UTC), pay_mode="deposit", deposit_bp=5000, title="Kaos Makin Murah")
    for size, pieces in (("L", 2), ("M", 3)):
        order = world.place(world.line(size, qty=pieces), buyer_name=f"Pembeli {size}")
        receive(world, order, asked(order), at=datetime.now(UTC))
    return world


def picture() -> dict[str, Any]:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((600, 800)).convert("RGB").save(out, "JPEG")
    return {"name": "nota.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def link(order: Order, rest: str = "") -> str:
    return f"/p/{order.secret}/{rest}"


def test_tiers_are_typed_without_a_script_and_seen_as_stairs(
    new_context: Callable[..., Any], world: World, look: Look
) -> None:
    draft = draft_campaign(
        actor=world.seller, at=datetime.now(UTC), store=world.store, title="PO Berikut",
        plan={"items": [Item(world.product.pk, 95_000)]},
    )  # fmt: skip
    page = new_context(java_script_enabled=False).new_page()
    enter(page, world)
    page.goto(f"/toko-saya/{world.store.slug}/po/{draft.slug}/atur/isi/")
    page.get_by_text("Makin banyak pcs, makin murah untuk semua").click()
    page.locator(f"#id_tier_{world.product.pk}_0_from").fill("50")
    page.locator(f"#id_tier_{world.product.pk}_0_price").fill("99.000")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Harga tiap tingkat harus di bawah harga PO")).to_be_visible()
    page.locator(f"#id_tier_{world.product.pk}_0_price").fill("90.000")
    page.locator(f"#id_tier_{world.product.pk}_1_from").fill("100")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Isi harganya.")).to_be_visible()
    page.locator(f"#id_tier_{world.product.pk}_1_price").fill("85.000")
    page.get_by_role("button", name="Simpan", exact=True).click()
    rows = PriceTier.objects.of(world.store).filter(item__campaign_id=draft.campaign_id)
    assert list(rows.values_list("from_pieces", "price")) == [(50, 90_000), (100, 85_000)]
    with_script = new_context().new_page()
    enter(with_script, world)
    with_script.goto(page.url)
    look(with_script, "wizard")
    with_script.goto(f"/toko-saya/{world.store.slug}/po/{draft.slug}/atur/periksa/")
    expect(with_script.get_by_text("Bayar lunas dengan harga yang bisa turun")).to_be_visible()
    look(with_script, "wizard-check")


def test_the_bar_says_how_many_pieces_are_missing_and_what_it_came_to(
    page: Page, world: World, look: Look
) -> None:
    page.goto(f"/{world.store.slug}/{world.campaign.slug}/")
    expect(page.get_by_text("3 pcs lagi dan harga turun jadi Rp80.000 untuk semua.")).to_be_visible()
    look(page, "campaign")
    close(world, at=datetime.now(UTC))
    settle(datetime.now(UTC))
    page.goto(f"/{world.store.slug}/{world.campaign.slug}/")
    expect(page.get_by_text("PO ditutup dengan 5 pcs: harganya Rp90.000 untuk semua.")).to_be_visible()
    look(page, "campaign-closed")
    order = Order.objects.of(world.store).filter(campaign=world.campaign).first()
    assert order is not None
    page.goto(link(order))
    expect(page.get_by_text("Harga turun, hemat Rp10.000")).to_be_visible()
    look(page, "order-repriced")


def test_a_seller_asks_and_buyers_answer_each_for_themselves(
    page: Page, new_context: Callable[..., Any], world: World, look: Look
) -> None:
    now = datetime.now(UTC)
    close(world, at=now)
    settle(now)
    enter(page, world)
    page.goto(address(world, "harga/"))
    look(page, "proposals-none")
    page.get_by_role("link", name="Usulkan tambahan").click()
    page.get_by_label("Alasannya").fill("Katun naik")
    page.get_by_label("Foto buktinya").set_input_files(picture())
    page.get_by_role("button", name="Lihat akibatnya dulu").click()
    expect(page.get_by_text("Isi tambahannya, per pcs atau ongkir.")).to_be_visible()
    page.get_by_label("Alasannya").fill("Harga katun naik 20% sejak Senin, nota pabrik terlampir.")
    page.get_by_label("Foto buktinya").set_input_files(picture())
    page.get_by_label("Tambahan per pcs").fill("5.000")
    late = (now + timedelta(days=4)).astimezone(ZoneInfo("Asia/Jakarta"))
    page.get_by_label("Dijawab paling lambat").fill(late.strftime("%Y-%m-%dT%H:%M"))
    look(page, "proposal-form")
    page.get_by_role("button", name="Lihat akibatnya dulu").click()
    expect(page.get_by_text("+Rp25.000").first).to_be_visible()
    look(page, "proposal-preview")
    page.get_by_role("button", name="Ubah").click()
    expect(page.get_by_text("Foto yang tadi masih tersimpan")).to_be_visible()
    page.get_by_role("button", name="Lihat akibatnya dulu").click()
    page.get_by_role("button", name="Kirim ke semua pembeli").click()
    expect(page.get_by_text("Usulan terkirim")).to_be_visible()
    proposal = Proposal.objects.of(world.store).get()
    assert proposal.photo is not None
    first, second = Order.objects.of(world.store).filter(campaign=world.campaign).order_by("pk")
    buyer = new_context(java_script_enabled=False).new_page()
    _agree(buyer, first, look)
    _leave(buyer, second, look)
    page.reload()
    expect(page.get_by_text("Disetujui Rp10.000.")).to_be_visible()
    look(page, "proposal-answers")
    assert (world.fresh(first).goods, world.fresh(second).state) == (190_000, "cancelled")
    assert breaches() == []


def _agree(buyer: Page, order: Order, look: Look) -> None:
    buyer.goto(link(order))
    expect(buyer.get_by_role("heading", name="Penjual meminta tambahan Rp10.000")).to_be_visible()
    buyer.get_by_role("link", name="Setuju", exact=True).click()
    expect(buyer.get_by_role("heading", name="Setuju dengan harga baru Rp190.000?")).to_be_visible()
    buyer.get_by_role("button", name="Ya, saya setuju").click()
    expect(buyer.get_by_text("Persetujuan Anda tercatat")).to_be_visible()
    expect(buyer.get_by_role("heading", name="Penjual meminta tambahan")).to_be_hidden()


def _leave(buyer: Page, order: Order, look: Look) -> None:
    buyer.goto(link(order, "harga/keluar/"))
    expect(buyer.get_by_text("kembali seluruhnya, tanpa potongan")).to_be_visible()
    buyer.get_by_role("button", name="Ya, batalkan dan kembalikan uang saya").click()
    expect(buyer.get_by_text("Seluruh uang Anda akan dikembalikan.")).to_be_visible()


def test_the_banner_and_its_two_pages_are_open_to_everybody(page: Page, world: World, look: Look) -> None:
    from bukapo.orders.pricing.asking import Wish
    from bukapo.orders.pricing.propose import make_proposal

    now = datetime.now(UTC)
    close(world, at=now)
    settle(now)
    wish = Wish("Harga katun naik 20% sejak Senin.", now + timedelta(days=3), "leave", per_piece=5_000)
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": world.seller, "at": now}
    made = make_proposal(**facts, wish=wish)
    order = Order.objects.of(world.store).filter(campaign=world.campaign).first()
    assert order is not None
    page.goto(link(order))
    look(page, "order-asked")
    page.goto(link(order, "harga/setuju/"))
    look(page, "order-agree")
    page.goto(link(order, "harga/keluar/"))
    look(page, "order-leave")
    enter(page, world)
    page.goto(address(world, f"harga/{made.proposal_id}/"))
    look(page, "proposal-waiting")
    page.get_by_text("Tarik usulan", exact=True).click()
    page.get_by_label("Kenapa tidak jadi?").fill("Pabrik memberi harga lama lagi")
    page.get_by_role("button", name="Ya, tarik usulan").click()
    expect(page.get_by_text("Usulan ditarik.")).to_be_visible()
    page.goto(link(order, "harga/setuju/"))
    expect(page).to_have_url(page.url.split("/harga/")[0].rstrip("/") + "/")


def test_a_work_order_that_is_not_covered_asks_for_a_word_first(page: Page, world: World, look: Look) -> None:
    now = datetime.now(UTC)
    place = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": world.seller, "at": now}
    enter(page, world)
    page.goto(address(world))
    look(page, "hub-unknown")
    set_capital(**place, each=60_000, fixed=150_000, down_bp=5000, down_fixed=0, spent=120_000)
    page.goto(address(world))
    expect(page.get_by_text("DP konveksi tertutup")).to_be_visible()
    look(page, "hub")
    page.goto(address(world, "modal/"))
    look(page, "capital")
    page.get_by_label("Perkiraan ongkos per pcs").fill("80.000")
    page.get_by_label("DP konveksi, persen").fill("120")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Paling banyak 100.")).to_be_visible()
    page.get_by_label("DP konveksi, persen").fill("")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    close(world, at=now)
    settle(now)
    page.goto(address(world, "produksi/spk-baru/"))
    page.get_by_label("Nama konveksi atau penjahit").fill("Konveksi Contoh")
    page.get_by_label("Harus selesai tanggal").fill((now + timedelta(days=20)).date().isoformat())
    page.get_by_label("Ongkos per pcs").fill("100.000")
    page.get_by_role("button", name="Buat SPK").click()
    expect(page.get_by_text("Belum dibuat: baca dulu soal uangnya")).to_be_visible()
    assert not WorkOrder.objects.of(world.store).exists()
    look(page, "spk-uncovered")
    page.get_by_label("Saya tahu").check()
    page.get_by_role("button", name="Buat SPK").click()
    expect(page.get_by_text("SPK sudah dibuat")).to_be_visible()
    assert breaches() == []

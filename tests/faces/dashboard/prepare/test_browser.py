"""A seller on a 360 px phone: from signing up to an open PO, looking at every page on the way."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Variant
from bukapo.journal import clock
from tests.campaigns.prepared import prepare

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[str], None]


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    cache.clear()


@pytest.fixture
def look(page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]) -> Look:
    """Judge the open page and take its picture; it may not scroll sideways."""

    def judge(name: str) -> None:
        axe(page)
        shoot(page, f"prepare-{name}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    return judge


def tap(page: Page, role: str, name: str) -> None:
    """Tap what leads to another page, and be there."""
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]


def photo() -> dict[str, object]:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((800, 1000)).convert("RGB").save(out, "JPEG")
    return {"name": "kaos.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def local(days: int, hour: str = "21:00") -> str:
    day = (clock.now() + timedelta(days=days)).date().isoformat()
    return f"{day}T{hour}" if hour else day


def sign_up_and_open(page: Page, look: Look) -> None:
    page.goto("/toko-saya/masuk/")
    look("masuk")
    tap(page, "link", "Daftar")
    look("daftar")
    page.get_by_label("Nama Anda").fill("Sari Dewi")
    page.get_by_label("E-mail").fill("sari@contoh.id")
    page.get_by_label("Kata sandi").fill("pendek")
    tap(page, "button", "Daftar")
    look("daftar-salah")
    page.get_by_label("Kata sandi").fill("kata-sandi-panjang")
    tap(page, "button", "Daftar")
    look("buka-toko")
    for label, words in (
        ("Nama toko", "Benang Senja"),
        ("Kota", "Bandung"),
        ("Nomor WhatsApp", "0812-3456-7890"),
        ("Bank atau dompet", "BCA"),
        ("Nomor rekening", "1234567890"),
        ("Atas nama", "Sari Dewi"),
    ):
        page.get_by_label(label).fill(words)
    tap(page, "button", "Buka toko")
    expect(page.get_by_role("heading", name="Menuju PO pertama")).to_be_visible()
    look("toko-baru")


def make_product(page: Page, look: Look) -> None:
    tap(page, "link", "Produk pertama dengan pilihan dan tabel ukurannya")
    page.get_by_label("Nama produk").fill("Kaos Senja Boxy")
    page.get_by_label("Harga normal").fill("165.000")
    first, second = page.get_by_label("Isinya, satu per baris").all()[:2]
    first.fill("S\nM\nL\nXL +5000\nXXL +10rb")
    second.fill("Hitam *\nKrem")
    expect(page.get_by_text("10 pilihan")).to_be_visible()
    page.locator("#id_chart").fill("Ukuran | Lebar | Panjang\nS | 52 | 68\nM | 54 | 70")
    page.get_by_text("Tambah isian").first.click()
    page.get_by_label("Nama isian").first.fill("Nama punggung")
    look("produk-baru")
    tap(page, "button", "Simpan & lanjut ke foto")
    look("foto-kosong")
    page.get_by_label("Tambah foto").set_input_files([photo(), photo()])
    tap(page, "button", "Kirim foto")
    expect(page.get_by_role("button", name="Jadikan pertama")).to_be_visible()
    look("foto")
    tap(page, "link", "Selesai")
    look("produk")
    assert Variant.objects.across_stores("test").count() == 10


def walk_the_wizard(page: Page, look: Look) -> None:
    page.goto("/toko-saya/benang-senja/po/baru/")
    page.get_by_label("Judul PO").fill("Kaos Senja Batch 3")
    page.get_by_label("Harga PO per pcs").fill("139.000")
    look("wizard-isi-baru")
    tap(page, "button", "Simpan & lanjut")
    look("wizard-waktu")
    page.get_by_label("Dibuka").fill(local(-1, "10:00"))
    page.get_by_label("Ditutup").fill(local(7))
    page.get_by_label("Kuota PO").fill("100")
    tap(page, "button", "Simpan & lanjut")
    page.get_by_label("DP sekian persen").check()
    page.get_by_label("DP persen").fill("50")
    look("wizard-bayar")
    tap(page, "button", "Simpan & lanjut")
    look("wizard-janji")
    page.get_by_label("Perkiraan selesai produksi").fill(local(20, ""))
    page.get_by_label("Mulai dikirim").fill(local(21, ""))
    tap(page, "button", "Simpan & lanjut")
    look("wizard-kirim")
    tap(page, "link", "Isi tabel ongkir")
    look("ongkir")
    page.get_by_label("1 kg pertama").nth(1).fill("18.000")
    tap(page, "button", "Simpan")
    page.get_by_label("Dikirim kurir").check()
    tap(page, "button", "Simpan & lanjut")
    page.get_by_label("Aturan tambahan").fill("Barang yang sudah dibeli tidak dapat dikembalikan")
    tap(page, "button", "Simpan & lanjut")
    look("wizard-syarat-salah")
    page.get_by_label("Aturan tambahan").fill("Warna bisa sedikit beda dengan layar.")
    tap(page, "button", "Simpan & lanjut")


def test_a_seller_goes_from_nothing_to_an_open_po_on_a_phone(page: Page, look: Look) -> None:
    sign_up_and_open(page, look)
    make_product(page, look)
    walk_the_wizard(page, look)
    expect(page.get_by_role("heading", name="1 hal belum lengkap")).to_be_visible()
    tap(page, "button", "Terbitkan PO")
    look("wizard-kurang")
    tap(page, "link", "Tanggal paling lambat kirim belum diisi.")
    page.get_by_label("Paling lambat dikirim").fill(local(28, ""))
    tap(page, "button", "Simpan & lanjut")
    page.goto("/toko-saya/benang-senja/po/kaos-senja-batch-3/atur/")
    expect(page.get_by_role("heading", name="Semua lengkap")).to_be_visible()
    look("wizard-periksa")
    tap(page, "link", "Pratinjau")
    expect(page.get_by_text("Persis seperti inilah")).to_be_visible()
    page.go_back()
    tap(page, "button", "Terbitkan PO")
    expect(page.get_by_text("PO sudah terbit")).to_be_visible()
    look("po")
    assert Campaign.objects.across_stores("test").get().state == "published"
    page.goto("/toko-saya/benang-senja/")
    look("toko")


def test_the_other_pages_of_preparing_are_open_to_everybody(page: Page, look: Look, live_server) -> None:
    shop = prepare("angkatan-11")
    draft = shop.draft(title="Kaos Reuni")
    now = clock.now()
    shop.draft(title="Draf lain")
    Campaign.objects.of(shop.store).filter(pk=draft.pk).update(
        state="published",
        published_at=now,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=5),
    )
    page.goto("/toko-saya/masuk/")
    page.get_by_label("E-mail").fill(shop.owner.email)
    page.get_by_label("Kata sandi").fill("kata-sandi-panjang")
    tap(page, "button", "Masuk")
    here = f"{live_server.url}/toko-saya/angkatan-11/"
    for path, name in (
        ("pengaturan/", "pengaturan"),
        (f"produk/{shop.product.pk}/", "produk-ubah"),
        ("po/draf-lain/atur/isi/", "wizard-isi"),
        ("po/draf-lain/atur/syarat/", "wizard-syarat"),
        ("po/draf-lain/atur/waktu/", "wizard-waktu-isi"),
        ("po/kaos-reuni/", "po-buka"),
        ("po/kaos-reuni/ubah/", "po-ubah"),
        ("po/kaos-reuni/janji/", "po-janji"),
        ("po/kaos-reuni/foto/", "po-foto"),
        ("?", "toko-dua-po"),
    ):
        page.goto(f"{here}{path}")
        look(name)
    page.goto(f"{here}pengaturan/")
    page.get_by_label("E-mail anggota baru").fill("budi@contoh.id")
    tap(page, "button", "Undang")
    look("undangan-link")
    page.goto("/toko-saya/lupa-sandi/")
    look("lupa-sandi")
    page.goto("/toko-saya/?semua")
    look("toko-semua")


def test_without_a_script_a_product_and_a_step_are_saved_too(
    new_context: Callable[..., BrowserContext], browser: Browser
) -> None:
    shop = prepare("angkatan-11")
    draft = shop.draft(title="Kaos Reuni")
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/toko-saya/masuk/")
    page.get_by_label("E-mail").fill(shop.owner.email)
    page.get_by_label("Kata sandi").fill("kata-sandi-panjang")
    tap(page, "button", "Masuk")
    page.goto(f"/toko-saya/angkatan-11/produk/{shop.product.pk}/")
    page.get_by_label("Isinya, satu per baris").first.fill("S\nXL +5000\nXXL +10000")
    tap(page, "button", "Simpan")
    expect(page.get_by_text("Produk tersimpan")).to_be_visible()
    assert Variant.objects.of(shop.store).filter(active=True).count() == 6
    page.goto(f"/toko-saya/angkatan-11/po/{draft.slug}/atur/waktu/")
    page.get_by_label("Kuota PO").fill("55")
    tap(page, "button", "Simpan")
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    assert draft.counters.get(variant=None).cap == 55

"""A jacket made to order: two buyers days apart, each with a job and a promise of their own; one is moved."""

import re
from datetime import timedelta

import pytest

from bukapo.audit import audit
from bukapo.catalog.rules import FieldDraft, OptionDraft, ProductDraft, Value
from bukapo.catalog.writes import save_product
from tests.faces.production import enter
from tests.journeys import buying
from tests.journeys.buying import Wish
from tests.journeys.conftest import NewPerson
from tests.journeys.days import MONDAY, Calendar
from tests.journeys.person import Person
from tests.journeys.shop import photo
from tests.journeys.worker import work
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True)]

HOME = "/toko-saya/toko-contoh"
PO, PUBLIC = f"{HOME}/po/jaket-varsity", "/toko-contoh/jaket-varsity/"
JACKET = ProductDraft(
    name="Jaket Varsity",
    weight=700,
    normal_price=450_000,
    cost=180_000,
    size_chart={"columns": ["Ukuran", "Lebar"], "rows": [["M", "54"], ["L", "57"]], "note": ""},
    options=(OptionDraft("Ukuran", (Value("M", is_default=True), Value("L")), is_size=True),),
    personalizations=(FieldDraft("Nama di dada", max_length=12, price=25_000),),
)


def rinas() -> Wish:
    return Wish("Rina Contoh", "0812-0000-1111", [("L", "", 1, "RINA")], "Jl. Contoh 12, RT 01/02")


def budis() -> Wish:
    return Wish("Budi Contoh", "0812-0000-2222", [("M", "", 1, "BUDI")])


def test_each_jacket_is_made_promised_and_sent_by_itself(new_person: NewPerson, calendar: Calendar) -> None:
    world, seller = make_world(at=MONDAY), new_person("penjual", laptop=True)
    save_product(actor=world.seller, at=MONDAY, store=world.store, draft=JACKET)
    open_the_po(seller, world)

    rina, wish = new_person("rina"), rinas()
    confirmed(seller, rina, wish, promised="26–28 November 2026", queue="Sekarang belum ada antrean.")
    rina.look("di-antrean")

    calendar.at = MONDAY + timedelta(days=2)
    budi, other = new_person("budi"), budis()
    confirmed(
        seller, budi, other, promised="2–7 Desember 2026", queue="Sekarang ada 1 pesanan lain di depan."
    )
    budi.sees("Di depan pesanan Anda masih ada 1 pesanan lain.")

    made_by_the_workshop(seller, new_person("konveksi"), rina, wish)
    leaves_while_the_po_is_open(seller, rina, wish)
    the_other_is_promised_anew(seller, budi, other)
    assert not [breach for _name, breaches in audit() for breach in breaches]


def open_the_po(seller: Person, world: World) -> None:
    enter(seller.page, world)
    seller.open(f"{HOME}/po/baru/")
    seller.fill(("Judul PO", "Jaket Varsity"))
    seller.page.get_by_label("Sesuai pesanan").check()
    row = seller.page.locator(".offered").filter(has_text="Jaket Varsity")
    row.get_by_role("checkbox").check()
    seller.fill(("Harga PO per pcs", "400.000"), within=row)
    seller.look("jenis-po")
    seller.press("Simpan & lanjut")
    seller.fill(("Dibuka", "2026-11-22T10:00"))
    seller.page.get_by_label("Tanpa batas").check()
    seller.press("Simpan & lanjut")
    seller.page.get_by_label("DP sekian persen").check()
    seller.fill(("DP persen", "50"))
    seller.press("Simpan & lanjut")
    seller.fill(
        ("Satu pesanan jadi paling cepat", "3"), ("Paling lama", "5"), ("Dikerjakan sekaligus", "1"),
        ("Dikirim paling lambat", "2"), ("Tahap pengerjaan", "Potong\nBordir\nJahit"), ("Dibuat di", "Penjahit Contoh"),
    )  # fmt: skip
    seller.look("kecepatan")
    seller.press("Simpan & lanjut")
    seller.page.get_by_label("Ambil sendiri").check()
    seller.fill(("Tempat dan jam ambil", "Studio Contoh, Sabtu 10.00–15.00"))
    seller.page.get_by_label("Dikirim kurir").check()
    seller.press("Simpan & lanjut")
    seller.press("Simpan & lanjut")
    seller.sees("Semua lengkap", "3 sampai 5 hari kerja, menurut antrean")
    seller.press("Terbitkan PO")
    seller.sees("PO sudah terbit", "26–28 November 2026")


def confirmed(seller: Person, buyer: Person, wish: Wish, *, promised: str, queue: str) -> None:
    """Ordered, the deposit paid and found: the buyer has a promise of their own."""
    buyer.open(PUBLIC)
    buyer.sees("Jadi, kalau dikonfirmasi hari ini", promised, queue)
    buyer.page.get_by_role("link", name="Pesan", exact=True).last.click()
    [(size, _colour, quantity, name)] = wish.lines
    buyer.page.locator(f'input[name="line-0-pick-0"][value="{size}"]').check()
    buyer.page.locator('[name="line-0-qty"]').fill(str(quantity))
    buyer.page.locator('[name^="line-0-text-"]').fill(name)
    buyer.page.get_by_label("Nama", exact=True).fill(wish.name)
    buyer.fill(("Nomor WhatsApp", wish.phone))
    buying._choose_way(buyer, wish)
    buyer.press("Cek pesanan")
    buyer.sees(promised, "setelah pesanan itu jadi")
    buyer.press("Kirim pesanan")
    buyer.sees("Pesanan masuk. Simpan tautan")
    wish.number = buyer.page.locator(".serial").first.inner_text().strip()
    wish.link = re.sub(r"\?.*", "", buyer.page.url)
    buyer.sees("Mulai dikerjakan setelah pembayaran pertama diterima")
    pay(seller, buyer, wish)
    buyer.open(wish.link)
    buyer.sees("Jaket Varsity Anda di antrean pengerjaan", promised)


def pay(seller: Person, buyer: Person, wish: Wish) -> None:
    buying.pay(buyer, wish)
    seller.open(f"{PO}/uang/")
    seller.press("Uangnya masuk", within=seller.page.locator(".proof").filter(has_text=wish.name))
    seller.sees("tercatat masuk")
    work()


def made_by_the_workshop(seller: Person, workshop: Person, buyer: Person, wish: Wish) -> None:
    seller.open(f"{PO}/produksi/")
    seller.sees("Antrean pengerjaan", "Rina Contoh", "Budi Contoh", "Penjahit Contoh")
    seller.look("antrean")
    seller.follow("Rina Contoh")
    seller.look("satu-pekerjaan")
    seller.follow("Buka SPK")
    seller.page.wait_for_load_state()
    link = re.search(r"/spk/[\w-]{16,}/", seller.page.content())
    assert link
    workshop.open(link[0])
    assert wish.phone not in workshop.page.content() and wish.address not in workshop.page.content()
    workshop.press("Terima SPK ini")
    stage = workshop.page.locator("#tahap-0")
    stage.get_by_label("Foto").set_input_files(photo("POTONG"))
    stage.get_by_label("sudah jadi").first.fill("1")
    workshop.press("Simpan laporan", within=stage)
    workshop.sees("Potong: 1 pcs tercatat.")
    workshop.page.locator(".stage.is-now [data-all]").click()
    workshop.sees("Bordir: 1 pcs tercatat.")
    buyer.open(wish.link)
    buyer.sees("Jaket Varsity Anda: jahit, tahap 3 dari 3", "Sedang dikerjakan khusus untuk Anda.")
    buyer.look("sedang-dijahit")
    workshop.page.locator(".stage.is-now [data-all]").click()
    workshop.press("Selesai semua")
    workshop.sees("Semua sudah selesai.")
    work()


def leaves_while_the_po_is_open(seller: Person, buyer: Person, wish: Wish) -> None:
    buyer.open(wish.link)
    buyer.sees("Jaket Varsity Anda sudah jadi", "Bayar pelunasan")
    pay(seller, buyer, wish)
    seller.open(f"{PO}/kirim/")
    row = seller.page.get_by_role("listitem").filter(has_text=wish.name)
    seller.unfold("Isi resi", within=row)
    seller.fill(("Kurir", "JNE"), ("Nomor resi", "JNE0009876543"), within=row)
    seller.press("Simpan, sudah dikirim", within=row)
    seller.sees(f"{wish.name}: resi tercatat")
    buyer.open(wish.link)
    buyer.sees("JNE0009876543")
    buyer.open(PUBLIC)
    buyer.sees("Sekarang ada 1 pesanan lain di depan.")
    assert buyer.page.get_by_role("link", name="Pesan", exact=True).count()


def the_other_is_promised_anew(seller: Person, buyer: Person, wish: Wish) -> None:
    seller.open(f"{PO}/produksi/antrean/{wish.number}/")
    seller.fill(("Jadi paling lambat", "2026-12-12"), ("Dikirim paling lambat", "2026-12-15"))
    seller.fill(("Alasannya", "Kulit untuk lengannya datang terlambat"))
    seller.press("Geser dan kabari pembeli")
    seller.sees("Tanggal baru tercatat")
    seller.look("janji-digeser")
    work()
    buyer.open(wish.link)
    buyer.sees("12 Desember 2026", "Kulit untuk lengannya datang terlambat", "2–7 Desember 2026")
    buyer.look("janji-bergeser")
    seller.open(f"{PO}/pesan/")
    seller.sees("Janji satu pesanan bergeser", wish.name)

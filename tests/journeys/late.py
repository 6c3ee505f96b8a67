"""A PO in two workshops that does not go as planned: what the seller and the workshops do about it, on their pages."""

import contextlib
import io
import re
from html import unescape

from playwright.sync_api import Locator, expect

from tests.journeys.person import Person

STAGES = ["Potong", "Sablon", "Jahit", "QC"]
PO = "/toko-saya/toko-contoh/po/kaos-contoh"
PUBLIC = "/toko-contoh/kaos-contoh/"


def gives_a_part(seller: Person, name: str, *, percent: str = "", look: str = "") -> str:
    """So many percent of every size, or all that is left; no spare pieces. Returns the workshop's address."""
    seller.open(f"{PO}/produksi/spk-baru/")
    if percent:
        seller.unfold("Yang diserahkan")
        seller.page.get_by_label("Sekian persen dari tiap ukuran").check()
        seller.page.locator("#persen").fill(percent)
        seller.press("Pakai pilihan ini")
    seller.page.locator("#id_workshop_name").fill(name)
    seller.fill(("Spesifikasi", "Bahan: cotton combed 24s"))
    seller.page.get_by_label("Tahap pengerjaan").fill("\n".join(STAGES))
    spare = seller.page.get_by_role("group", name="Lebihan per ukuran")
    for box in spare.get_by_role("textbox").all():
        box.fill("0")
    risk = seller.page.locator("[name=uncovered]")
    if risk.count():
        risk.check()
    if look:
        seller.look(look)
    seller.press("Buat SPK")
    seller.sees("SPK sudah dibuat")
    found = re.search(r"/spk/[\w-]{16,}/", seller.page.content())
    assert found
    return found[0]


def asks_first(workshop: Person, link: str, question: str) -> None:
    workshop.open(link)
    workshop.follow("Tanya dulu")
    workshop.page.get_by_role("textbox").fill(question)
    workshop.press("Kirim pertanyaan")
    workshop.sees("Menunggu jawaban pemesan.")


def answers(seller: Person, name: str, question: str, answer: str) -> None:
    seller.open(f"{PO}/produksi/")
    seller.sees(question)
    seller.follow(name)
    seller.page.locator("#jawab").get_by_role("textbox").fill(answer)
    seller.press("Kirim jawaban")
    seller.sees("Tanya jawab", answer)


def stage(workshop: Person, name: str) -> Locator:
    return workshop.page.locator(f"[data-name={name}]")


def all_done(workshop: Person, name: str) -> None:
    """The big button of a stage."""
    stage(workshop, name).locator("[data-all]").click()


def finds_a_fault(
    workshop: Person, link: str, size: str, reason: str, remedy: str, *, back_to: str = "", look: str = ""
) -> None:
    """Everything is looked at; one piece is not in order."""
    workshop.open(f"{link}periksa/")
    workshop.press("Semua diperiksa")
    fault = workshop.page.locator(".check-fault").first
    fault.get_by_label("Ukuran").select_option(label=size)
    fault.get_by_label("Berapa pcs").fill("1")
    fault.get_by_label("Kenapa").select_option(label=reason)
    fault.get_by_label("Lalu diapakan").select_option(label=remedy)
    if back_to:
        fault.get_by_label("Kembali ke tahap").select_option(label=back_to)
    if look:
        workshop.look(look)
    workshop.press("Simpan pemeriksaan")
    expect(workshop.page.get_by_role("button", name="Simpan pemeriksaan")).to_have_count(0)


def has_put_it_right(workshop: Person, link: str) -> None:
    workshop.open(f"{link}periksa/")
    back = workshop.page.locator(".check-out").first
    workshop.fill(("Sudah beres", "1"), within=back)
    back.get_by_role("button", name="Catat").click()
    workshop.sees_not("Belum kembali")


def finishes(workshop: Person, link: str) -> None:
    workshop.open(link)
    workshop.press("Selesai semua")
    workshop.sees("Semua sudah selesai.")


def moves_the_promise(seller: Person, reason: str) -> None:
    """From the warning on the PO's page; the honest days are proposed."""
    seller.open(f"{PO}/")
    seller.sees("Janji tanggal terancam")
    expect(seller.page.get_by_text("kemungkinan besar tidak terkejar")).to_have_count(1)
    seller.look("janji-terancam")
    seller.follow("Geser tanggal & kabari pembeli")
    seller.fill(("Alasannya", reason))
    seller.look("geser-tanggal")
    seller.press("Lihat akibatnya")
    seller.sees("Pembeli yang ditanya", reason)
    seller.look("akibat-tanggal")
    seller.press("Catat & kabari pembeli")
    seller.sees("Tanggal mundur, ke-1")


def chooses(buyer: Person, link: str, way: str, yes: str, then: str) -> None:
    buyer.open(link)
    buyer.sees(
        "Tanggalnya mundur. Menunggu, atau uang kembali?", "Kalau tidak dijawab, kami anggap Anda menunggu."
    )
    buyer.look("tanggal-mundur")
    buyer.follow(way)
    buyer.look("yakin")
    buyer.press(yes)
    buyer.sees(then)


def writes_an_account(buyer: Person, link: str, name: str) -> None:
    buyer.open(link)
    buyer.fill(("Bank atau dompet", "BCA"), ("Nomor rekening", "9876543210"), ("Atas nama", name))
    buyer.look("uang-kembali")
    buyer.press("Simpan rekening")
    buyer.sees("Ganti rekening tujuan")


def pays_back(seller: Person, name: str, amount: str) -> None:
    """By transfer from the store's account."""
    seller.open("/toko-saya/toko-contoh/pengembalian/")
    row = seller.page.locator(".payback").filter(has_text=name)
    expect(row).to_contain_text(amount)
    seller.page.get_by_label("Dikirim dari").select_option(index=1)
    seller.press(f"Sudah ditransfer {name}")
    seller.sees("1 pengembalian dicatat sudah ditransfer.")


def declares_and_gives_out(seller: Person) -> None:
    seller.open(f"{PO}/produksi/")
    seller.unfold("Produksi selesai")
    seller.press("Ya, produksi selesai")
    seller.sees("Produksi dinyatakan selesai", "Yang dilaporkan lolos kurang 1 pcs.")
    seller.follow("Bagikan yang ada")
    seller.look("hitung-yang-ada")
    seller.press("Lihat pembagiannya")
    seller.look("pembagian-sebelum")
    seller.press("Bagikan & kabari")
    seller.sees("Pembagiannya diumumkan.")
    seller.look("pembagian")


def checks_the_allocation(anybody: Person) -> list[str]:
    """Who runs the lines of the public page on its own table gets one word for each kind of goods."""
    anybody.open(f"{PUBLIC}pembagian/")
    anybody.look("pembagian-umum")
    recipe = unescape(anybody.page.locator("pre").inner_text())
    table = anybody.get(f"{PUBLIC}pembagian/tabel.csv").decode()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(recipe, {"open": lambda _name: io.StringIO(table)})  # noqa: S102
    return [line.split()[0] for line in out.getvalue().splitlines()]

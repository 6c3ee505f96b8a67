"""From the closed PO to finished goods: recap, work order, the workshop's phone."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from bukapo.faces.papers.recap_files import read_csv
from tests.journeys.person import Person
from tests.journeys.shop import PO, day, photo

Pieces = dict[tuple[str, str], int]
"""(size, colour) -> pieces."""


def close_by_hand(seller: Person, po: str = PO) -> None:
    seller.open(f"{po}/rekap/")
    seller.look("rekap-sementara")
    seller.unfold("Tutup sekarang")
    seller.press("Ya, tutup PO dan kunci rekap")
    seller.sees("PO ditutup. Rekap terkunci")
    seller.look("rekap-terkunci")


def recap_reads_back(seller: Person, wanted: Pieces, names: list[str]) -> None:
    """The recap on screen and all three files say the same."""
    seller.open(f"{PO}/rekap/")
    assert pieces_on_screen(seller) == wanted
    assert pieces_of_rows(rows_of_workbook(seller.file_behind("Excel"))) == wanted
    assert pieces_of_rows(read_csv(seller.file_behind("CSV"))) == wanted
    paper = text_of_pdf(seller.file_behind("PDF"))
    assert f"{sum(wanted.values())}" in paper
    for name in names:
        seller.sees(name)
        assert name in paper


def pieces_on_screen(seller: Person) -> Pieces:
    """The matrix on the page, whichever option stands across."""
    table = seller.page.locator("table.matrix").first
    rows = [row.locator("th,td").all_inner_texts() for row in table.locator("tr").all()]
    sizes, body = rows[0][1:-1], rows[1:-1]  # the last row and the last column are sums
    found = {(size, row[0]): int(n) for row in body for size, n in zip(sizes, row[1:-1], strict=True)}
    return {which: count for which, count in found.items() if count}


def rows_of_workbook(data: bytes) -> list[list[str]]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Data").to_python()
    return [[str(cell) for cell in row] for row in rows]


def pieces_of_rows(rows: list[list[str]]) -> Pieces:
    head, *body = rows
    assert head == ["Produk", "Ukuran", "Warna", "Jumlah"]
    return {(size, colour): int(float(count)) for _product, size, colour, count in body}


def text_of_pdf(data: bytes) -> str:
    assert data.startswith(b"%PDF-")
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


def send_work_order(seller: Person) -> str:
    """Returns the address that the workshop gets."""
    seller.follow("Lanjut ke produksi")
    seller.look("produksi-belum")
    seller.follow("Buat SPK")
    seller.fill(
        ("Nama konveksi atau penjahit", "Konveksi Contoh Jaya"), ("Nomor WhatsApp konveksi", "0812-0000-9999"),
        ("Harus selesai tanggal", day(18)), ("Spesifikasi", "Bahan: cotton combed 24s\nSablon: plastisol 2 warna"),
        ("Tahap pengerjaan", "Potong\nSablon\nJahit\nQC"), ("Catatan untuk konveksi", "Lipat per ukuran."),
        ("Ongkos per pcs", "47.500"),
    )  # fmt: skip
    seller.look("spk-baru")
    seller.press("Buat SPK")
    seller.sees("SPK sudah dibuat")
    seller.look("spk-terkirim")
    paper = text_of_pdf(
        seller.get(seller.page.get_by_role("link", name="Cetak SPK").get_attribute("href") or "")
    )
    assert "Konveksi Contoh Jaya" in paper and "47.500" not in paper
    message = seller.page.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href") or ""
    found = re.search(r"(?:/|%2F)spk(?:/|%2F)([\w-]{8,})", message)
    assert found, message
    return f"/spk/{found[1]}/"


def work_through_the_stages(workshop: Person, link: str, secrets: list[str]) -> None:
    """Accept, report with a photo, finish. The workshop sees no price, phone or address."""
    workshop.open(link)
    page = workshop.page.content()
    assert not [secret for secret in secrets if secret in page]
    workshop.look("spk-baru")
    workshop.press("Terima SPK ini")
    workshop.sees("SPK diterima")
    stage = workshop.page.locator("#tahap-0")
    stage.get_by_label("Foto").set_input_files(photo("POTONG"))
    workshop.fill(("Catatan", "Kain datang lengkap"), within=stage)
    stage.get_by_label("sudah jadi").first.fill("1")
    workshop.press("Simpan laporan", within=stage)
    workshop.sees("Potong: 1 pcs tercatat.")
    workshop.look("spk-jalan")


def finish_the_work(workshop: Person) -> None:
    for _stage in range(4):
        workshop.page.locator(".stage.is-now [data-all]").click()
    workshop.sees("Selesai semua")  # the page comes anew when the last report is in
    workshop.look("spk-lengkap")
    workshop.press("Selesai semua")
    workshop.sees("Semua sudah selesai.")
    workshop.look("spk-selesai")


def declare_produced(seller: Person, po: str = PO) -> None:
    seller.open(f"{po}/produksi/")
    seller.look("produksi-dilaporkan")
    seller.unfold("Produksi selesai")
    seller.press("Ya, produksi selesai")
    expect(seller.page.get_by_text("Produksi dinyatakan selesai").first).to_be_visible()
    seller.look("produksi-selesai")

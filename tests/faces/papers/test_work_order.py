"""The SPK has all a workshop needs, and no field through which a price, phone or address could reach it."""

import io
from dataclasses import fields, replace
from datetime import date

import pytest
from PIL import Image
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from bukapo.faces.papers.pictures import picture
from bukapo.faces.papers.work_order_pdf import work_order_pdf
from bukapo.faces.papers.work_order_xlsx import work_order_xlsx
from bukapo.production.recap import NameEntry, ProductCount
from bukapo.production.sheet import SheetDesign, SheetStage, SizeChart, WorkOrderSheet
from tests.faces.papers.reading import AT, LONG, SMALL, huge, named, recap_of, sheets, text

RECAP = recap_of(SMALL)
SHEET = WorkOrderSheet(
    number="SPK-4F7Q2M",
    store="Angkatan 11",
    workshop="Konveksi Barokah",
    campaign="Kaos Reuni",
    zone="Asia/Jakarta",
    issued_at=AT,
    deadline=date(2026, 12, 12),
    products=tuple(product.count() for product in RECAP.products),
    specification=(("Bahan", "Cotton combed 30s"), ("Sablon", "Plastisol 2 warna")),
    groups=(("Kaos Reuni", (("Model", "Lengan pendek, kerah bulat"),)),),
    stages=(
        SheetStage("Potong", date(2026, 12, 3)),
        SheetStage("Jahit", None, "Benang hitam, 10 jahitan per inci"),
    ),
    designs=(
        SheetDesign("Depan", "Plastisol 2 warna", "28 × 35 cm"),
        SheetDesign("Belakang", caption="Nama 20 cm"),
    ),
    size_charts=(
        SizeChart("Dewasa (cm)", ("Ukuran", "Lebar"), (("S", "48"), ("M", "50")), "Toleransi 1 cm"),
    ),
    notes="Kain cacat jangan dipakai.",
    url="https://po.example/kerja/rahasia",
    recap_seal=RECAP.seal,
)


def image(width: int, height: int, kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA" if kind != "JPEG" else "RGB", (width, height), "navy").save(out, kind)
    return out.getvalue()


def pictures_in(pdf: bytes) -> int:
    return sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_everything_a_workshop_asks_is_on_the_sheet():
    told = text(work_order_pdf(SHEET))
    for part in (
        "Surat Perintah Kerja SPK-4F7Q2M",
        "Untuk Konveksi Barokah",
        "6 pcs",
        "Selesai paling lambat Sabtu, 12 Desember 2026",
        "Warna Lengan S M L XL XXL 3XL Total",
        "Bahan Cotton combed 30s",
        "Ukuran: Dewasa (cm)",
        "S 48",
        "1 BUDI 3 L · Hitam · Pendek",
        "Potong 3 Des 2026",
        "Jahit Benang hitam, 10 jahitan per inci",
        "Spesifikasi: Kaos Reuni Model Lengan pendek, kerah bulat",
        "Jumlah S: 2 · L: 1 · XL: 3 = 6 pcs",
        "L · 1 pcs",
        "Depan Plastisol 2 warna 28 × 35 cm",
        "Kain cacat jangan dipakai.",
        "Admin / Desainer",
        "Supervisor",
        "Kepala Produksi",
    ):
        assert part in told, part


def test_no_price_phone_address_or_buyer_is_printed_and_none_has_a_place_in_the_form():
    told = text(work_order_pdf(SHEET))
    assert not any(secret in told for secret in ("Rp", "95.000", "0812", "Siti Rahmawati", "Jl."))
    names = {field.name for form in (WorkOrderSheet, ProductCount, NameEntry) for field in fields(form)}
    assert not any(word in name for name in names for word in ("price", "phone", "address", "buyer", "goods"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_designs_are_printed_small_and_at_the_end_on_whole_pages(kind):
    front = SheetDesign("Depan", caption="Garis tegak", data=image(900, 1200, kind))
    back = SheetDesign("Belakang", data=image(1200, 300, kind))
    pdf = work_order_pdf(replace(SHEET, designs=(front, back)))
    assert pictures_in(pdf) == 4  # small beside the work, and each on a page of its own
    last = sheets(pdf)[-2:]
    assert "Desain: Depan Garis tegak" in last[0] and "Desain: Belakang" in last[1]


def test_a_photo_that_cannot_be_opened_is_named_instead_of_stopping_the_print():
    pdf = work_order_pdf(replace(SHEET, designs=(SheetDesign("Depan", data=b"not a picture"),)))
    assert pictures_in(pdf) == 0
    assert "Gambar tidak bisa dibuka" in text(pdf)


def test_pictures_are_made_small_and_upright():
    assert picture(b"") is None
    big = picture(image(4000, 1000, "JPEG"))
    assert big is not None
    assert (big.width, big.height) == (1400, 350)


def test_the_largest_order_is_printed_whole():
    recap = huge()
    sheet = replace(
        SHEET,
        store=LONG,
        workshop=LONG,
        products=tuple(product.count() for product in recap.products),
        notes="baris\n" * 150,
        specification=(("Label panjang sekali untuk spesifikasi", "uraian " * 1500),),
        deadline=None,
        designs=(
            SheetDesign("A", data=image(100, 4000, "PNG")),
            SheetDesign("B", LONG, data=image(4000, 100, "PNG")),
        ),
    )
    told = " ".join(sheets(work_order_pdf(sheet)))
    assert all(f"PO-{n:04d}" in told for n in range(200))
    assert told.count("uraian") == 1500
    assert told.split().count("baris") == 150
    assert "belum ditentukan" in told


def test_a_bare_order_is_a_sheet_too():
    bare = WorkOrderSheet("SPK-1", "A", "B", "C", "Asia/Jakarta", AT, None, ())
    assert "SPK-1" in text(work_order_pdf(bare))


def test_a_name_that_looks_like_a_formula_stays_a_name_in_the_workbook():
    recap = recap_of([named(1, "=1+1")])
    data = work_order_xlsx(replace(SHEET, products=tuple(product.count() for product in recap.products)))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Daftar nama").to_python()
    assert rows[1][:4] == [1.0, "Kaos Reuni", "=1+1", "1"]

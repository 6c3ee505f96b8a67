"""A packing slip per order, kept whole, ready to tick."""

from dataclasses import replace

import pytest

from bukapo.faces.papers.forms import PackingLine, PackingSlip
from bukapo.faces.papers.packing_pdf import packing_slips_pdf
from tests.faces.papers.reading import sheets, text

SLIP = PackingSlip(
    store="Angkatan 11",
    campaign="Kaos Reuni",
    order_number="PO-7K3Q9XM2",
    buyer_name="Siti Rahmawati",
    fulfilment="JNE REG",
    lines=(
        PackingLine("Kaos Reuni", "XL · Hitam · Panjang", 2, (("Nama punggung", "SITI"), ("Nomor", "10"))),
        PackingLine("Kaos Reuni", "M · Navy · Pendek", 1),
    ),
    note="Tolong dibungkus kado",
)


def test_a_slip_names_order_buyer_pieces_personalization_and_note():
    told = text(packing_slips_pdf([SLIP]))
    for part in (
        "Siti Rahmawati",
        "PO-7K3Q9XM2",
        "3 pcs · JNE REG",
        "2 Kaos Reuni XL · Hitam · Panjang Nama punggung: SITI",
        "Nomor: 10",
        "Catatan pembeli: Tolong dibungkus kado",
    ):
        assert part in told, part
    assert "Rp" not in told


def test_slips_share_sheets_and_none_is_torn_between_two():
    slips = [replace(SLIP, order_number=f"PO-{n:04d}", note=f"akhir slip {n}.") for n in range(30)]
    pages = sheets(packing_slips_pdf(slips))
    assert len(pages) < 10
    for n in range(30):
        at = [page for page in pages if f"PO-{n:04d} " in page]
        assert len(at) == 1 and f"akhir slip {n}." in at[0]


def test_a_slip_taller_than_a_sheet_names_its_order_on_the_next():
    lines = tuple(replace(SLIP.lines[0], variant=f"varian {n}.") for n in range(80))
    pages = sheets(packing_slips_pdf([replace(SLIP, lines=lines), replace(SLIP, order_number="PO-LAST")]))
    assert len(pages) > 2
    assert "Lanjutan PO-7K3Q9XM2 · Siti Rahmawati" in pages[1]
    assert all(f"varian {n}." in " ".join(pages) for n in range(80))
    assert "PO-LAST" in pages[-1]


def test_no_slips_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="order"):
        packing_slips_pdf([])

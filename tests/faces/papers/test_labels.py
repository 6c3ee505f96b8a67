"""A label tells the courier everything, on 100 x 150 mm."""

from dataclasses import replace

import pytest

from bukapo.faces.papers.forms import Content, Label, Party
from bukapo.faces.papers.labels_pdf import labels_pdf
from tests.faces.papers.reading import FOREIGN, LONG, sheets, size_mm, text

LABEL = Label(
    order_number="PO-7K3Q9XM2",
    courier="JNE",
    service="REG",
    receiver=Party(
        "Siti Rahmawati", "0812-3456-7890", "Jl. Permata No. 44 RT 02/05", "Lowokwaru, Malang 65141"
    ),
    sender=Party("Angkatan 11", "0812-0000-0011", "Jl. Dipati Ukur 35", "Bandung 40132"),
    contents=(Content("Kaos XL Hitam", 2), Content("Kaos M Navy", 1)),
    weight_grams=1_250,
    qr="https://po.example/o/7K3Q9XM2",
    tracking="010120034567890",
)


def test_a_label_shows_courier_number_both_parties_contents_and_weight():
    told = text(labels_pdf([LABEL]))
    for part in (
        "JNE REG",
        "010120034567890",
        "Penerima Siti Rahmawati 0812-3456-7890 Jl. Permata No. 44 RT 02/05 Lowokwaru, Malang 65141",
        "Pengirim Angkatan 11 0812-0000-0011",
        "Isi paket: 3 pcs 2 × Kaos XL Hitam 1 × Kaos M Navy",
        "Berat 1,25 kg",
        "PO-7K3Q9XM2",
    ):
        assert part in told, part


def test_every_parcel_has_its_own_page_of_100_by_150_mm():
    pdf = labels_pdf([LABEL] * 7)
    assert size_mm(pdf) == (100, 150)
    assert len(sheets(pdf)) == 7


def test_cod_a_second_parcel_and_a_missing_number_are_shown():
    told = text(
        labels_pdf([replace(LABEL, tracking="", collect=332_623, parcel=2, parcels=3, note="Titip satpam")])
    )
    assert "COD Rp332.623" in told
    assert "Paket 2 dari 3" in told
    assert "No. resi menyusul" in told
    assert "Catatan: Titip satpam" in told


def test_a_long_address_gets_smaller_type_and_stays_whole():
    address = "Gang Mawar Melati nomor seratus dua puluh tiga blok C, sebelah warung Bu Tini, " * 4
    pages = sheets(labels_pdf([replace(LABEL, receiver=replace(LABEL.receiver, name=LONG, address=address))]))
    assert len(pages) == 1
    assert " ".join(address.split()) in pages[0] and LONG in pages[0]


def test_an_endless_address_goes_on_over_a_second_label_that_names_the_order():
    address = " ".join(f"kata{n}" for n in range(700))
    pages = sheets(labels_pdf([replace(LABEL, receiver=replace(LABEL.receiver, address=address))]))
    assert len(pages) > 1
    assert "Berlanjut di label berikutnya" in pages[0]
    assert "Lanjutan label PO-7K3Q9XM2" in pages[1]
    words = " ".join(pages).split()
    assert all(f"kata{n}" in words for n in range(700))


def test_contents_that_do_not_fit_are_counted_and_the_slip_is_named():
    contents = tuple(Content(f"Kaos nomor {n} Hitam Panjang", 1) for n in range(60))
    pages = sheets(labels_pdf([replace(LABEL, contents=contents)]))
    assert len(pages) == 1
    shown = pages[0].count("Kaos nomor")
    assert f"+ {60 - shown} baris lagi, lihat slip pengepakan" in pages[0]


def test_foreign_names_print_as_missing_letters():
    told = text(labels_pdf([replace(LABEL, receiver=replace(LABEL.receiver, name=FOREIGN))]))
    assert "[?]" in told


def test_no_labels_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="label"):
        labels_pdf([])

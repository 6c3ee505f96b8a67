"""The nota adds up, says what was paid in words, and is stamped with the truth."""

from dataclasses import replace

import pytest

from bukapo.faces.papers.forms import Receipt, ReceiptCharge, ReceiptLine, ReceiptPayment
from bukapo.faces.papers.receipt_pdf import receipt_pdf
from tests.faces.papers.reading import AT, FOREIGN, LONG, STORE, sheets, size_mm, text

DEPOSIT = ReceiptPayment(AT, "transfer BCA", 157_623)
BALANCE = ReceiptPayment(AT, "transfer BCA", 175_500)
NOTA = Receipt(
    store=STORE,
    number="NT-0042",
    order_number="PO-7K3Q9XM2",
    campaign="Kaos Reuni",
    issued_at=AT,
    buyer_name="Siti Rahmawati",
    lines=(ReceiptLine("Kaos Reuni", 2, 110_000, "XL · Hitam"), ReceiptLine("Kaos Reuni", 1, 95_000)),
    charges=(ReceiptCharge("Ongkir", 18_000), ReceiptCharge("Kode unik", 123)),
    payments=(DEPOSIT,),
    verify_code="7K3Q-9XM2",
    verify_url="https://po.example/nota/7K3Q",
)


def test_a_nota_after_the_deposit_shows_what_is_paid_and_what_is_left():
    told = text(receipt_pdf(NOTA))
    for part in (
        "Angkatan 11",
        "Nota NT-0042",
        "Siti Rahmawati",
        "22 Nov 2026 14.05 WIB",
        "Kode unik Rp123",
        "Total Rp333.123",
        "-Rp157.623",
        "Sisa Rp175.500",
        "Seratus lima puluh tujuh ribu enam ratus dua puluh tiga rupiah",
        "Kode cek 7K3Q-9XM2",
    ):
        assert part in told, part
    assert size_mm(receipt_pdf(NOTA)) == (148, 210)


@pytest.mark.parametrize(
    ("receipt", "word"),
    [
        (NOTA, "DP"),
        (replace(NOTA, payments=(DEPOSIT, BALANCE)), "LUNAS"),
        (replace(NOTA, payments=()), "BELUM BAYAR"),
        (replace(NOTA, payments=(DEPOSIT, BALANCE), stamp="Batal"), "BATAL"),
    ],
)
def test_the_stamp_follows_the_money(receipt, word):
    stamps = {"DP", "LUNAS", "BELUM BAYAR", "BATAL"}
    told = text(receipt_pdf(receipt))
    assert {stamp for stamp in stamps if f" {stamp} " in f" {told} "} == {word}


def test_an_unpaid_nota_is_a_bill():
    told = text(receipt_pdf(replace(NOTA, payments=())))
    assert "Tagihan" in told and "Ditagih Tiga ratus tiga puluh tiga ribu" in told


def test_a_refund_and_an_overpayment_are_shown_not_swallowed():
    paid = (DEPOSIT, replace(BALANCE, amount=200_000), ReceiptPayment(AT, "transfer", -4_500))
    told = text(receipt_pdf(replace(NOTA, payments=paid)))
    assert "Uang kembali" in told and "Rp4.500" in told
    assert "Lebih bayar Rp20.000" in told


@pytest.mark.parametrize(("paid", "owed"), [(5_000_000, False), (5_000_001, True)])
def test_meterai_is_asked_for_above_five_million_received(paid, owed):
    told = text(receipt_pdf(replace(NOTA, payments=(ReceiptPayment(AT, "transfer", paid),))))
    assert ("bea meterai" in told) is owed


def test_times_are_those_of_the_stores_zone():
    assert "22 Nov 2026 16.05 WIT" in text(
        receipt_pdf(replace(NOTA, store=replace(STORE, zone="Asia/Jayapura")))
    )


def test_thirty_long_lines_flow_over_pages_and_nothing_is_lost():
    lines = tuple(ReceiptLine(f"Jaket {n} {LONG}", n, 950_000, "Merah marun " * 8) for n in range(1, 31))
    receipt = replace(NOTA, lines=lines, buyer_name=f"{LONG} {FOREIGN}", note="Terima kasih. " * 40)
    pages = sheets(receipt_pdf(receipt))
    told = " ".join(pages)
    assert len(pages) > 3
    assert all(f"Jaket {n} Raden" in told for n in range(1, 31))
    assert told.count("Terima kasih.") == 40
    assert f"{len(pages)}/{len(pages)}" in pages[-1]


def test_the_same_nota_is_the_same_file():
    assert receipt_pdf(NOTA) == receipt_pdf(NOTA)

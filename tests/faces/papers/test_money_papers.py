"""Kwitansi and invoice: amounts in figures and words, tax only where it belongs, the meterai above 5 million."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bukapo.faces.papers.forms import Receipt, ReceiptCharge, ReceiptLine, ReceiptPayment
from bukapo.faces.papers.invoice_pdf import invoice_pdf
from bukapo.faces.papers.kwitansi_pdf import kwitansi_pdf
from bukapo.faces.papers.money_forms import Instalment, Invoice, Kwitansi, TaxRows
from tests.faces.papers.reading import AT, FOREIGN, LONG, STORE, sheets, size_mm, text

KWITANSI = Kwitansi(
    store=STORE,
    number="PO-7K3Q9XM2-1",
    issued_at=AT,
    received_from="Siti Rahmawati",
    amount=147_356,
    purpose="DP pesanan PO-7K3Q9XM2, Kaos Reuni",
    way="Transfer BCA",
    verify_code="Ab_3xYz0123456789-Qq",
    verify_url="https://po.example/cek/Ab_3xYz0123456789-Qq/",
)
TAX = TaxRows("0123456789012345", 100_000, 91_667, 11_000)
BILL = Receipt(
    store=STORE,
    number="PO-7K3Q9XM2/3",
    order_number="PO-7K3Q9XM2",
    campaign="Kaos Reuni",
    issued_at=AT,
    buyer_name="Siti Rahmawati",
    lines=(ReceiptLine("Kaos", 2, 95_000, "L / Hitam"),),
    charges=(ReceiptCharge("Ongkir", 18_000),),
    payments=(ReceiptPayment(AT, "Transfer", 100_000),),
    verify_code="PO-7K3Q9XM2-3-0123456789AB",
    verify_url="https://po.example/cek/PO-7K3Q9XM2-3-0123456789AB/",
)
INVOICE = Invoice(
    BILL,
    (Instalment("DP", 100_000, 100_000, ""), Instalment("Pelunasan", 108_000, 0, "30 Nov 2026")),
    ("BCA 1234567890\na.n. Toko",),
)


class TestAKwitansi:
    def test_states_who_how_much_and_for_what(self) -> None:
        told = text(kwitansi_pdf(KWITANSI))
        for part in (
            "Kwitansi",
            "Siti Rahmawati",
            "Rp147.356",
            "DP pesanan PO-7K3Q9XM2",
            "Transfer BCA",
            "22 Nov 2026",
        ):
            assert part in told
        assert "seratus empat puluh tujuh ribu tiga ratus lima puluh enam rupiah" in told.lower()
        assert KWITANSI.verify_code in told and "PPN" not in told and "Meterai" not in told
        assert size_mm(kwitansi_pdf(KWITANSI)) == (210, 148) and len(sheets(kwitansi_pdf(KWITANSI))) == 1

    def test_owes_meterai_only_above_five_million(self) -> None:
        assert "Meterai" not in text(kwitansi_pdf(replace(KWITANSI, amount=5_000_000)))
        told = text(kwitansi_pdf(replace(KWITANSI, amount=5_000_001)))
        assert "Meterai" in told and "UU 10/2020" in told

    def test_of_a_pkp_store_shows_its_tax(self) -> None:
        told = text(kwitansi_pdf(replace(KWITANSI, tax=TAX)))
        assert "PPN Rp11.000" in told and "12% × DPP nilai lain Rp91.667" in told and TAX.npwp in told

    def test_is_the_same_file_every_time_and_speaks_english(self) -> None:
        assert kwitansi_pdf(KWITANSI) == kwitansi_pdf(KWITANSI)
        assert "Received from" in text(kwitansi_pdf(KWITANSI, lang="en"))

    @pytest.mark.parametrize("name", [LONG, FOREIGN, "X" * 80])
    def test_takes_any_name(self, name: str) -> None:
        paper = kwitansi_pdf(
            replace(KWITANSI, received_from=name, purpose=f"{LONG} {LONG}", tax=TAX, amount=9_999_999)
        )
        assert "Rp9.999.999" in text(paper) and KWITANSI.verify_code in text(paper)


class TestAnInvoice:
    def test_states_charges_schedule_and_what_is_left(self) -> None:
        told = text(invoice_pdf(INVOICE))
        for part in (
            "Tagihan",
            "PO-7K3Q9XM2/3",
            "Rp208.000",
            "Jadwal bayar",
            "Pelunasan",
            "30 Nov 2026",
            "Rp108.000",
        ):
            assert part in told
        assert "Bayar ke" in told and "1234567890" in told and "lunas" in told
        assert BILL.verify_code in told and "PPN" not in told

    def test_asks_for_nothing_once_it_is_paid_or_cancelled(self) -> None:
        paid = replace(BILL, payments=(ReceiptPayment(AT, "Transfer", 208_000),))
        assert "Bayar ke" not in text(invoice_pdf(replace(INVOICE, bill=paid)))
        assert "Bayar ke" not in text(invoice_pdf(replace(INVOICE, bill=replace(BILL, stamp="Batal"))))

    def test_of_a_pkp_store_shows_its_tax(self) -> None:
        assert "sudah termasuk PPN Rp11.000" in text(invoice_pdf(replace(INVOICE, tax=TAX)))

    def test_speaks_english_and_takes_many_lines(self) -> None:
        many = replace(BILL, lines=tuple(ReceiptLine(LONG, n + 1, 95_000, FOREIGN) for n in range(60)))
        late = tuple(Instalment("Cicilan", 1, 0, str(AT + timedelta(days=n))) for n in range(30))
        paper = invoice_pdf(replace(INVOICE, bill=many, schedule=late), lang="en")
        assert "Invoice" in text(paper) or "Bill" in text(paper)
        assert len(sheets(paper)) > 2

"""The printed recap."""

from bukapo.faces.papers.recap_pdf import recap_pdf
from tests.faces.papers.reading import FOREIGN, SMALL, huge, named, recap_of, sheets, size_mm, text


def test_the_matrix_the_names_and_the_seal_are_printed_on_a4_landscape():
    recap = recap_of(SMALL)
    pdf = recap_pdf(recap)
    told = text(pdf)
    assert size_mm(pdf) == (297, 210)
    assert "Warna Lengan S M L XL XXL 3XL Total" in told
    assert "Hitam Panjang – – – 3 – – 3" in told
    assert "Total 2 0 1 3 0 0 6" in told
    assert "1 BUDI 3 L · Hitam · Pendek 1 PO-0003" in told
    assert "Terkunci, versi 1" in told and "22 November 2026 14.05 WIB" in told
    assert f"kode {recap.seal[:4]} {recap.seal[4:8]}" in told


def test_only_the_sellers_copy_has_rupiah():
    recap = recap_of(SMALL)
    assert "Rp630.000" in text(recap_pdf(recap))
    assert "Rp" not in text(recap_pdf(recap.for_workshop()))


def test_a_live_recap_says_that_it_is_not_the_last_word():
    recap = recap_of(SMALL)
    live = type(recap)(**{name: getattr(recap, name) for name in recap.__slots__} | {"state": "live"})
    told = text(recap_pdf(live))
    assert "Sementara, PO masih berjalan" in told and "Rekap sementara" in told
    assert recap.seal[:4] not in told


def test_every_name_of_a_huge_recap_is_printed_and_heads_repeat():
    recap = huge()
    pages = sheets(recap_pdf(recap))
    told = " ".join(pages)
    assert all(f"PO-{n:04d}" in told for n in range(200))
    assert told.replace(" ", "").count("X" * 120) == 50
    names = [page for page in pages if "PO-0100" in page or "PO-0001" in page]
    assert all("Nama bordir di dada" in page for page in names)
    assert pages[-1].rstrip().count(f"{len(pages)}/{len(pages)}") == 1


def test_letters_the_typeface_lacks_are_shown_as_missing_and_explained():
    told = text(recap_pdf(recap_of([named(1, FOREIGN)])))
    assert "[?]" in told
    assert "huruf yang tidak bisa dicetak" in told


def test_a_campaign_called_like_the_page_count_stays_a_name():
    assert "{nb}" in text(recap_pdf(recap_of(SMALL, campaign="{nb}")))


def test_an_empty_recap_says_so():
    assert "Belum ada pesanan" in text(recap_pdf(recap_of([])))

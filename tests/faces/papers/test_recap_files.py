"""The recap as a file reads back equal, and no text in it can run as a formula."""

import csv
import io
import json

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bukapo.faces.papers.recap_files import data_rows, guarded, read_csv, recap_csv, recap_json
from bukapo.faces.papers.recap_xlsx import recap_xlsx
from bukapo.kernel.canonical import digest
from bukapo.production.recap import piece_key
from tests.faces.papers.reading import SMALL, huge, line, named, recap_of

ATTACK = ('=HYPERLINK("http://x")', "+62", "-1", "@SUM(A1)", "'quoted", "\t=1", "=1+1")


def workbook(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def rows_of(data: bytes, name: str) -> list[list]:
    return workbook(data).get_sheet_by_name(name).to_python(skip_empty_area=False)


def pieces_in(data: bytes) -> dict[str, int]:
    _head, *rows = rows_of(data, "Data")
    return {piece_key(tuple(row[1:-1]), row[0]): int(row[-1]) for row in rows}


def test_the_workbook_reads_back_to_the_same_pieces():
    recap = recap_of(SMALL)
    assert pieces_in(recap_xlsx(recap)) == recap.pieces
    assert workbook(recap_xlsx(recap)).sheet_names == ["Rekap", "Nama & Nomor", "Daftar Pesanan", "Data"]


def test_the_printed_matrix_carries_sizes_across_and_totals():
    rows = rows_of(recap_xlsx(recap_of(SMALL)), "Rekap")
    assert rows[0][0] == "Angkatan 11 – Kaos Reuni"
    assert "Terkunci, versi 1" in rows[1][0] and "22 November 2026 14.05 WIB" in rows[1][0]
    assert rows[5] == ["Warna", "Lengan", "S", "M", "L", "XL", "XXL", "3XL", "Total"]
    assert rows[6] == ["Hitam", "Pendek", 0, 0, 1, 0, 0, 0, 1]
    assert rows[9] == ["Total", "", 2, 0, 1, 3, 0, 0, 6]


def test_the_workshops_workbook_has_no_rupiah_and_no_buyer():
    data = recap_xlsx(recap_of(SMALL).for_workshop())
    cells = {str(cell) for name in workbook(data).sheet_names for row in rows_of(data, name) for cell in row}
    assert not any("Rp" in cell or "Siti" in cell for cell in cells)
    assert not {"95000.0", "110000.0", "15000.0", "Harga satuan", "Nama"} & cells
    assert "BUDI" in cells


def test_the_sellers_workbook_lists_names_and_rupiah_per_order():
    head, *rows = rows_of(recap_xlsx(recap_of(SMALL)), "Daftar Pesanan")
    told = dict(zip(head, rows[2], strict=True))
    assert (told["Pesanan"], told["Nama"], told["Nama punggung"]) == ("PO-0003", "Siti Rahmawati", "BUDI")
    assert (told["Jumlah"], told["Harga satuan"], told["Nilai"]) == (1, 110_000, 110_000)


@pytest.mark.parametrize("attack", ATTACK)
def test_a_formula_in_a_name_or_an_option_stays_text_in_the_workbook(attack):
    recap = recap_of(
        [named(1, attack), line(2, (attack, attack, "Pendek"), 2, fulfilment=attack, buyer_name=attack)]
    )
    data = recap_xlsx(recap)
    assert b"<f>" not in b"".join(_parts(data))
    assert rows_of(data, "Nama & Nomor")[1][1] == attack
    assert pieces_in(data) == recap.pieces


def _parts(data: bytes) -> list[bytes]:
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(data)) as folder:
        return [folder.read(name) for name in folder.namelist() if name.startswith("xl/worksheets")]


@pytest.mark.parametrize("attack", ATTACK)
def test_a_csv_cell_never_begins_like_a_formula_and_reads_back_equal(attack):
    recap = recap_of([line(1, (attack, "Hitam", "Pendek"), 4, product=attack)])
    for spreadsheet in (False, True):
        data = recap_csv(recap, spreadsheet=spreadsheet)
        raw = csv.reader(
            io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";" if spreadsheet else ","
        )
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in raw for cell in row)
        assert read_csv(data)[1] == [attack, attack, "Hitam", "Pendek", "4"]


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(cells, cells, st.integers(1, 10**6)), max_size=8))
def test_csv_and_workbook_read_back_equal_whatever_the_options_are_called(drawn):
    recap = recap_of(
        [line(n, (a, b), pieces, product="P", options=("A", "B")) for n, (a, b, pieces) in enumerate(drawn)]
    )
    with override("id"):
        expected = [[str(cell) for cell in row] for row in data_rows(recap)]
    assert read_csv(recap_csv(recap)) == expected
    assert read_csv(recap_csv(recap, spreadsheet=True)) == expected
    read = rows_of(recap_xlsx(recap), "Data")
    assert [[*row[:-1], str(int(row[-1]))] for row in read[1:]] == expected[1:]


@given(st.text())
def test_guarding_a_cell_can_always_be_undone(text):
    made = guarded(text)
    assert (made[1:] if made.startswith("'") else made) == text


def test_json_proves_its_own_digest_and_tells_the_totals():
    recap = recap_of(SMALL)
    told = json.loads(recap_json(recap))
    beside = ("digest", "pieces", "total_pieces", "orders", "personalized_orders", "rupiah")
    assert (
        digest({key: value for key, value in told.items() if key not in beside})
        == told["digest"]
        == recap.seal
    )
    assert told["pieces"] == recap.pieces
    assert [told[key] for key in beside[2:]] == [6, 3, 1, 2 * 95_000 + 3 * 110_000 + 110_000]


def test_the_workshops_json_has_no_rupiah():
    told = recap_json(recap_of(SMALL).for_workshop()).decode()
    assert not any(word in told for word in ("rupiah", "price", "goods", "95000", "Siti"))


def test_a_huge_and_an_empty_recap_become_files():
    recap = huge()
    assert sum(pieces_in(recap_xlsx(recap)).values()) == recap.totals.pieces
    assert sum(int(row[-1]) for row in read_csv(recap_csv(recap))[1:]) == recap.totals.pieces
    empty = recap_of([])
    assert pieces_in(recap_xlsx(empty)) == {}
    assert json.loads(recap_json(empty))["rupiah"] == 0

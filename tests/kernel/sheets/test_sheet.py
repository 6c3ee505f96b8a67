import io
import random
import zipfile
from datetime import date, datetime, time

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.kernel.sheets.limits import MAX_BYTES
from bukapo.kernel.sheets.refusals import (
    SheetEmpty,
    SheetOfOtherKind,
    SheetQuoteOpen,
    SheetTooBig,
    SheetTooLong,
    SheetTooWide,
    SheetUnreadable,
)
from bukapo.kernel.sheets.sheet import Sheet, read_sheet

FIRST, LAST = datetime.fromisoformat("1990-01-02"), datetime.fromisoformat("2098-12-30")
DRAWING = '<?xml version="1.0"?><worksheet xmlns="x"><sheetData>{}</sheetData></worksheet>'


def book(cells: dict[tuple[int, int], object], name: str = "Jawaban") -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(
        data, {"in_memory": True, "default_date_format": "dd/mm/yyyy hh:mm:ss"}
    ) as workbook:
        sheet = workbook.add_worksheet(name)
        for (row, column), value in cells.items():
            sheet.write(row, column, value)
    return data.getvalue()


def remade(data: bytes, parts: dict[str, str]) -> bytes:
    """The workbook with some of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
    return out.getvalue()


def test_a_comma_in_a_question_does_not_make_a_semicolon_sheet_a_comma_sheet() -> None:
    sheet = read_sheet(b"Alamat (RT, RW, Kec, Kota, Kode Pos);Ukuran\nJl. A, Bandung;L\nJl. B;M\n")
    assert sheet.headers == ("Alamat (RT, RW, Kec, Kota, Kode Pos)", "Ukuran")
    assert sheet.rows[0].cells == ("Jl. A, Bandung", "L")


def test_a_title_above_the_table_is_not_the_header_and_rows_keep_their_numbers() -> None:
    sheet = read_sheet(b"REKAP PO KAOS,,\n,,\nNama,WA,Ukuran\nBudi,0812,L\n,,\nAni,0813,M\n,,\n")
    assert sheet.headers == ("Nama", "WA", "Ukuran")
    assert [row.number for row in sheet.rows] == [4, 6]
    assert sheet.empty_rows == 1


def test_cells_lose_outer_blanks_and_keep_inner_line_breaks() -> None:
    sheet = read_sheet('Nama ,"WA\r\naktif"\n\u00a0Budi ,"a_x000a_b"\n'.encode())
    assert sheet == Sheet(("Nama", "WA\naktif"), (sheet.rows[0],))
    assert sheet.rows[0].cells == ("Budi", "a\nb")


def test_windows_text_is_read_too() -> None:
    assert read_sheet("Nama,Ukuran\nRené,L\n".encode("cp1252")).rows[0].cells == ("René", "L")


def test_rows_longer_or_shorter_than_the_header_fit() -> None:
    sheet = read_sheet(b"a,b\n1\n1,2,3\n")
    assert sheet.headers == ("a", "b", "")
    assert [row.cells for row in sheet.rows] == [("1", "", ""), ("1", "2", "3")]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", SheetEmpty),
        (b"\n\n , ,\n", SheetEmpty),
        (b"\xef\xbb\xbf", SheetEmpty),
        (b"%PDF-1.7 \n", SheetOfOtherKind),
        (b"\xff\xd8\xff\xe0JFIF", SheetOfOtherKind),
        (b"\x89PNG\r\n\x1a\n", SheetOfOtherKind),
        (b"\n <!DOCTYPE html><html>", SheetOfOtherKind),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, SheetOfOtherKind),
        (bytes(range(256)) * 4, SheetOfOtherKind),
        (b"PK\x03\x04 and then nothing", SheetUnreadable),
        (b"x" * (MAX_BYTES + 1), SheetTooBig),
        (b"a,b\n" + b"1,2\n" * 20_001, SheetTooLong),
        (b"\n" * 200_000, SheetTooLong),
        (b"a," * 301 + b"a\n", SheetTooWide),
        (b'a,b\n1,"2\n3,4\n', SheetQuoteOpen),
        (b'a,b\n1,"Jl. Mawar 5\n3,"4"\n', SheetQuoteOpen),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, refusal: type[SheetUnreadable]) -> None:
    with pytest.raises(refusal) as refused:
        read_sheet(data)
    assert refused.value.say() and "{" not in refused.value.say()


def test_twenty_thousand_rows_are_read() -> None:
    assert len(read_sheet(b"a,b\n" + b"1,2\n" * 20_000).rows) == 20_000


def test_a_workbook_shows_dates_as_dates_and_whole_numbers_as_whole() -> None:
    moment = datetime.fromisoformat("2026-11-03T09:56:55")
    sheet = read_sheet(
        book({(0, 0): "Waktu", (0, 1): "WA", (1, 0): moment, (1, 1): 6281234567890, (2, 1): 1.5})
    )
    assert [row.cells for row in sheet.rows] == [("2026-11-03T09:56:55", "6281234567890"), ("", "1.5")]


def test_the_first_sheet_that_can_be_seen_is_read() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as workbook:
        workbook.add_worksheet("Lama").hide()
        seen = workbook.add_worksheet("Jawaban")
        seen.write_row(0, 0, ["Nama", "Ukuran"])
        seen.activate()
        workbook.add_worksheet("Rekap").write(0, 0, "lain")
    assert read_sheet(data.getvalue()).headers == ("Nama", "Ukuran")


def test_one_cell_in_the_farthest_corner_does_not_ask_for_memory() -> None:
    with pytest.raises(SheetTooWide):
        read_sheet(book({(0, 0): "a", (1_048_575, 16_383): "z"}))
    assert read_sheet(book({(0, 0): "a", (1_048_575, 0): "z"})).rows[0].number == 1_048_576


def test_a_workbook_that_unpacks_to_more_than_it_says_is_refused() -> None:
    small = book({(0, 0): "a"})
    with pytest.raises(SheetUnreadable):
        read_sheet(remade(small, {"xl/worksheets/sheet1.xml": DRAWING.format(" " * 100_000_001)}))


def test_a_workbook_that_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(SheetUnreadable):
        read_sheet(remade(book({(0, 0): "a"}), {"xl/worksheets/sheet1.xml": bomb}))


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="0"><c r="A0" t="inlineStr"><is><t>a</t></is></c></row>',
        '<row r="9999999999"><c t="str"><v>a</v></c></row>',
        '<row r="x"><c/></row>',
        '<row r="1"><c r="1" t="str"><v>a</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>77</v></c></row>',
        '<row r="1"><c r="A1"><v>zwölf</v></c></row>',
    ],
)
def test_a_workbook_that_contradicts_itself_is_refused(cells: str) -> None:
    with pytest.raises(SheetUnreadable):
        read_sheet(remade(book({(0, 0): "a"}), {"xl/worksheets/sheet1.xml": DRAWING.format(cells)}))


def test_other_zip_files_are_no_workbook() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(SheetOfOtherKind):
        read_sheet(data.getvalue())


CELL = st.one_of(
    st.text(st.characters(min_codepoint=0xAE, max_codepoint=0x24F), min_size=1, max_size=8).filter(
        lambda text: (
            not text.startswith(("=", "{", "http", "ftp", "mailto", "internal", "external"))
            and "_x" not in text
        )
    ),
    st.integers(-(10**12), 10**12),
    st.booleans(),
    st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(microsecond=0)),
)


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.tuples(st.integers(0, 30), st.integers(0, 8)), CELL, min_size=2, max_size=40))
def test_a_workbook_reads_as_another_reader_reads_it(cells: dict[tuple[int, int], object]) -> None:
    cells = {**cells, (0, 0): "a", (0, 1): "b", (0, 2): "c"}
    data = book(cells)
    grid = (
        python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    )
    expected = {
        (number, column): cell
        for number, row in enumerate(grid, 1)
        for column, cell in enumerate(row)
        if cell != ""
    }
    found = {
        (row.number, column): cell
        for row in read_sheet(data).rows
        for column, cell in enumerate(row.cells)
        if cell
    }
    assert found == {place: shown(cell) for place, cell in expected.items() if place[0] > 1}


def shown(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, date) and not isinstance(cell, datetime):  # how that reader calls midnight
        cell = datetime.combine(cell, time())
    return cell.isoformat() if isinstance(cell, datetime) else str(cell)


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_named_no(data: bytes) -> None:
    read_or_refused(data)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-16-be", "cp1252"]))
def test_any_text_is_a_table_or_a_named_no(text: str, encoding: str) -> None:
    read_or_refused(text.encode(encoding, errors="replace"))


def test_a_damaged_workbook_is_a_table_or_a_named_no() -> None:
    whole = book({(0, 0): "Nama", (0, 1): "Ukuran", (1, 0): "Budi", (1, 1): 3, (2, 0): FIRST})
    chance = random.Random(20261103)
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        read_or_refused(
            bytes(damaged[: chance.randint(100, len(damaged))] if chance.random() < 0.3 else damaged)
        )


def read_or_refused(data: bytes) -> None:
    try:
        sheet = read_sheet(data)
    except SheetUnreadable as refused:
        assert refused.say()
        return
    assert all(len(row.cells) == len(sheet.headers) for row in sheet.rows)
    assert all(any(row.cells) for row in sheet.rows)
    assert not any("\x00" in cell for row in sheet.rows for cell in row.cells)
    assert read_sheet(data) == sheet

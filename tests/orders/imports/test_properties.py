"""What holds for any form whatever, sense or nonsense."""

import csv
import io
import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.kernel.sheets.refusals import SheetUnreadable
from bukapo.kernel.sheets.sheet import Sheet, SheetRow, read_sheet
from bukapo.orders.imports.answers import draft_of
from bukapo.orders.imports.duplicates import Policy
from bukapo.orders.imports.read import Reading, read_answers
from bukapo.orders.imports.report import report
from bukapo.orders.imports.shape import Shape

from .shapes import JERSEY, KAOS_DAN_HOODIE, KAOS_REUNI, KUE

POOLS: dict[str, list[str]] = {
    "Stempel waktu": ["03/11/2026 09:56:55", "13/11/2026 10.00.00", "11/25/2026", "46329.5", "kemarin", ""],
    "Nama": ["Budi", "Ani", "tes", "-", "", "x" * 90],
    "No. WA": [
        "081234567890",
        "'081234567891",
        "81234567892.0",
        "8.12E+10",
        "0812",
        "",
        "081234567890 / 081234567891",
    ],
    "Ukuran": ["L", "xl", "XL (+5.000)", "L 2, XL 1", "L, XL", "2 XL", "4XL", "bebas", "", "S/M", "2L"],
    "Warna": ["Hitam", "navy blue", "Hitam, Navy", "Hitam 1, Navy 2", "biru", ""],
    "Lengan": ["Pendek", "pjg", "Panjang (+10rb)", ""],
    "Jumlah": ["1", "2", "tiga", "3 pcs", "", "0", "-1", "1000", "dua atau tiga"],
    "Jumlah [M]": ["1", "2", "", "-", "0", "Hitam 2", "bebas"],
    "Jumlah [XL]": ["1", "2", "", "-", "0"],
    "Nama Punggung": ["BUDI 10", "-", "tidak", "ya", "BUDI 1, ANI 2", "nyusul", "ONO ★", ""],
    "Alamat": ["Jl. Mawar 1, Bandung", "ambil di sekre", "-", ""],
    "Metode Pengambilan": ["Dikirim", "Ambil sendiri", "terserah", ""],
    "Produk": ["Kaos", "Hoodie", "Nastar", "Topi", ""],
    "Pesanan": ["L hitam 2", "Nastar 2, Kastengel 1", "Kaos L hitam 1; Hoodie XL 1", ""],
    "Catatan": ["cepat ya", "", "y" * 400],
}
SHAPES = st.sampled_from([KAOS_REUNI, JERSEY, KUE, KAOS_DAN_HOODIE])
POLICIES: st.SearchStrategy[Policy] = st.sampled_from(["replace", "keep", "ask"])
Table = tuple[list[str], list[list[str]]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    headers = draw(st.lists(st.sampled_from(sorted(POOLS)), min_size=2, max_size=10, unique=True))
    cells = [st.one_of(st.sampled_from(POOLS[header]), st.text(max_size=12)) for header in headers]
    return headers, draw(st.lists(st.tuples(*cells).map(list), max_size=8))


def sheet_of(table: Table) -> Sheet:
    headers, rows = table
    cleaned = [[cell.replace("\x00", "").strip() for cell in row] for row in rows]
    numbered = [SheetRow(number, tuple(row)) for number, row in enumerate(cleaned, start=2) if any(row)]
    return Sheet(tuple(headers), tuple(numbered))


def read(sheet: Sheet, shape: Shape, policy: Policy = "replace") -> Reading | None:
    try:
        return read_answers(sheet, shape, duplicates=policy)
    except SheetUnreadable as refused:
        assert refused.say()
        return None


@settings(deadline=None, max_examples=250)
@given(tables(), SHAPES, POLICIES)
def test_every_row_ends_accepted_replaced_or_doubtful_and_the_sums_agree(
    table: Table, shape: Shape, policy: Policy
) -> None:
    sheet = sheet_of(table)
    reading = read(sheet, shape, policy)
    if reading is None:
        return
    assert [answer.row for answer in reading.answers] == [row.number for row in sheet.rows]
    found = report(reading, shape)
    assert (
        found["rows"] == found["orders"] + len(found["replaced"]) + len(found["doubtful"]) == len(sheet.rows)
    )
    accepted = reading.of_state("accepted")
    lines = [line for answer in accepted for line in answer.lines]
    assert found["total_pieces"] == sum(line.quantity for line in lines) == sum(found["pieces"].values())
    for line in lines:
        product = shape.products[line.product]
        assert line.quantity > 0
        assert all(v in o.surcharges for v, o in zip(line.values, product.options, strict=True))
        assert set(line.texts) <= set(product.field_by_name)
    for answer in reading.answers:
        assert (answer.state == "doubtful") == bool(answer.doubts) == bool(answer.why)
        assert answer.state == "doubtful" or (answer.phone and answer.pieces)
        assert all(said.say() for said in (*answer.doubts, *answer.remarks))
    json.dumps([draft_of(answer) for answer in reading.answers])
    assert len({answer.fingerprint for answer in reading.answers}) == len(reading.answers)


@settings(deadline=None, max_examples=150)
@given(tables(), SHAPES)
def test_reading_again_gives_the_same(table: Table, shape: Shape) -> None:
    sheet = sheet_of(table)
    assert read(sheet, shape) == read(sheet, shape)


@settings(deadline=None, max_examples=200)
@given(tables(), SHAPES, st.randoms(use_true_random=False))
def test_the_order_of_the_columns_changes_nothing(table: Table, shape: Shape, chance: object) -> None:
    headers, rows = table
    order = list(range(len(headers)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    moved = [headers[n] for n in order], [[row[n] for n in order] for row in rows]
    first, second = read(sheet_of(table), shape), read(sheet_of(moved), shape)
    assert (first is None) == (second is None)
    if first is None or second is None:
        return
    assert report(first, shape) == report(second, shape)
    assert [a.fingerprint for a in first.answers] == [a.fingerprint for a in second.answers]
    assert [a.lines for a in first.answers] == [a.lines for a in second.answers]


@settings(deadline=None, max_examples=100)
@given(tables(), st.randoms(use_true_random=False))
def test_a_row_keeps_its_fingerprint_wherever_it_moves(table: Table, chance: object) -> None:
    headers, rows = table
    moved = list(rows)
    chance.shuffle(moved)  # type: ignore[attr-defined]
    first, second = read(sheet_of((headers, rows)), KAOS_REUNI), read(sheet_of((headers, moved)), KAOS_REUNI)
    if first and second:
        assert Counter(a.identity for a in first.answers) == Counter(a.identity for a in second.answers)
        assert {a.fingerprint for a in first.answers} == {a.fingerprint for a in second.answers}


@settings(deadline=None, max_examples=100)
@given(tables())
def test_keeping_every_answer_loses_none(table: Table) -> None:
    kept, replaced, asked = (
        read(sheet_of(table), KAOS_REUNI, policy) for policy in ("keep", "replace", "ask")
    )
    if not kept or not replaced or not asked:
        return
    assert not kept.of_state("replaced") and not asked.of_state("replaced")
    good = len(kept.of_state("accepted"))
    assert good == len(replaced.of_state("accepted")) + len(replaced.of_state("replaced"))
    assert len(asked.of_state("accepted")) == len(replaced.of_state("accepted"))


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), SHAPES)
def test_any_bytes_end_in_answers_or_a_named_no(data: bytes, shape: Shape) -> None:
    try:
        sheet = read_sheet(data)
    except SheetUnreadable:
        return
    read(sheet, shape)


@settings(deadline=None, max_examples=100)
@given(tables())
def test_a_table_survives_being_written_to_a_file(table: Table) -> None:
    headers, rows = table
    text = io.StringIO()
    csv.writer(text).writerows(
        [headers, *([cell.replace("\x00", "").replace("\r", "") for cell in row] for row in rows)]
    )
    try:
        sheet = read_sheet(text.getvalue().encode("utf-8", errors="replace"))
    except SheetUnreadable:
        return
    read(sheet, KAOS_REUNI)

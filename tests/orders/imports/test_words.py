"""One cell at a time: sizes, quantities, prices, dates."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.orders.imports.cells import CellReader
from bukapo.orders.imports.combine import Asked, combine
from bukapo.orders.imports.dates import date_order, read_date
from bukapo.orders.imports.prices import without_prices, written_surcharge
from bukapo.orders.imports.quantities import read_quantity
from bukapo.orders.imports.vocabulary import says_nothing, size_of

from .shapes import JERSEY, KAOS

READER = CellReader(KAOS)
SIZE, COLOUR, SLEEVE = range(3)


def pieces(
    text: str, option: int | None, asked: bool = False, count: int | None = None
) -> dict[str, int] | str:
    """{"L Hitam": 2}, or the code of the doubt."""
    reading = READER.read(text, option)
    if reading.trouble:
        return reading.trouble
    found = combine([reading], Asked(asked, count))
    if found.doubt:
        return found.doubt.code
    return {" ".join(value for _, value in item.choices): item.count or 0 for item in found.items}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L", {"L": 1}),
        (" xl ", {"XL": 1}),
        ("XL (+5.000)", {"XL": 1}),
        ("XL (+5rb)", {"XL": 1}),
        ("XL + 5k", {"XL": 1}),
        ("XL – Rp 100.000", {"XL": 1}),
        ("L (70 x 52 cm)", {"L": 1}),
        ("L (LD 104, PB 72)", {"L": 1}),
        ("L dewasa", {"L": 1}),
        ("L (Dewasa)", {"L": 1}),
        ("Ukuran L ya kak", {"L": 1}),
        ("Extra Large", {"XL": 1}),
        ("XXXL", {"3XL": 1}),
        ("2XL", {"XXL": 1}),
        ("2XL=XXL", {"XXL": 1}),
        ("XXL/2XL", {"XXL": 1}),
        ("XXL (2XL)", {"XXL": 1}),
        ("L=2", {"L": 2}),
        ("L x2", {"L": 2}),
        ("L x 2", {"L": 2}),
        ("L(2)", {"L": 2}),
        ("L : 2 pcs", {"L": 2}),
        ("2 L", {"L": 2}),
        ("tiga L", {"L": 3}),
        ("L 2, XL 1", {"L": 2, "XL": 1}),
        ("L 2 XL 1", {"L": 2, "XL": 1}),
        ("L2 XL1", {"L": 2, "XL": 1}),
        ("L=2; XL=1", {"L": 2, "XL": 1}),
        ("2 L + 1 XL", {"L": 2, "XL": 1}),
        ("L 2\nXL 1", {"L": 2, "XL": 1}),
        ("M 3 XL 2", {"M": 3, "XL": 2}),
        ("dua L & satu XL", {"L": 2, "XL": 1}),
        ("S, M, L", {"S": 1, "M": 1, "L": 1}),
        ("L hitam 2, XL navy 1", {"L Hitam": 2, "XL Navy": 1}),
        ("L/hitam/panjang", {"L Hitam Panjang": 1}),
        ("4XL", "size_not_offered"),
        ("4 XL", "size_unclear"),
        ("XS 1, L 2", "size_not_offered"),
        ("2 XL", "size_unclear"),
        ("2L", "quantity_unclear"),
        ("S/M", "unclear"),
        ("L atau XL", "unknown"),
        ("bebas", "unknown"),
        ("nyusul", "unknown"),
        ("S anak", "unknown"),
        ("L, 2", "unclear"),
        ("38", "unclear"),
    ],
)
def test_a_size_cell_means_one_thing_or_is_asked_about(text: str, expected: dict[str, int] | str) -> None:
    assert pieces(text, SIZE) == expected


@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        ("2 XL", 2, "size_unclear"),
        ("2 XL", 1, {"XXL": 1}),
        ("4 XL", 1, "size_not_offered"),
        ("2L", 2, {"L": 2}),
        ("2L", 1, "quantity_mismatch"),
        ("L", 3, {"L": 3}),
        ("L, XL", 2, {"L": 1, "XL": 1}),
        ("L, XL", 3, "quantity_mismatch"),
        ("L 2, XL", 3, {"L": 2, "XL": 1}),
        ("L 2, XL", 5, "quantity_mismatch"),
        ("XXL 1, L 2", 4, "quantity_mismatch"),
        ("L 2, XL 1", None, {"L": 2, "XL": 1}),
        ("L", None, "quantity_missing"),
        ("L, XL", None, "quantity_missing"),
    ],
)
def test_the_quantity_decides_what_the_sizes_leave_open(
    text: str, count: int | None, expected: object
) -> None:
    assert pieces(text, SIZE, asked=True, count=count) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hitam", "Hitam"),
        ("BLACK", "Hitam"),
        ("navy blue", "Navy"),
        ("Biru Dongker", "Navy"),
        ("biru-navy", "Navy"),
        ("merah marun", "Maroon"),
        ("Marron", "Maroon"),
        ("Navy (biru dongker)", "Navy"),
        ("warna hitam", "Hitam"),
    ],
)
def test_a_colour_has_many_names(text: str, expected: str) -> None:
    assert pieces(text, COLOUR) == {expected: 1}


@pytest.mark.parametrize("text", ["biru", "merah", "hitam putih", "Hitm", "seperti di foto"])
def test_a_colour_that_is_nearly_one_of_ours_is_not_made_one(text: str) -> None:
    assert pieces(text, COLOUR) == "unknown"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("pjg", "Panjang"), ("Long sleeve", "Panjang"), ("Lengan Panjang (+10rb)", "Panjang"), ("pendek", "Pendek"),
     ("SHORT", "Pendek"), ("lengan pdk", "Pendek"), ("Panjang/long", "Panjang")],
)  # fmt: skip
def test_a_sleeve_has_many_names(text: str, expected: str) -> None:
    assert pieces(text, SLEEVE) == {expected: 1}


def test_kids_sizes_are_sizes_of_their_own() -> None:
    reader = CellReader(JERSEY.products[0])
    for text, size in [
        ("S Anak", "S Anak"),
        ("anak s", "S Anak"),
        ("Kids M", "M Anak"),
        ("S (anak)", "S Anak"),
        ("S", "S"),
    ]:
        assert [dict(item.choices) for item in reader.read(text, 0).ways[0]] == [{0: size}]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3", 3), ("3 pcs", 3), ("3pcs", 3), ("x2", 2), ("2x", 2), ("2.0", 2), ("2,0", 2), ("tiga", 3), ("Dua buah", 2),
        ("3 (tiga)", 3), ("selusin", 12), ("2 lusin", 24), ("dua belas", 12), ("dua puluh lima", 25), ("1 aja kak", 1),
        ("0", 0), ("two", 2), ("٣", 3),
        ("-1", None), ("1,5", None), ("2-3", None), ("1 atau 2", None), ("sepasang", None), ("banyak", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_quantity_is_one_whole_number(text: str, count: int | None) -> None:
    assert read_quantity(text) == count


@pytest.mark.parametrize(
    ("text", "bare", "surcharge"),
    [
        ("XL (+5.000)", "XL", 5_000),
        ("XL (+5rb)", "XL", 5_000),
        ("XXL (+ Rp 10.000,-)", "XXL", 10_000),
        ("3XL + 15k", "3XL", 15_000),
        ("XL (tambah 5rb)", "XL", None),
        ("XL @100rb", "XL", None),
        ("M (68x45)", "M", None),
        ("2 L + 1 XL", "2 L + 1 XL", None),
        ("L(2)", "L(2)", None),
        ("L 10, XL 12", "L 10, XL 12", None),
    ],
)
def test_prices_in_options_are_taken_off(text: str, bare: str, surcharge: int | None) -> None:
    assert without_prices(text) == bare
    assert written_surcharge(text) == surcharge


@pytest.mark.parametrize(
    "text", ["-", "_", ".", "- ", "tidak", "Tidak ada", "gak", "no", "None", "tanpa nama", "", " "]
)
def test_these_words_say_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["BUDI", "0", "Noah", "7", "Tina"])
def test_these_words_say_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("word", "size"),
    [("xxl", "2xl"), ("2xl", "2xl"), ("1xl", "xl"), ("xs", "xs"), ("xm", None), ("2l", None)],
)
def test_sizes_have_one_spelling_of_ours(word: str, size: str | None) -> None:
    assert size_of(word) == size


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("03/11/2026 09:56:55", "2026-11-03T09:56:55"),
        ("13/11/2026 15.41.02", "2026-11-13T15:41:02"),
        ("13/11/2026, 15.41.02 WIB", "2026-11-13T15:41:02"),
        ("11/13/2026 3:30:45 PM", "2026-11-13T15:30:45"),
        ("11/13/2026 12:00:00 AM", "2026-11-13T00:00:00"),
        ("2026/11/13 3:30:45 PM GMT+7", "2026-11-13T15:30:45"),
        ("2026-11-13T15:30:45", "2026-11-13T15:30:45"),
        ("13-11-26 8.05", "2026-11-13T08:05:00"),
        ("Jumat, 13 November 2026 15.30", "2026-11-13T15:30:00"),
        ("3 Agustus 2026", "2026-08-03T00:00:00"),
        ("Nov 13, 2026 3:30 PM", "2026-11-13T15:30:00"),
        ("46329.5", "2026-11-03T12:00:00"),
        ("46329,5", "2026-11-03T12:00:00"),
        ("31/02/2026", None),
        ("13/13/2026", None),
        ("kemarin", None),
        ("12345", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_the_sheet_shows_it(text: str, moment: str | None) -> None:
    assert read_date(text) == (datetime.fromisoformat(moment) if moment else None)


def test_the_whole_column_decides_which_number_is_the_day() -> None:
    assert date_order(["03/11/2026", "13/11/2026"]) == ("dmy", True)
    assert date_order(["11/03/2026", "11/13/2026"]) == ("mdy", True)
    assert date_order(["10/30/2026", "11/02/2026"]) == ("mdy", True)
    assert date_order(["11/05/2026", "11/12/2026", "12/01/2026"]) == ("mdy", True)  # forward only this way
    assert date_order(["03/11/2026", "04/11/2026"], "Stempel waktu") == ("dmy", True)
    assert date_order(["03/11/2026", "04/11/2026"]) == ("dmy", False)  # two days rather than two months
    assert date_order(["11/03/2026", "11/04/2026"]) == ("mdy", False)
    assert date_order([]) == ("dmy", True)


@given(st.text(max_size=60), st.sampled_from([None, SIZE, COLOUR, SLEEVE]))
def test_any_cell_is_read_without_a_crash(text: str, option: int | None) -> None:
    reading = READER.read(text, option)
    assert not (reading.ways and reading.trouble)
    for way in reading.ways:
        assert way and all(item.choices and (item.count is None or item.count >= 0) for item in way)
    read_quantity(text)
    read_date(text)
    without_prices(text)
    written_surcharge(text)


SIZES = st.sampled_from(["S", "M", "L", "XL", "XXL", "3XL"])


@given(st.dictionaries(SIZES, st.integers(1, 20), min_size=1, max_size=6), st.sampled_from([", ", " + ", "; ", "\n"]),
       st.sampled_from(["{s} {n}", "{s}={n}", "{s} ({n})", "{n} pcs {s}", "{s} x{n}", "{s}: {n} buah"]))  # fmt: skip
def test_a_list_of_sizes_is_read_back_as_it_was_meant(
    counts: dict[str, int], between: str, each: str
) -> None:
    text = between.join(each.format(s=size, n=count) for size, count in counts.items())
    assert pieces(text, SIZE, asked=True, count=sum(counts.values())) == counts

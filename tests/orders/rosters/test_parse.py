"""A pasted list is read line by line; what is unclear stays open and is said."""

import pytest

from bukapo.kernel.sheets.sheet import Sheet, SheetRow
from bukapo.orders.imports.shape import Field, Option, Product, Value
from bukapo.orders.rosters.parse import Goods, ReadLine, judged, read_list
from bukapo.orders.rosters.sheet import lines_of_sheet

SIZES = Option("Ukuran", tuple(Value(name, is_default=name == "S") for name in ("S", "M", "L", "XL", "XXL")))
COLOURS = Option("Warna", (Value("Hitam", is_default=True), Value("Navy")))
JERSEY = Product(
    "Jersey", 95_000, (SIZES, COLOURS), (Field("Nama punggung", max_length=12), Field("Nomor", "number", 2))
)
GOODS = Goods((JERSEY,), "Nomor")


def one(line: str, goods: Goods = GOODS) -> ReadLine:
    return read_list(line, goods)[0]


@pytest.mark.parametrize(
    ("line", "name", "values", "number", "back"),
    [
        ("1. Budi - L - 10", "Budi", ("L", "Hitam"), "10", ""),
        ("2) Siti Aminah, M navy, 07", "Siti Aminah", ("M", "Navy"), "07", ""),
        ("Muhammad Iqbal xl 23", "Muhammad Iqbal", ("XL", "Hitam"), "23", ""),
        ("M Iqbal L 10", "M Iqbal", ("L", "Hitam"), "10", ""),
        ("- Joko = 2xl hitam no 05", "Joko", ("XXL", "Hitam"), "05", ""),
        ("Abdul Rahman-L-77", "Abdul Rahman", ("L", "Hitam"), "77", ""),
        ("7. Dewi; S; 11; DEWI S", "Dewi", ("S", "Hitam"), "11", "DEWI"),
        ("Sari - M - 8 - Nama punggung: SARI 8", "Sari", ("M", "Hitam"), "8", "SARI 8"),
        ("Eko\tL\t4", "Eko", ("L", "Hitam"), "4", ""),
    ],
)
def test_a_clear_line_is_read(line: str, name: str, values: tuple[str, ...], number: str, back: str) -> None:
    read = one(line)
    assert (read.name, read.picks[0].values, read.number) == (name, values, number)
    assert back in read.picks[0].texts.get("Nama punggung", "") or back == ""
    assert read.doubts == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Andi (4XL)", "Ukuran 4XL tidak ada di PO ini."),
        ("Bayu - L/XL - 4", "Ukuran disebut lebih dari sekali."),
        ("Tono L 1 2", "Ada lebih dari satu angka: 1, 2."),
        ("Eko - L - 100", "Nomor 100 terlalu panjang."),
        ("Ani - besar - 3", "Tidak terbaca: besar."),
        ("12", "Namanya tidak terbaca."),
    ],
)
def test_a_doubt_is_said_and_its_part_stays_open(line: str, said: str) -> None:
    read = one(line)
    assert said in [doubt.sentence.format(**dict(doubt.params)) for doubt in read.doubts]
    assert not all(value for pick in read.picks for value in pick.values) or not read.number


def test_a_name_alone_is_no_doubt_and_a_phone_is_kept() -> None:
    assert (one("5. Rina").doubts, one("5. Rina").picks[0].values) == ((), ("", ""))
    assert one("Siti, M, wa 0812-3456-7890").phone == "+6281234567890"


def test_lines_are_held_against_each_other_and_the_list() -> None:
    lines = read_list("Budi - L - 10\nAni - M - 10\nbudi - S\nCici - L - 7\nDodi - L", GOODS)
    told = judged(lines, known={"dodi": True, "cici": False}, taken={"7": "Cici", "9": "Dodi"})
    assert [line.state for line in told] == ["new", "new", "new", "completes", "stays"]
    assert [line.number for line in told] == ["10", "", "", "7", ""]
    assert [line.stops for line in told] == [False, False, True, False, False]


def test_any_text_is_read_without_a_crash() -> None:
    for text in (
        "\x00",
        "((((",
        "- - -",
        ":::",
        "L",
        "10",
        "a" * 5_000,
        "𝔅𝔲𝔡𝔦 — L — ١٠",
        "=,=,=\t\t",
        "62 8",
    ):
        read_list(text, GOODS)
        read_list(text, Goods((JERSEY, Product("Celana", 50_000)), ""))


def test_a_sheet_becomes_such_lines() -> None:
    sheet = Sheet(
        ("No", "Nama Siswa", "Ukuran Kaos", "No Punggung", "No WA"),
        (SheetRow(2, ("1", "Budi", "L", "10.0", "0812 3456 7890")), SheetRow(3, ("2", "Ani", "", "", ""))),
    )
    text = lines_of_sheet(sheet, GOODS)
    read = read_list(text, GOODS)
    assert [(line.name, line.number, line.phone) for line in read] == [
        ("Budi", "10", "+6281234567890"),
        ("Ani", "", ""),
    ]
    assert read[0].picks[0].values == ("L", "Hitam")

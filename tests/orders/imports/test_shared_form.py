"""The form of the shared data, as it is and in other clothes: whatever it is dressed in, it holds the same orders."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from bukapo.kernel.sheets.sheet import read_sheet
from bukapo.orders.imports.read import read_answers
from bukapo.orders.imports.report import report

from .shapes import KAOS_REUNI

DATA = Path(__file__).parents[2] / "data"
FORM = (DATA / "form-kaos-angkatan.csv").read_bytes()
TRUTH = json.loads((DATA / "form-kaos-angkatan.truth.json").read_text())
SAME_KEYS = [
    "rows",
    "orders",
    "replaced",
    "doubtful",
    "pieces",
    "total_pieces",
    "personalized_orders",
    "rupiah",
]

Rows = list[list[str]]
TIME, EMAIL, NAME, PHONE, ADDRESS, SIZE, COLOUR, SLEEVE, COUNT, BACK, WAY, PROOF = range(12)


def told(data: bytes, **options: Any) -> dict[str, Any]:
    found = report(read_answers(read_sheet(data), KAOS_REUNI, **options), KAOS_REUNI)
    return {key: found[key] for key in SAME_KEYS}


TRUE = {key: TRUTH[key] for key in SAME_KEYS}


def rows() -> Rows:
    return list(csv.reader(io.StringIO(FORM.decode())))


def written(table: Rows, delimiter: str = ",", encoding: str = "utf-8", line: str = "\r\n") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line).writerows(table)
    return text.getvalue().encode(encoding)


def each(table: Rows, column: int, change: Callable[[str], str]) -> Rows:
    return [table[0], *([*r[:column], change(r[column]), *r[column + 1 :]] for r in table[1:])]


def moment(text: str) -> datetime:
    day, month, year, time = re.split(r"[/ ]", text)
    return datetime.fromisoformat(f"{year}-{month}-{day}T{time}")


def renamed(table: Rows, headers: dict[int, str]) -> Rows:
    return [[headers.get(n, header) for n, header in enumerate(table[0])], *table[1:]]


def ordered(table: Rows, order: list[int]) -> Rows:
    return [[row[n] for n in order] for row in table]


def test_the_shared_form_comes_to_exactly_its_truth() -> None:
    assert told(FORM) == TRUE


def test_reading_it_twice_gives_the_same_fingerprints() -> None:
    first, second = (read_answers(read_sheet(FORM), KAOS_REUNI) for _ in range(2))
    assert first == second
    assert len({answer.fingerprint for answer in first.answers}) == TRUTH["rows"]


HEADERS = [
    {TIME: "Stempel waktu", NAME: "Nama", PHONE: "No HP/WA", SIZE: "Size", COLOUR: "Color", COUNT: "Qty"},
    {TIME: "Cap waktu", NAME: "Atas nama", PHONE: "WhatsApp", SIZE: "Ukuran", COUNT: "Jumlah pesanan"},
    {NAME: "Full name", PHONE: "Nomor telepon", SLEEVE: "Model lengan", BACK: "Nama dan nomor punggung"},
    {
        NAME: "Siapa nama kamu?",
        PHONE: "Kontak yang bisa dihubungi",
        SIZE: "Mau ukuran apa?",
        BACK: "Sablon nama",
    },
    {
        NAME: "Nama lengkap\nSesuai KTP ya kak",
        PHONE: "Nomor WhatsApp _x000a_diawali 08",
        SIZE: "Ukuran kaos\n(lihat size chart S, M, L, XL (+5.000), XXL (+10.000))",
        COLOUR: "Pilih warna",
        SLEEVE: "Lengan panjang atau pendek?",
        COUNT: "Jumlah\nberapa potong yang dipesan",
        BACK: "Nama & No Punggung (+15rb)",
        WAY: "Mau diambil atau dikirim?",
        ADDRESS: "Alamat pengiriman (kalau dikirim)",
        PROOF: "Upload bukti TF",
    },
    {NAME: " Nama Pemesan ", PHONE: "No. Handphone", SIZE: "UKURAN", COLOUR: "WARNA KAOS", COUNT: "JUMLAH"},
    {
        TIME: "",
        NAME: "Name",
        PHONE: "Phone",
        ADDRESS: "Address",
        SIZE: "Size",
        COLOUR: "Colour",
        SLEEVE: "Sleeve",
        COUNT: "Quantity",
        BACK: "Name on back",
        WAY: "Delivery",
        PROOF: "Payment proof",
    },
    {PHONE: "No. Telp", SIZE: "Size kaos", COUNT: "Berapa pcs?", BACK: "Custom nama", WAY: "Pengiriman"},
]


@pytest.mark.parametrize("headers", HEADERS)
def test_other_headers_change_nothing(headers: dict[int, str]) -> None:
    assert told(written(renamed(rows(), headers))) == TRUE


@pytest.mark.parametrize(
    "order",
    [
        [NAME, PHONE, SIZE, COUNT, COLOUR, SLEEVE, BACK, ADDRESS, WAY, EMAIL, PROOF, TIME],
        [PROOF, WAY, BACK, COUNT, SLEEVE, COLOUR, SIZE, ADDRESS, PHONE, NAME, EMAIL, TIME],
    ],
)
def test_other_orders_of_the_columns_change_nothing(order: list[int]) -> None:
    assert told(written(ordered(rows(), order))) == TRUE
    same = read_answers(read_sheet(written(ordered(rows(), order))), KAOS_REUNI)
    assert [a.fingerprint for a in same.answers] == [
        a.fingerprint for a in read_answers(read_sheet(FORM), KAOS_REUNI).answers
    ]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_other_delimiters_and_encodings_change_nothing(delimiter: str, encoding: str) -> None:
    assert told(written(rows(), delimiter, encoding)) == TRUE


def test_other_line_ends_change_nothing() -> None:
    assert told(written(rows(), line="\n")) == told(written(rows(), line="\r")) == TRUE


def test_the_line_that_names_the_delimiter_is_no_row() -> None:
    assert told(b"sep=;\r\n" + written(rows(), ";")) == TRUE


def serial(text: str) -> str:
    return repr((moment(text) - datetime.fromisoformat("1899-12-30")).total_seconds() / 86_400)


TIMES: list[Callable[[str], str]] = [
    lambda text: moment(text).strftime("%m/%d/%Y %H:%M:%S"),
    lambda text: moment(text).strftime("%-m/%-d/%Y %-I:%M:%S %p"),
    lambda text: moment(text).strftime("%d/%m/%Y %H.%M.%S"),
    lambda text: moment(text).strftime("%d.%m.%Y %H:%M"),
    lambda text: moment(text).strftime("%Y/%m/%d %-I:%M:%S %p GMT+7"),
    lambda text: moment(text).strftime("%Y-%m-%dT%H:%M:%S"),
    lambda text: moment(text).strftime("%d-%m-%y %H.%M"),
    lambda text: moment(text).strftime("%d %b %Y, %H:%M:%S"),
    lambda text: serial(text),
    lambda text: serial(text).replace(".", ","),
]


@pytest.mark.parametrize("time", TIMES)
def test_other_ways_to_write_the_time_change_nothing(time: Callable[[str], str]) -> None:
    table = each(rows(), TIME, time)
    assert told(written(table)) == TRUE
    for old, new in zip(
        rows()[1:], read_answers(read_sheet(written(table)), KAOS_REUNI).answers, strict=True
    ):
        assert new.timestamp is not None and abs((new.timestamp - moment(old[TIME])).total_seconds()) < 60


def test_without_times_the_order_of_the_rows_says_which_answer_is_later() -> None:
    assert told(written([row[1:] for row in rows()])) == TRUE


def test_a_sheet_sorted_by_name_still_knows_which_answer_is_later() -> None:
    table = rows()
    body = sorted(table[1:], key=lambda row: row[NAME])
    was = {tuple(row): number for number, row in enumerate(table[1:], start=2)}
    now = {was[tuple(row)]: number for number, row in enumerate(body, start=2)}
    found = told(written([table[0], *body]))
    assert sorted(found["replaced"]) == sorted([now[a], now[b]] for a, b in TRUTH["replaced"])
    assert found["pieces"] == TRUTH["pieces"] and found["rupiah"] == TRUTH["rupiah"]


PHONES: list[Callable[[str], str]] = [
    lambda text: text if "E+" in text else "'0" + digits(text),
    lambda text: text if "E+" in text else digits(text),
    lambda text: text if "E+" in text else digits(text) + ".0",
    lambda text: text if "E+" in text else "62" + digits(text) + ".0",
    lambda text: text if "E+" in text else "+62 " + digits(text),
    lambda text: text if "E+" in text else re.sub(r"(\d{3})(\d{4})(\d+)", r"0\1.\2.\3", digits(text)),
    lambda text: text if "E+" in text else "0" + digits(text) + " (WA)",
    lambda text: "8,12E+10" if "E+" in text else digits(text),
]


def digits(text: str) -> str:
    return re.sub(r"^(62|0)", "", re.sub(r"\D", "", text))


@pytest.mark.parametrize("phone", PHONES)
def test_other_ways_to_write_the_phone_change_nothing(phone: Callable[[str], str]) -> None:
    assert told(written(each(rows(), PHONE, phone))) == TRUE


WORDS: list[tuple[int, dict[str, str]]] = [
    (COLOUR, {"Hitam": "hitam", "Navy": "biru dongker", "Maroon": "merah marun"}),
    (COLOUR, {"Hitam": "Black", "Navy": "Navy Blue", "Maroon": "MAROON"}),
    (SLEEVE, {"Pendek": "short", "Panjang": "long"}),
    (SLEEVE, {"Pendek": "pdk", "Panjang": "pjg"}),
    (SLEEVE, {"Pendek": "Lengan Pendek", "Panjang": "lengan panjang"}),
    (SIZE, {"XXL": "2XL", "3XL": "XXXL"}),
    (SIZE, {"XXL": "2XL=XXL", "XL": "xl", "L": "Large", "M": "medium", "S": "small"}),
    (SIZE, {"XXL": "XXL/2XL"}),
    (SIZE, {"XL": "XL (Lebar 55 x Panjang 73)", "L": "L (52x70 cm)"}),
    (SIZE, {"XL": "XL - Rp100.000", "L": "Ukuran L"}),
    (COUNT, {"1": "satu", "2": "dua buah", "3": "3 (tiga)", "4": "empat pcs", "6": "setengah"}),
    (COUNT, {"1": "1.0", "2": "2,0", "3": "x3"}),
    (BACK, {"-": "Tidak ada", "_": "gak", "tidak": "no", "": "."}),
    (WAY, {"Dikirim": "Kirim via JNE", "Ambil sendiri": "COD / ketemuan"}),
]


@pytest.mark.parametrize(("column", "words"), WORDS)
def test_other_words_change_nothing(column: int, words: dict[str, str]) -> None:
    def change(text: str) -> str:
        bare = re.sub(r"\s*\(\+.*\)", "", text)
        return words.get(bare, words.get(bare.upper(), text))

    table = each(rows(), column, change)
    found = told(written(table))
    if (
        column == COUNT and "setengah" in words.values()
    ):  # "6" was the doubtful row; it stays doubtful, for another why
        assert [row["row"] for row in found.pop("doubtful")] == [row["row"] for row in TRUTH["doubtful"]]
        assert found == {key: value for key, value in TRUE.items() if key != "doubtful"}
    else:
        assert found == TRUE


MANY = re.compile(r"(\w+) (\d), (\w+) (\d)")


@pytest.mark.parametrize(
    "shape",
    [
        r"\1=\2 \3=\4",
        r"\1 x\2; \3 x\4",
        r"\1(\2), \3(\4)",
        r"\2 \1 + \4 \3",
        r"\1: \2 pcs\n\3: \4 pcs",
        r"\1 \2 \3 \4",
    ],
)
def test_other_ways_to_list_several_sizes_change_nothing(shape: str) -> None:
    assert told(written(each(rows(), SIZE, lambda text: MANY.sub(shape.replace(r"\n", "\n"), text)))) == TRUE


def test_one_column_of_quantities_per_size_holds_the_same_orders() -> None:
    """The rows that named no size are left out of the comparison: a grid knows no "bebas"."""
    table = rows()
    sizes = ["S", "M", "L", "XL", "XXL", "3XL"]
    doubtful = {row["row"] for row in TRUTH["doubtful"]}
    for head in ("Jumlah [{}]", "{}", "Qty {}", "Ukuran [{}]", "Jumlah kaos ukuran {}"):
        grid = [
            [
                *table[0][:SIZE],
                *(head.format(size) for size in sizes),
                *table[0][COLOUR:COUNT],
                *table[0][BACK:],
            ]
        ]
        for number, row in enumerate(table[1:], start=2):
            bare = re.sub(r"\s*\(.*\)", "", row[SIZE]).upper()
            counts = (
                dict(re.findall(r"(\w+) (\d)", bare))
                if " " in bare
                else {bare: {"satu": "1", "tiga": "3"}.get(row[COUNT], row[COUNT])}
            )
            quantities = [""] * 6 if number in doubtful else [counts.get(size, "") for size in sizes]
            grid.append([*row[:SIZE], *quantities, *row[COLOUR:COUNT], *row[BACK:]])
        found = told(written(grid))
        assert [row["row"] for row in found.pop("doubtful")] == sorted(doubtful), head
        assert found == {key: value for key, value in TRUE.items() if key != "doubtful"}, head


def test_a_workbook_holds_the_same_orders() -> None:
    assert told(workbook(rows())) == TRUE


def test_columns_nobody_asked_for_change_nothing() -> None:
    table = rows()
    extra = [
        "No",
        "Jenis Kelamin",
        "Metode Pembayaran",
        "Total Harga",
        "Status",
        "Angkatan",
        "Kelas",
        "Keterangan",
    ]
    table[0] = [*extra, *table[0]]
    for number, row in enumerate(table[1:], start=1):
        table[number] = [str(number), "L", "Transfer BCA", "Rp 95.000", "LUNAS", "2011", "XI", "-", *row]
    assert told(written(table)) == TRUE


def test_a_question_moved_by_an_edit_is_still_one_question() -> None:
    table = rows()
    table[0] = [*table[0], "Ukuran Kaos 2", "No. WhatsApp (aktif) 2"]
    for number, row in enumerate(table[1:], start=1):
        late = number > 90
        moved = [row[SIZE], row[PHONE]] if late else ["", ""]
        table[number] = [
            *row[:PHONE],
            "" if late else row[PHONE],
            row[ADDRESS],
            "" if late else row[SIZE],
            *row[COLOUR:],
            *moved,
        ]
    assert told(written(table)) == TRUE


def test_blank_rows_are_counted_and_nothing_else() -> None:
    table = rows()
    blank = [""] * 12
    data = written([*table[:5], blank, *table[5:], blank, blank])
    reading = read_answers(read_sheet(data), KAOS_REUNI)
    assert reading.empty_rows == 1 and len(reading.answers) == TRUTH["rows"]


def workbook(table: Rows) -> bytes:
    """As a spreadsheet keeps it: times as dates, phones and counts as numbers."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet, dated = book.add_worksheet("Jawaban"), book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
    sheet.write_row(0, 0, table[0])
    for y, row in enumerate(table[1:], start=1):
        for x, cell in enumerate(row):
            if x == TIME:
                sheet.write_datetime(y, x, moment(cell), dated)
            elif cell.isdigit() and not cell.startswith("0"):
                sheet.write_number(y, x, int(cell))
            else:
                sheet.write_string(y, x, cell.lstrip("'"))
    book.close()
    return data.getvalue()

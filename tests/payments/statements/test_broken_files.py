"""A file that lost or changed something is refused with a sentence, or (where nothing in it can tell) only shorter."""

import csv
import io
import random
import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.kernel.refusal import Refusal
from bukapo.payments.statements.read import read_statement
from bukapo.payments.statements.refusals import (
    StatementBroken,
    StatementEmpty,
    StatementForeign,
    StatementLineUnread,
    StatementLocked,
    StatementOfOtherBank,
    StatementOfOtherKind,
    StatementOldExcel,
    StatementQuoteOpen,
    StatementSeveralAccounts,
    StatementTooBig,
    StatementTooLong,
    StatementTotalsWrong,
    StatementTruncated,
    StatementUnknownLayout,
    StatementUnreadable,
)
from bukapo.payments.statements.statement import Statement
from tests.payments.statements.book import AUGUST, Book, Entry
from tests.payments.statements.writers.every import WRITERS

TEXTS = [name for name, writer in WRITERS.items() if writer.texts]
BALANCED = [name for name in TEXTS if WRITERS[name].balanced]
ENDING = [name for name, writer in WRITERS.items() if writer.ends]


def outcome(data: bytes) -> Statement | None:
    """None when refused. A refusal says something to a person, and nothing else is ever raised."""
    try:
        return read_statement(data, name="mutasi.csv")
    except StatementUnreadable as refusal:
        assert str(refusal) and "{" not in str(refusal)
        return None


def shorter(cut: Statement | None, whole: Statement) -> bool:
    """Refused, or the first so many of the same lines."""
    return cut is None or list(cut.lines) == list(whole.lines)[: len(cut.lines)]


@pytest.mark.parametrize("name", TEXTS)
def test_a_cut_file_is_refused_or_only_shorter(name: str) -> None:
    data = WRITERS[name].write(AUGUST)
    whole = read_statement(data, name="mutasi.csv")
    for end in range(len(data)):
        assert shorter(outcome(data[:end]), whole), data[:end]


@pytest.mark.parametrize("name", ENDING)
def test_a_cut_file_that_states_its_totals_is_never_taken(name: str) -> None:
    data = WRITERS[name].write(AUGUST)
    lines = data.splitlines(keepends=True)
    entries = [at for at, line in enumerate(lines) if b"BUDI CONTOH" in line or b"BIAYA ADM" in line]
    for end in range(1, entries[-1] + 2):
        assert outcome(b"".join(lines[:end])) is None


@pytest.mark.parametrize("name", [name for name, writer in WRITERS.items() if not writer.texts])
def test_a_cut_workbook_or_page_is_refused(name: str) -> None:
    data = WRITERS[name].write(AUGUST)
    whole = read_statement(data, name="mutasi.xls")
    for end in random.Random(name).sample(range(len(data)), 150):
        cut = outcome(data[:end])
        assert cut is None or cut == whole, data[end:]


@pytest.mark.parametrize("name", BALANCED)
def test_a_lost_a_doubled_or_a_swapped_line_is_noticed(name: str) -> None:
    lines = WRITERS[name].write(AUGUST).splitlines(keepends=True)
    first = next(at for at, line in enumerate(lines) if b"KAIN JAYA" in line)
    last = next(at for at, line in enumerate(lines) if b"BIAYA ADM" in line)
    first, last = min(first, last), max(first, last)
    for at in range(first, last + 1):
        assert outcome(b"".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])) is None, "doubled"
        if first < at < last:
            assert outcome(b"".join(lines[:at] + lines[at + 1 :])) is None, "lost"
        if at < last:
            swapped = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
            assert outcome(b"".join(swapped)) is None, "swapped"


@pytest.mark.parametrize("name", BALANCED)
def test_a_changed_digit_of_money_is_noticed(name: str) -> None:
    """But in the first line (newest first: the last), whose amount only an opening balance proves."""
    book = Book(
        [Entry(date(2026, 8, 1), 7_000_00, "AWAL"), *AUGUST.entries, Entry(date(2026, 8, 30), -900_00, "X")]
    )
    data = WRITERS[name].write(book)
    whole = read_statement(data, name="mutasi.csv")
    spared = {0, len(book.entries) - 1}
    for at in range(data.index(b"KAIN JAYA"), len(data)):
        if not data[at : at + 1].isdigit():
            continue
        changed = outcome(data[:at] + bytes([48 + (data[at] - 47) % 10]) + data[at + 1 :])
        if changed:
            for position, (line, true) in enumerate(zip(changed.lines, whole.lines, strict=True)):
                assert position in spared or line.amount == true.amount, (position, data[at - 30 : at + 10])
                assert position in spared or line.balance == true.balance


@pytest.mark.parametrize("name", ENDING)
def test_where_totals_are_stated_every_line_is_proven(name: str) -> None:
    data = WRITERS[name].write(AUGUST)
    amounts = [b"11,100,000.00", b"11.100.000,00", b"11100000.00", b"15,000.00", b"15.000,00", b"15000.00"]
    for amount in amounts:
        if amount in data:
            assert outcome(data.replace(amount, amount.replace(b"1", b"2", 1), 1)) is None


def test_a_balance_before_each_line_proves_the_first_one_too() -> None:
    data = WRITERS["bri-wide"].write(AUGUST)
    with pytest.raises(StatementBroken):
        read_statement(data.replace(b"11100000.00", b"21100000.00", 1), name="mutasi.csv")


def test_a_stated_number_of_lines_is_counted() -> None:
    data = WRITERS["bca-business"].write(AUGUST)
    assert data.count(b'","3"') == 1
    with pytest.raises(StatementTotalsWrong, match="Banyaknya kredit di file ini 4"):
        read_statement(data.replace(b'","3"', b'","4"'), name="mutasi.csv")


def test_a_cut_file_in_wide_letters_is_refused_or_only_shorter() -> None:
    data = WRITERS["bri"].write(AUGUST).decode().encode("utf-16")
    whole = read_statement(data, name="mutasi.csv")
    for end in range(2, len(data)):
        assert shorter(outcome(data[:end]), whole)
    with pytest.raises(StatementTruncated):
        read_statement(data + b"\n", name="mutasi.csv")


def test_the_line_that_broke_is_named() -> None:
    data = WRITERS["bca-individual"].write(AUGUST)
    with pytest.raises(StatementBroken) as refusal:
        read_statement(data.replace(b'"250,011.00"', b'"250,012.00"', 1), name="mutasi.csv")
    assert refusal.value.params == {"row": 10}
    assert b"250,011.00" in data.splitlines()[9]


@pytest.mark.parametrize(
    ("old", "new", "refused"),
    [
        (b"Saldo Awal : 100", b"Saldo Awal : 200", StatementTotalsWrong),
        (b"Mutasi Kredit : 3", b"Mutasi Kredit : 4", StatementTotalsWrong),
        (b"Mutasi Debet : 11", b"Mutasi Debet : 12", StatementTotalsWrong),
        (b"Saldo Akhir : 8", b"Saldo Akhir : 9", StatementTotalsWrong),
        (b"Saldo Akhir", b"Saldo Entah", StatementTruncated),
        (b"'03/08", b"'33/08", StatementLineUnread),
        (b"'03/08", b"'03/02", StatementLineUnread),  # outside the period
        (b'"147,356.00"', b'"147,356.000"', StatementLineUnread),
        (b'"147,356.00"', b'"147.356,00"', StatementLineUnread),  # two ways of writing numbers
        (b'"147,356.00"', b'"seratus"', StatementLineUnread),
        (b'"147,356.00",CR', b'"147,356.00",XX', StatementLineUnread),
        (b'0000,"147', b'0000,147', StatementLineUnread),
        (b"BUDI CONTOH\"", b"BUDI CONTOH", StatementQuoteOpen),
        (b"Kode Mata Uang : IDR", b"Kode Mata Uang : USD", StatementForeign),
        (b"Tanggal Transaksi", b"Kapan", StatementUnknownLayout),
    ],
)  # fmt: skip
def test_each_change_has_its_own_sentence(old: bytes, new: bytes, refused: type[Refusal]) -> None:
    data = WRITERS["bca-individual"].write(AUGUST)
    changed = data.replace(old, new, 1)
    if old == b"Saldo Akhir : 8":
        changed = data.replace(b"Saldo Akhir : 89", b"Saldo Akhir : 98", 1)
    assert changed != data
    with pytest.raises(refused):
        read_statement(changed, name="mutasi.csv")


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b"", StatementEmpty),
        (b"\xef\xbb\xbf \r\n", StatementEmpty),
        (b"%PDF-1.7\n%\xe2\xe3", StatementOfOtherKind),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, StatementOfOtherKind),
        (b"\xff\xd8\xff\xe0JFIF", StatementOfOtherKind),
        (b"{\\rtf1 mutasi}", StatementOfOtherKind),
        (bytes(range(256)) * 40, StatementOfOtherKind),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, StatementOldExcel),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            StatementLocked,
        ),
        (b"PK\x03\x04 not really", StatementUnreadable),
        (b"halo, ini bukan mutasi\n" * 5, StatementUnknownLayout),
        (b"<html><body>Sesi Anda berakhir</body></html>", StatementTruncated),
        (b"Nama,Ukuran,Jumlah\nBUDI,L,2\n", StatementUnknownLayout),
        (b"Tanggal,Keterangan,Debit,Kredit,Saldo\n", StatementEmpty),
        (b"a," * 20_000 + b"\n", StatementOfOtherKind),
    ],
)
def test_what_is_no_statement_is_refused(data: bytes, refused: type[Refusal]) -> None:
    with pytest.raises(refused):
        read_statement(data, name="mutasi.csv")


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StatementTooBig):
        read_statement(b" " * 30_000_001, name="mutasi.csv")
    monkeypatch.setattr("bukapo.payments.statements.table.MAX_LINES", 8)
    with pytest.raises(StatementTooLong):
        read_statement(WRITERS["bca-individual"].write(AUGUST), name="mutasi.csv")


def test_two_accounts_in_one_file_are_refused() -> None:
    data = WRITERS["mandiri-mcm"].write(AUGUST).replace(b"\n1111111111", b"\n2222222222", 1)
    with pytest.raises(StatementSeveralAccounts):
        read_statement(data, name="mutasi.csv")


def test_another_banks_file_is_refused_when_the_bank_is_named() -> None:
    data = WRITERS["bri"].write(AUGUST)
    assert read_statement(data, name="mutasi.csv", bank="bri").bank == "bri"
    with pytest.raises(StatementOfOtherBank, match="BRI, bukan BCA"):
        read_statement(data, name="mutasi.csv", bank="bca")


def test_columns_that_many_banks_use_are_read_for_the_named_one() -> None:
    data = WRITERS["cimb"].write(AUGUST)
    assert [line.amount for line in read_statement(data, name="mutasi.csv", bank="mandiri").lines] == [
        line.amount for line in read_statement(data, name="mutasi.csv").lines
    ]


@pytest.mark.parametrize("name", WRITERS)
def test_noise_never_breaks_the_reader(name: str) -> None:
    chance = random.Random(name)
    data = WRITERS[name].write(AUGUST)
    for _ in range(60):
        noisy = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            noisy[chance.randrange(len(noisy))] = chance.randrange(256)
        outcome(bytes(noisy))


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    outcome(data)
    outcome(b"Tanggal,Keterangan,Debit,Kredit,Saldo\n" + data)
    outcome(b"<table><tr><td>Tanggal<td>Keterangan<td>Jumlah<td>Saldo</tr>" + data + b"</table>")


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "hostile",
    [
        b"<table>" + b"<!--" * 500_000,
        b"<table>" + b"<td " * 500_000,
        b"<table>" + b"<" + b"a" * 3_000_000,
        b"<table>" + b"<tr><td>" * 300_000,
        b"Tanggal,Keterangan,Nominal\n" + b" " * 15_000 + b"x,DARI" + b" DARI" * 3_000 + b",1\n",
        b"Saldo"
        + b" " * 15_000
        + b"\nTanggal,Keterangan,Nominal\n01/08/2026,"
        + b"NBMB"
        + b" " * 15_000
        + b",1\n",
        b"Tanggal,Keterangan,Nominal\n01/08/2026,x," + b"1" * 15_000 + b"\n",
    ],
)
def test_hostile_files_cost_no_time(hostile: bytes) -> None:
    assert outcome(hostile) is None


@pytest.mark.parametrize("name", ["bri", "mandiri-mcm", "generic-without-balance"])
def test_a_footer_is_no_line_and_a_line_without_its_day_is_no_footer(name: str) -> None:
    data = WRITERS[name].write(AUGUST)
    whole = read_statement(data, name="mutasi.csv")
    for footer in (b"Dicetak pada 01/09/2026\n", b"\n\n", b"Halaman,2\n", b"Halaman;2\n"):
        assert list(read_statement(data + footer, name="mutasi.csv").lines) == list(whole.lines)
    for day in (b"2026-08-03", b"03/08/26", b"03-08-2026"):
        if day in data:
            with pytest.raises(StatementLineUnread):
                read_statement(data.replace(day, b"entah", 1), name="mutasi.csv")


def test_a_nul_within_the_text_is_dropped() -> None:
    data = WRITERS["bca-individual"].write(AUGUST).replace(b"BUDI", b"BU\x00DI")
    assert read_statement(data, name="mutasi.csv").lines[1].sender == "BUDI CONTOH"


def excel(text: str, delimiter: str, day: Callable[[date], str]) -> str:
    """Saved again by a spreadsheet: rows filled up, quotes only where needed, bare numbers, days its own way."""
    rows = [list(row) for row in csv.reader(io.StringIO(text))]
    width = max(len(row) for row in rows)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        cells = [
            re.sub(r"^-?[\d,]+\.\d\d$", lambda m: m[0].replace(",", "").removesuffix(".00"), cell)
            for cell in row
        ]
        if found := re.fullmatch(r"'?(\d\d)/(\d\d)/(\d{4})", cells[0] if cells else ""):
            cells[0] = day(date(int(found[3]), int(found[2]), int(found[1])))
        writer.writerow(cells + [""] * (width - len(cells)))
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("spelling", ["{:%Y-%m-%d}", "{0.day}/{0.month}/{0.year}", "serial"])
@pytest.mark.parametrize(
    "name", ["bca-individual", "bca-english", "bca-business", "bca-two-columns", "permata"]
)
def test_a_file_saved_again_by_a_spreadsheet_is_the_same(name: str, delimiter: str, spelling: str) -> None:
    data = WRITERS[name].write(AUGUST)
    serial = spelling == "serial"

    def day(one: date) -> str:
        return str((one - date(1899, 12, 30)).days) if serial else spelling.format(one)

    again = read_statement(excel(data.decode(), delimiter, day).encode(), name="mutasi.csv")
    first = read_statement(data, name="mutasi.csv")
    assert [line[1:] for line in again.lines] == [line[1:] for line in first.lines]
    assert (again.layout, again.opening, again.closing) == (first.layout, first.opening, first.closing)

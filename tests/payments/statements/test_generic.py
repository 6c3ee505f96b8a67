"""Files of banks that nobody described: by their titles, or by what a person says of the columns."""

from datetime import date

import pytest

from bukapo.payments.statements.columns import Role
from bukapo.payments.statements.mapping import Mapping
from bukapo.payments.statements.read import headers_of, read_statement
from bukapo.payments.statements.refusals import (
    StatementDirectionUnclear,
    StatementLineUnread,
    StatementMappingWrong,
    StatementUnknownLayout,
)
from tests.payments.statements.writers.sheets import workbook


def amounts(text: str, mapping: Mapping | None = None) -> list[int]:
    return [line.amount for line in read_statement(text.encode(), name="x.csv", mapping=mapping).lines]


@pytest.mark.parametrize(
    "titles",
    [
        "Tanggal,Keterangan,Debet,Kredit,Saldo Akhir",
        "Date,Description,Debit,Credit,Balance",
        "Tgl Transaksi,Uraian,Debit,Kredit,Saldo",
        "Post Date,Remarks,Debit Amount,Credit Amount,Close Balance",
        "Transaction Date,Details,Withdrawal,Deposit,Running Balance",
        "Tanggal,Deskripsi,Uang Keluar,Uang Masuk,Saldo",
    ],
)
def test_titles_say_what_a_column_holds(titles: str) -> None:
    assert amounts(f"{titles}\n01/08/2026,BUDI,0,5000,5000\n02/08/2026,ADM,1000,0,4000\n") == [5_000, -1_000]


@pytest.mark.parametrize(
    "text",
    [
        "Tanggal,Keterangan,Nominal,D/K\n01/08/2026,BUDI,5000,K\n02/08/2026,ADM,1000,D\n",
        "Tanggal,Keterangan,Jumlah,,Cabang\n01/08/2026,BUDI,5000,CR,0\n02/08/2026,ADM,1000,DB,0\n",
        "Tanggal,Keterangan,Jumlah\n01/08/2026,BUDI,5000 CR\n02/08/2026,ADM,1000 DB\n",
        "Tanggal,Keterangan,Mutasi\n01/08/2026,BUDI,5000\n02/08/2026,ADM,-1000\n",
        "Tanggal;Berita;Nominal\n01/08/2026;BUDI;+5.000\n02/08/2026;ADM;-1.000\n",
        "Tanggal,Keterangan,Mutasi,Saldo Awal,Saldo\n01/08/2026,BUDI,5000,0,5000\n02/08/2026,ADM,-1000,5000,4000\n",
    ],
)
def test_a_single_amount_says_its_way_by_sign_or_mark(text: str) -> None:
    assert amounts(text) == [5_000, -1_000]


def test_amounts_that_say_no_way_are_refused() -> None:
    text = "Tanggal,Keterangan,Nominal\n01/08/2026,BUDI,5000\n02/08/2026,ADM,1000\n"
    with pytest.raises(StatementDirectionUnclear):
        amounts(text)
    only_in = Mapping(day=0, description=(1,), amount=2, only_in=True)
    assert amounts(text, only_in) == [5_000, 1_000]


def test_a_mark_that_says_neither_is_refused() -> None:
    with pytest.raises(StatementLineUnread):
        amounts("Tanggal,Keterangan,Nominal,Tipe\n01/08/2026,BUDI,5000,Transfer\n")


def test_both_ways_at_once_are_refused() -> None:
    with pytest.raises(StatementLineUnread):
        amounts("Tanggal,Keterangan,Debet,Kredit\n01/08/2026,BUDI,5000,5000\n")


UNKNOWN = """Laporan
Kapan;Kanal;Isi;Nilai Rupiah;Sisa
1 Agu 2026;APP;DARI BUDI CONTOH;5.000;5.000
2 Agu 2026;APP;ADM;-1.000;4.000
"""


def test_a_person_is_asked_with_the_files_own_titles_and_lines() -> None:
    with pytest.raises(StatementUnknownLayout, match="x.csv"):
        amounts(UNKNOWN)
    found = headers_of(UNKNOWN.encode(), name="x.csv")
    assert (found.row, found.titles) == (2, ("Kapan", "Kanal", "Isi", "Nilai Rupiah", "Sisa"))
    assert found.samples[0] == ("1 Agu 2026", "APP", "DARI BUDI CONTOH", "5.000", "5.000")
    assert found.roles[3] == Role.AMOUNT


def test_a_file_is_read_by_what_a_person_says_of_its_columns() -> None:
    mapping = Mapping(day=0, description=(2,), amount=3, balance=4)
    statement = read_statement(UNKNOWN.encode(), name="x.csv", mapping=mapping)
    assert [(line.day, line.amount, line.sender) for line in statement.lines] == [
        (date(2026, 8, 1), 5_000, "BUDI CONTOH"),
        (date(2026, 8, 2), -1_000, ""),
    ]
    assert (statement.layout, statement.opening, statement.closing) == ("generic", 0, 4_000)


def test_a_table_without_titles_loses_no_line() -> None:
    mapping = Mapping(day=0, description=(1,), amount=2)
    assert amounts("01/08/2026,BUDI,+5000\n02/08/2026,SITI,+6000\n", mapping) == [5_000, 6_000]


def test_a_workbook_is_read_by_its_columns_too() -> None:
    data = workbook(["Laporan"], [], ["Kapan", "Isi", "Keluar", "Masuk"], [date(2026, 8, 1), "BUDI", 0, 5000])
    assert headers_of(data, name="x.xlsx").titles == ("Kapan", "Isi", "Keluar", "Masuk")
    mapping = Mapping(day=0, description=(1,), debit=2, credit=3)
    statement = read_statement(data, name="x.xlsx", mapping=mapping)
    assert [(line.row, line.day, line.amount) for line in statement.lines] == [(4, date(2026, 8, 1), 5_000)]


@pytest.mark.parametrize(
    "mapping",
    [
        Mapping(day=0, description=(1,), amount=9),
        Mapping(day=0, description=(1,), amount=-1),
        Mapping(day=0, description=(1,), amount=1),
        Mapping(day=0, description=(1,)),
        Mapping(day=0, description=(1,), debit=3),
        Mapping(day=0, description=(), amount=3),
        Mapping(day=0, description=(2,), amount=3, debit=1, credit=4),
    ],
)
def test_a_choice_of_columns_that_cannot_be_is_refused(mapping: Mapping) -> None:
    with pytest.raises(StatementMappingWrong):
        amounts(UNKNOWN, mapping)

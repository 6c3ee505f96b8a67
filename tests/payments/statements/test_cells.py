"""One cell at a time: amounts and days as banks and spreadsheets write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.payments.statements.amounts import Amounts
from bukapo.payments.statements.days import PENDING, Days, period
from tests.payments.statements.book import bare, en, idn


@pytest.mark.parametrize(
    ("text", "sen"),
    [
        ("147,356.00", 147_356_00),
        ("147.356,00", 147_356_00),
        ("147356.00", 147_356_00),
        ("147356", 147_356_00),
        ("147.356", 147_356_00),
        ("1.234.567", 1_234_567_00),
        (".00", 0),
        ("0,00", 0),
        ("12.34", 12_34),
        ("12,3", 12_30),
        ("1042939.9600000001", 1_042_939_96),
        ("-1,000.00", -1_000_00),
        ("(1,000.00)", -1_000_00),
        ("1,000.00-", -1_000_00),
        ("+147.356,00", 147_356_00),
        ("Rp 5.000,00", 5_000_00),
        ("Rp5.000", 5_000_00),
        ("-Rp5.000", -5_000_00),
        ("IDR 5,000.00", 5_000_00),
        ("3,528,964.00 CR", 3_528_964_00),
        ("3,528,964.00 DB", -3_528_964_00),
        ("3.528.964,00 K", 3_528_964_00),
        ("3,528,964.00DB", -3_528_964_00),
        ("", None),
        (" ", None),
        ("-", None),
    ],
)
def test_an_amount_is_read(text: str, sen: int | None) -> None:
    assert Amounts().marked(text) == sen


@pytest.mark.parametrize(
    "text",
    [
        "seratus",
        "1.2.3",
        "1,23,456.00",
        "1.234,567",
        "12.345.67",
        "1e5",
        "١٢٣",
        "0x10",
        "5 000",
        "1" * 16,
        "Rp",
        "+",
        "nan",
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Amounts().marked(text)


def test_one_file_writes_its_numbers_one_way() -> None:
    amounts = Amounts()
    assert amounts.sen("1,000.00") == 1_000_00
    with pytest.raises(ValueError):
        amounts.sen("1.000,00")


@given(st.integers(-(10**16), 10**16))
def test_every_amount_comes_back(sen: int) -> None:
    for spelling in (en, idn, bare):
        assert Amounts().sen(spelling(sen)) == sen


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("'01/08", date(2026, 8, 1)),
        ("01/08/2026", date(2026, 8, 1)),
        ("1/8/2026", date(2026, 8, 1)),
        ("01/08/26", date(2026, 8, 1)),
        ("01/08/26 10:15:30", date(2026, 8, 1)),
        ("01/08/26 10.15.30", date(2026, 8, 1)),
        ("01-08-2026", date(2026, 8, 1)),
        ("01.08.2026", date(2026, 8, 1)),
        ("2026-08-01", date(2026, 8, 1)),
        ("2026-08-01T00:00:00", date(2026, 8, 1)),
        ("2026-08-01 23:44:44", date(2026, 8, 1)),
        ("2026/08/01", date(2026, 8, 1)),
        ("01-Aug-26", date(2026, 8, 1)),
        ("01-Aug-2026", date(2026, 8, 1)),
        ("01 Agu 2026", date(2026, 8, 1)),
        ("1 Agustus 2026", date(2026, 8, 1)),
        ("17 Mei 2026 09.30 WIB", date(2026, 5, 17)),
        ("31 Okt 2026", date(2026, 10, 31)),
        ("25 Des 26", date(2026, 12, 25)),
        ("46235", date(2026, 8, 1)),
        ("PEND", PENDING),
        ("31/02/2026", None),
        ("01/13/2026", None),
        ("Saldo Awal", None),
        ("", None),
        ("147356", None),
    ],
)
def test_a_day_is_read(text: str, day: date | None) -> None:
    assert Days(None, None, date(2026, 11, 25)).day(text) == day


def test_a_day_far_outside_the_period_is_refused() -> None:
    days = Days(date(2026, 8, 1), date(2026, 8, 31), None)
    assert days.day("02/09/2026") == date(2026, 9, 2)  # a weekend's line
    with pytest.raises(ValueError):
        days.day("08/01/2026")  # a spreadsheet that took the month for the day


def test_a_leap_day_finds_its_year() -> None:
    assert Days(None, None, date(2027, 5, 1)).day("29/02") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "01/08/2026 - 31/08/2026",
        "01/08/2026-31/08/2026",
        "2026-08-01 - 2026-08-31",
        "01 Agu 2026 - 31 Agu 2026",
        "01 Agustus 2026 s/d 31 Agustus 2026",
        "01/08/2026 to 31/08/2026",
    ],
)
def test_a_period_is_read(text: str) -> None:
    assert period(text) == (date(2026, 8, 1), date(2026, 8, 31))


@pytest.mark.parametrize("text", ["", "Agustus 2026", "31/08/2026 - 01/08/2026", "01/08/2026"])
def test_what_is_no_period_is_left_alone(text: str) -> None:
    assert period(text) is None

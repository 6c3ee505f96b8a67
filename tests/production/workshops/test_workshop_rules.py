"""Prices as sellers type them, and the middle of what really happened."""

import pytest

from bukapo.kernel.refusal import Invalid
from bukapo.production.workshops.rules import (
    Details,
    checked,
    middle,
    price_for,
    price_lines,
    price_of_line,
)

READ = {
    "Jahit kaos 7.000": ("Jahit kaos", 7_000),
    "Sablon 1 warna: Rp5.000/pcs": ("Sablon 1 warna", 5_000),
    "Obras 2,5rb": ("Obras", 2_500),
    "Kaos combed 24s   45000 per pcs": ("Kaos combed 24s", 45_000),
    "Jahit jaket = Rp 35 ribu": ("Jahit jaket", 35_000),
    "Bordir dada 8.000,-": ("Bordir dada", 8_000),
    "DTF A4 12.500,00": ("DTF A4", 12_500),
}
UNREAD = (
    "Jahit kaos",
    "7.000",
    "Sablon A4",
    "Sablon ukuran 20",
    "Jahit 7,5",
    "Jahit -7.000.",
    "",
    "Kaos 99.999.999.999",
)


@pytest.mark.parametrize("line", READ)
def test_a_price_is_read_however_it_is_typed(line: str) -> None:
    assert price_of_line(line) == READ[line]


@pytest.mark.parametrize("line", UNREAD)
def test_what_is_no_price_is_not_guessed(line: str) -> None:
    assert price_of_line(line) is None


def test_a_price_list_is_typed_again_as_it_was_read() -> None:
    prices = list(READ.values())
    assert [price_of_line(line) for line in price_lines(prices).splitlines()] == prices


def test_one_price_needs_no_choosing_and_several_do() -> None:
    many = [["Jahit kaos", 7_000], ["Sablon", 5_000]]
    assert price_for(many, "JAHIT  kaos") == 7_000 and price_for(many[:1], "") == 7_000
    assert price_for(many, "") is None and price_for(many, "Bordir") is None


def test_the_middle_of_two_is_the_slower_one() -> None:
    assert (middle([]), middle([9]), middle([20, 4]), middle([3, 30, 5])) == (None, 9, 20, 5)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", Details("  ")),
        ("phone", Details("A", phone="0812")),
        ("lead_days", Details("A", lead_days=0)),
        ("least", Details("A", least=0)),
        ("prices", Details("A", prices=(("Jahit", 7), ))),
        ("prices", Details("A", prices=(("Jahit", 7_000), ("jahit ", 8_000)))),
        ("prices", Details("A", prices=tuple((f"Kerja {n}", 7_000) for n in range(31)))),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(field: str, wrong: Details) -> None:
    with pytest.raises(Invalid) as refused:
        checked(wrong)
    assert refused.value.params["field"] == field


def test_what_is_kept_is_tidy() -> None:
    tidy = checked(Details("  Konveksi   Contoh ", phone="0812-0000-1111", prices=((" Jahit  kaos", 7_000),)))
    assert (tidy.name, tidy.phone, tidy.prices) == (
        "Konveksi Contoh",
        "+6281200001111",
        (("Jahit kaos", 7_000),),
    )

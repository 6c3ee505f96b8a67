import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.phone import (
    PhoneDestroyed,
    PhoneMissing,
    PhoneSeveral,
    PhoneUnusable,
    _read,
    normalise_phone,
)


@pytest.mark.parametrize(
    "written",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "'081234567890",
        "’081234567890",
        "81234567890",
        "81234567890.0",
        "81234567890,0",
        "6281234567890",
        "6281234567890.0",
        "+6281234567890",
        "+62 812-3456-7890",
        "+62 (0)812 3456 7890",
        "+62 0812 3456 7890",
        "62 0812 3456 7890",
        "006281234567890",
        "\u202a+62 812-3456-7890\u202c",
        "0812\u00a03456\u00a07890",
        "WA: 081234567890",
        "No. HP 081234567890",
        "081234567890 (WA)",
        "081234567890 (WA aktif)",
        "８1234567890",
        "8.1234567890E+10",
        "8,1234567890e10",
        "(0812) 34567890",
    ],
)
def test_every_habitual_spelling_is_one_number(written: str) -> None:
    assert normalise_phone(written) == "+6281234567890"


@pytest.mark.parametrize(
    "written", ["8.12E+10", "8.12346E+10", "8,12346E+10", "6.28123E+12", "8E+10", "8.12346e10"]
)
def test_a_number_whose_digits_a_spreadsheet_ate_is_refused(written: str) -> None:
    with pytest.raises(PhoneDestroyed):
        normalise_phone(written)


@pytest.mark.parametrize("written", ["", "  ", "-", "_", ".", "'", "\u200b"])
def test_nothing_is_missing_rather_than_wrong(written: str) -> None:
    with pytest.raises(PhoneMissing):
        normalise_phone(written)


@pytest.mark.parametrize(
    "written", ["081234567890 / 085712345678", "081234567890, 085712345678", "08123456789 atau 085712345678"]
)
def test_two_numbers_in_one_field_are_not_chosen_between(written: str) -> None:
    with pytest.raises(PhoneSeveral):
        normalise_phone(written)


@pytest.mark.parametrize(
    "written",
    [
        "0812",
        "628123",
        "08123456789012345",
        "abc",
        "081234567890 ibu",
        "0812345678xx",
        "12345678",
        "+",
        "++62812",
        "1/2",
        "0812\x003456",
        "9" * 500,
    ],
)
def test_what_nobody_could_call_is_refused(written: str) -> None:
    with pytest.raises(PhoneUnusable):
        normalise_phone(written)


def test_a_number_from_abroad_is_taken_with_its_plus() -> None:
    assert normalise_phone("+60 12-345 6789") == "+60123456789"


def test_a_landline_is_a_number_too() -> None:
    assert normalise_phone("(021) 5551234") == "+62215551234"


@given(st.text(max_size=40))
def test_any_text_gives_a_number_or_a_named_no(text: str) -> None:
    try:
        number = normalise_phone(text)
    except PhoneUnusable:
        return
    assert number.startswith("+") and number[1:].isdigit() and number[1:].isascii()
    assert normalise_phone(number) == number


@given(st.from_regex(r"08(1[1-9]|2[1238]|3[1238]|5[1235789]|7[789]|9[56789])[0-9]{7,8}", fullmatch=True))
def test_losing_the_leading_zero_changes_nothing(number: str) -> None:
    try:
        expected = normalise_phone(number)
    except PhoneUnusable:
        return
    assert (
        normalise_phone(number[1:])
        == normalise_phone("62" + number[1:])
        == normalise_phone(number[1:] + ".0")
        == expected
    )


@given(st.from_regex(r"(\+62|62|0)[ -]?8[0-9 -]{6,16}", fullmatch=True) | st.text("+0689 -", max_size=24))
def test_the_short_way_for_plain_mobile_numbers_is_the_long_way(written: str) -> None:
    def said(read):  # type: ignore[no-untyped-def]
        try:
            return read(written)
        except PhoneUnusable as refusal:
            return refusal.code

    assert said(normalise_phone) == said(_read)

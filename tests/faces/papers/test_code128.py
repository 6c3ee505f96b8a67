"""A barcode scans back to the tracking number it was made from."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.faces.papers.code128 import PATTERNS, code128


def scan(widths: str) -> str:
    """What a scanner reads: symbols, checked, then the text of sets B and C."""
    symbols = [PATTERNS.index(part) for part in re.findall(r".{6}", widths[:-7])]
    assert widths[-7:] == PATTERNS[106]
    *told, check = symbols
    assert (told[0] + sum(place * symbol for place, symbol in enumerate(told))) % 103 == check
    in_c, text = {104: False, 105: True}[told[0]], ""
    for symbol in told[1:]:
        if symbol == (100 if in_c else 99):
            in_c = not in_c
        else:
            text += f"{symbol:02d}" if in_c else chr(symbol + 32)
    return text


def test_every_symbol_is_eleven_modules_wide_and_differs_from_the_others():
    assert len(set(PATTERNS)) == 107
    assert all(sum(map(int, pattern)) == 11 for pattern in PATTERNS[:106])


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_any_printable_ascii_scans_back(text):
    widths = code128(text)
    assert widths is not None
    assert scan(widths) == text


@pytest.mark.parametrize(
    "number", ["010120034567890", "JP1234567890", "SPXID0123456789012", "000123456789", "7"]
)
def test_courier_numbers_scan_back(number):
    assert scan(code128(number) or "") == number


@pytest.mark.parametrize("text", ["", "resi é", "🌸", "1" * 41, "a\nb"])
def test_text_it_cannot_carry_gets_no_barcode(text):
    assert code128(text) is None

"""A kwitansi spells its amount, and the spelling can be read back to the same amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.terbilang import LIMIT, ONES, SCALES, terbilang, terbilang_rupiah


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (101_000, "seratus satu ribu"),
        (1_001_000, "satu juta seribu"),
        (1_000_000, "satu juta"),
        (1_250_123, "satu juta dua ratus lima puluh ribu seratus dua puluh tiga"),
        (1_000_000_000, "satu miliar"),
        (2_000_000_000_001, "dua triliun satu"),
        (-5_000, "minus lima ribu"),
    ],
)
def test_a_number_is_spelled_as_indonesians_spell_it(number, words):
    assert terbilang(number) == words


def test_rupiah_begins_with_a_capital():
    assert terbilang_rupiah(95_000) == "Sembilan puluh lima ribu rupiah"


def test_numbers_beyond_the_limit_are_refused():
    with pytest.raises(ValueError, match="below"):
        terbilang(LIMIT)


def heard(words: str) -> int:
    """Read words back, by grammar and not by the speller's recursion."""
    scales = {name: size for size, name in SCALES}
    total = thousands = unit = 0
    for word in words.split():
        if word in ("seratus", "seribu"):
            unit, word = 1, word[2:]
        if word == "belas":
            unit += 10
        elif word in ("puluh", "ratus"):
            thousands += unit * scales[word]
            unit = 0
        elif word in scales:
            total += (thousands + unit) * scales[word]
            thousands = unit = 0
        else:
            unit += ONES.index(word)
    return total + thousands + unit


@given(st.integers(0, LIMIT - 1))
def test_words_read_back_to_the_same_number(number):
    assert heard(terbilang(number)) == number

"""Every text a person can type prints; what the typeface lacks is seen to be missing."""

from hypothesis import given
from hypothesis import strategies as st

from bukapo.faces.papers.glyphs import LOST, printable, printable_codes


def test_indonesian_and_accented_text_prints_as_it_is():
    assert printable("Jum'at – Rp95.000 × 2 · Rémy Ñuñez") == "Jum'at – Rp95.000 × 2 · Rémy Ñuñez"


def test_a_run_of_foreign_letters_becomes_one_visible_sign():
    assert printable("陈伟 Budi") == f"{LOST} Budi"
    assert printable("Siti 🌸🌸") == f"Siti {LOST}"
    assert printable("👨‍👩‍👧 keluarga") == f"{LOST} keluarga"
    assert printable("محمد") == LOST


def test_letters_in_costume_are_the_same_letters():
    assert printable("𝓑𝓾𝓭𝓲 Ｂｕｄｉ ①") == "Budi Budi 1"
    assert printable("e\u0301") == "é"
    assert printable("A → B ✓") == "A -> B v"


def test_controls_and_direction_marks_leave_no_ink():
    assert printable("a\x00b\u202ec\u200bd\ufeff\te") == "abcd e"


@given(st.text(st.characters(codec="utf-8")))
def test_whatever_is_typed_comes_out_in_letters_the_typeface_has(text):
    made = printable(text)
    assert all(ord(letter) in printable_codes() or letter == "\n" for letter in made)
    assert printable(made) == made

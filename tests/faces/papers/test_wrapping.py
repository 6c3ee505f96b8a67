"""Text is broken into lines, never cut."""

from hypothesis import given
from hypothesis import strategies as st

from bukapo.faces.papers.wrapping import wrap

texts = st.text(st.sampled_from("ab c\nXYZ iW"), max_size=80)


@given(texts, st.integers(1, 30))
def test_every_letter_is_still_there_and_no_line_is_wider_than_its_room(text, room):
    lines = wrap(text, room, len)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(len(line) <= room for line in lines)


def test_words_stay_whole_where_they_can():
    assert wrap("Jalan Mawar nomor dua", 11, len) == ["Jalan Mawar", "nomor dua"]
    assert wrap("a Kusumodiningrat b", 6, len) == ["a", "Kusumo", "dining", "rat b"]


def test_line_breaks_and_empty_lines_are_kept():
    assert wrap("satu\n\ndua", 20, len) == ["satu", "", "dua"]
    assert wrap("", 20, len) == [""]


def test_a_letter_wider_than_the_room_stands_alone():
    assert wrap("WW", 1, lambda text: 3.0 * len(text)) == ["W", "W"]

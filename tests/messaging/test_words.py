"""The words BukaPO brings along, and the rules for a store's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.messaging import rules
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.rules import LooseBrace, NoWords, TooManyWords, UnknownGap, check_words, fill, fill_line
from bukapo.messaging.vocabulary import GAPS
from bukapo.messaging.words import BUILT_IN

EVERY = [(language, key) for language in rules.LANGUAGES for key in KINDS]


@pytest.mark.parametrize(("language", "key"), EVERY)
def test_every_message_has_words_in_every_language_that_use_only_its_gaps(language: str, key: str) -> None:
    subject, body = BUILT_IN[language][key]
    check_words(subject, KINDS[key].gaps, field="subject", most=120)
    check_words(body, KINDS[key].gaps)
    assert "{tautan}" in body


def test_there_are_no_words_for_messages_nobody_gets() -> None:
    assert all(set(words) == set(KINDS) for words in BUILT_IN.values())


def test_every_gap_that_a_message_may_have_is_explained() -> None:
    assert {gap for kind in KINDS.values() for gap in kind.gaps} == set(GAPS)


def test_the_workshop_is_never_told_prices_phones_or_addresses() -> None:
    told = {gap for kind in KINDS.values() if kind.reader == "workshop" for gap in kind.gaps}
    assert told == {"konveksi", "nomor_spk", "judul_po", "toko", "jumlah_pcs", "tenggat", "tautan", "alasan"} | {
        "pertanyaan", "jawaban", "tambahan_pcs",
    }  # fmt: skip


@pytest.mark.parametrize(("language", "key"), EVERY)
def test_a_filled_message_has_no_gap_left(language: str, key: str) -> None:
    values = {gap: GAPS[gap].shown(language) for gap in KINDS[key].gaps}
    subject, body = BUILT_IN[language][key]
    assert "{" not in fill(body, values) + fill_line(subject, values)


@pytest.mark.parametrize(("language", "key"), EVERY)
def test_a_message_reads_well_when_only_the_sure_values_are_known(language: str, key: str) -> None:
    sure = {"nama", "nomor", "judul_po", "toko", "tautan", "konveksi", "nomor_spk", "jumlah_pcs"}
    values = {gap: GAPS[gap].shown(language) if gap in sure else "" for gap in KINDS[key].gaps}
    body = fill(BUILT_IN[language][key][1], values)
    assert GAPS["tautan"].sample in body
    assert not any(line.rstrip().endswith((" .", " ,")) for line in body.split("\n"))


def test_a_line_with_nothing_to_say_is_left_out() -> None:
    text = "Halo {nama}\n\nTransfer {tagihan} ke:\n{rekening}\n\nSalam"
    assert fill(text, {"nama": "Budi", "tagihan": "", "rekening": ""}) == "Halo Budi\n\nSalam"


def test_values_are_never_read_as_gaps() -> None:
    assert fill("Halo {nama}", {"nama": "{tautan}", "tautan": "rahasia"}) == "Halo {tautan}"


def test_a_subject_stays_on_one_line() -> None:
    assert fill_line("Dari {nama}\r\nBcc: x", {"nama": "Budi\nSari"}) == "Dari Budi Sari Bcc: x"


@pytest.mark.parametrize(
    ("text", "refusal", "said"),
    [
        ("Halo {nmaa}", UnknownGap, "{nmaa}"),
        ("Halo {nama", LooseBrace, "Halo {nama"),
        ("Halo nama}", LooseBrace, "nama}"),
        ("Halo {{nama}}", LooseBrace, "{nama}"),
        ("Halo {Nama}", LooseBrace, "{Nama}"),
        ("Halo {}", LooseBrace, "Halo {}"),
        (" \n ", NoWords, "kata-katanya"),
        ("a" * 4_001, TooManyWords, "4000"),
    ],
)
def test_words_that_cannot_be_used_are_refused_with_a_sentence(
    text: str, refusal: type[rules.Wording], said: str
) -> None:
    with pytest.raises(refusal) as refused:
        check_words(text, ["nama"])
    assert said in refused.value.say()


@given(st.text(alphabet="{}nama_x \n", max_size=40), st.text(max_size=20))
def test_words_that_passed_can_always_be_filled(text: str, value: str) -> None:
    try:
        check_words(text, ["nama"])
    except rules.Wording:
        return
    fill(text, {"nama": value})
    assert "\n" not in fill_line(text, {"nama": value})


@given(st.text(max_size=60))
def test_any_text_is_judged_without_a_crash(text: str) -> None:
    try:
        check_words(text, ["nama"])
    except rules.Wording as refused:
        assert refused.say()

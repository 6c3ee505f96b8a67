import pytest

from bukapo.orders.packing.rules import (
    AlreadyIn,
    NeedsName,
    OneTooMany,
    Slot,
    UnknownCode,
    WrongPiece,
    fit,
    lacking,
    strays,
    tidy,
)

TEE = Slot(0, 10, 100, 2, "Kaos", "L · Hitam", sku="KAOS-L-HTM")
NAMED = Slot(1, 11, 101, 2, "Kaos", "M · Hitam", (("Nama", "BUDI"),))
SAME = Slot(2, 12, 100, 1, "Kaos", "L · Hitam")
SLOTS = [TEE, NAMED, SAME]


def test_alike_pieces_fill_the_lines_one_after_another() -> None:
    assert fit(SLOTS, {}, "V100").place == 1
    assert fit(SLOTS, {TEE.key: {1}}, "V100").place == 2
    assert fit(SLOTS, {TEE.key: {1, 2}}, "V100").slot is SAME


@pytest.mark.parametrize("typed", ["kaos-l-htm", " KAOS-L-HTM\n", "v100"])
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert fit(SLOTS, {}, tidy(typed)).slot is TEE


def test_a_named_piece_goes_by_its_own_sticker_and_once() -> None:
    assert fit(SLOTS, {}, "N11-2").place == 2
    with pytest.raises(AlreadyIn):
        fit(SLOTS, {NAMED.key: {2}}, "N11-2")


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("V101", NeedsName),
        ("V999", WrongPiece),
        ("N12-1", WrongPiece),
        ("N11-3", WrongPiece),
        ("N99-1", WrongPiece),
        ("APA-INI", UnknownCode),
        ("", UnknownCode),
        ("V" + "9" * 40, UnknownCode),
    ],
)
def test_what_does_not_belong_is_refused_by_name(code: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        fit(SLOTS, {}, code)


def test_one_too_many_is_refused() -> None:
    with pytest.raises(OneTooMany):
        fit(SLOTS, {TEE.key: {1, 2}, SAME.key: {1}}, "V100")


def test_what_lacks_and_what_is_in_too_much_is_counted_apart() -> None:
    assert lacking(SLOTS, {}) == 5
    assert lacking(SLOTS, {TEE.key: {1, 2}, (9, 9): {1}}) == 3
    assert strays(SLOTS, {TEE.key: {1, 2, 3}, (9, 9): {1}}) == 2

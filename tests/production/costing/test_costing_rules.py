"""HPP, break-even and margin, with the worked example of the trade (reference: a tee of combed 20s)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.refusal import Invalid
from bukapo.production.costing.rules import (
    ONCE,
    PIECE,
    Part,
    Sheet,
    Step,
    break_even,
    checked,
    hpp,
    margin,
    price_for,
)

TEE = Sheet(
    parts=(
        Part("Kain combed 20s", PIECE, 105_000, 334),  # 1 kg is about 3 tees
        Part("Rib dan benang", PIECE, 2_500),
        Part("Bahan sablon", PIECE, 2_000),
        Part("Film dan screen", ONCE, 150_000),
    ),
    steps=(Step(12, 9_000), Step(60, 7_000)),
)

sheets = st.builds(
    Sheet,
    parts=st.lists(
        st.builds(
            Part, st.just("x"), st.sampled_from([PIECE, ONCE]), st.integers(0, 200_000), st.integers(1, 5_000)
        ),
        max_size=4,
    ).map(tuple),
    steps=st.lists(
        st.builds(Step, st.integers(1, 300), st.integers(0, 50_000)),
        max_size=3,
        unique_by=lambda s: s.from_pieces,
    ).map(lambda steps: tuple(sorted(steps, key=lambda s: s.from_pieces))),
    reject_bp=st.integers(0, 2_000),
    overhead_bp=st.integers(0, 2_000),
)


def test_the_trades_example_comes_out_near_47_thousand() -> None:
    at_150 = hpp(TEE, 150)
    assert (at_150.materials, at_150.maker, at_150.once) == (39_570, 7_000, 1_000)
    assert at_150.each == 47_570


def test_rejects_are_paid_by_the_good_pieces() -> None:
    plain = Sheet(parts=(Part("Kain", PIECE, 9_500),), reject_bp=500)
    assert hpp(plain, 100).each == 10_000
    assert hpp(plain, 100).rejects == 500


def test_the_maker_gets_cheaper_by_steps_and_the_first_counts_below_it() -> None:
    assert [TEE.maker(pieces) for pieces in (1, 12, 59, 60)] == [9_000, 9_000, 9_000, 7_000]


@given(sheets, st.integers(1, 2_000))
def test_a_piece_is_never_reckoned_too_cheap(sheet: Sheet, pieces: int) -> None:
    found = hpp(sheet, pieces)
    exact = sheet.varying(pieces) + Fraction(sheet.once, pieces)
    assert 0 <= found.each - exact < 1
    assert found.each * pieces >= exact * pieces
    told = found.materials + found.maker + found.overhead + found.rejects + found.once
    assert 0 <= told - found.each <= 4  # five parts, each rounded up


@given(sheets, st.integers(1, 300_000))
def test_break_even_is_the_first_quantity_that_pays_for_itself(sheet: Sheet, price: int) -> None:
    found = break_even(sheet, price)

    def pays(pieces: int) -> bool:
        return price * pieces >= sheet.varying(pieces) * pieces + sheet.once

    if found is None:
        assert not any(pays(pieces) for pieces in (1, 2, 10, 100, 300, 1_000))
    else:
        assert pays(found)
        assert not any(pays(pieces) for pieces in range(max(1, found - 400), found))


def test_a_price_below_the_cost_never_pays() -> None:
    assert break_even(TEE, 40_000) is None
    assert break_even(TEE, 75_000) == 6


@given(st.integers(1, 500_000), st.sampled_from([1_000, 3_000, 5_000]))
def test_a_proposed_price_leaves_the_margin_and_not_a_step_more(each: int, share: int) -> None:
    price = price_for(each, share)
    assert price % 500 == 0
    assert margin(price, each).share_bp >= share or (price - each) * 10_000 >= price * share
    assert (price - 500 - each) * 10_000 < (price - 500) * share


@pytest.mark.parametrize(
    ("parts", "steps", "reject", "field"),
    [
        ([Part("", PIECE, 1)], [], 0, "parts"),
        ([Part("x", PIECE, -1)], [], 0, "parts"),
        ([Part("x", PIECE, 1)] * 31, [], 0, "parts"),
        ([], [Step(12, 1), Step(12, 2)], 0, "steps"),
        ([], [Step(0, 1)], 0, "steps"),
        ([], [], 6_000, "reject"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_field(
    parts: list[Part], steps: list[Step], reject: int, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        checked(parts, steps, reject, 0)
    assert refused.value.params["field"] == field

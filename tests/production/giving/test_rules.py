"""Dividing a recap: no piece and no name is lost or given twice, however it is divided."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.production.giving.rules import (
    ALL_NAMES,
    CHOSEN,
    DIVIDED,
    NO_NAMES,
    PRODUCTS,
    SAME,
    SHARE,
    AllGivenOut,
    MoreThanLeft,
    NamesNotDivided,
    Part,
    PartGone,
    Wish,
    breaches,
    carve,
    covers,
    shares,
    stock,
    whole_of,
)
from bukapo.production.recap import OptionAxis, RecapLine, RecapProduct

SIZES = ("S", "M", "L")


def product(name: str, *lines: tuple[int, str, int, str]) -> RecapProduct:
    """Lines as (id, size, pieces, text on them)."""
    made = (
        RecapLine(f"PO-{pk}", pk, (size,), pieces, (("Nama", text),) if text else (), "pickup", None)
        for pk, size, pieces, text in lines
    )
    return RecapProduct(name, (OptionAxis("Ukuran", SIZES),), ("Nama",), tuple(made))


TEES = product(
    "Kaos", (1, "S", 4, ""), (2, "M", 6, ""), (3, "M", 1, "BUDI"), (4, "M", 2, "SARI"), (5, "L", 1, "ANI")
)
JACKETS = product("Jaket", (9, "L", 3, ""))
RECAP = [TEES, JACKETS]
S, M, L = (("Kaos", (size,)) for size in SIZES)
BOTH = stock(RECAP, None, [])


def test_by_product_everything_of_it_is_given_with_its_names() -> None:
    part = carve(BOTH, Wish(PRODUCTS, products=["Kaos"]))
    assert part == Part({S: 4, M: 9, L: 1}, frozenset({3, 4, 5}))
    assert carve(stock(RECAP, None, [part]), Wish()) == Part({("Jaket", ("L",)): 3})


def test_sixty_percent_and_the_rest_are_the_whole() -> None:
    first = carve(BOTH, Wish(SHARE, share=6_000))
    rest = carve(stock(RECAP, None, [first]), Wish())
    assert first.total == 10  # 60 % of 17, to the nearest
    assert Counter(first.pieces) + Counter(rest.pieces) == Counter(whole_of(RECAP).pieces)
    assert first.lines | rest.lines == {3, 4, 5} and not first.lines & rest.lines
    with pytest.raises(AllGivenOut):
        carve(stock(RECAP, None, [first, rest]), Wish())


def test_names_that_cannot_be_divided_are_made_up_for_at_the_next_ones() -> None:
    whole_lines = [product("Kaos", *((pk, size, 3, "TIM") for pk, size in enumerate(SIZES * 4)))]
    part = carve(stock(whole_lines, None, []), Wish(SHARE, share=6_000))
    assert part.total == 21  # of 36; 21.6 can't be had of lines of three


def test_three_shares_are_of_the_whole_and_not_of_what_is_left() -> None:
    plain = [product("Kaos", (1, "S", 10, ""), (2, "M", 10, ""))]
    given_out: list[Part] = []
    for share in (5_000, 3_000):
        given_out.append(carve(stock(plain, None, given_out), Wish(SHARE, share=share)))
    assert [part.pieces for part in given_out] == [{S: 5, M: 5}, {S: 3, M: 3}]


def test_all_names_can_go_to_one_workshop() -> None:
    names = carve(BOTH, Wish(SHARE, share=3_000, names=ALL_NAMES))
    assert names.lines == {3, 4, 5}
    assert not carve(stock(RECAP, None, [names]), Wish()).lines


def test_chosen_pieces_are_exact_or_refused_with_what_is_possible() -> None:
    assert carve(BOTH, Wish(CHOSEN, pieces={M: 7})).pieces == {M: 7}
    assert carve(BOTH, Wish(CHOSEN, pieces={M: 6}, names=NO_NAMES)) == Part({M: 6})
    with pytest.raises(MoreThanLeft):
        carve(BOTH, Wish(CHOSEN, pieces={S: 5}))
    with pytest.raises(NamesNotDivided) as refused:
        carve(BOTH, Wish(CHOSEN, pieces={M: 7}, names=NO_NAMES))
    assert refused.value.params["near"] == 6
    with pytest.raises(AllGivenOut):
        carve(BOTH, Wish(CHOSEN, pieces={}))


def test_a_follower_shares_what_its_source_has_and_nothing_else() -> None:
    source = Part({M: 5}, frozenset({4}))
    bins = stock(RECAP, source, [])
    assert carve(bins, Wish()) == source
    half = carve(bins, Wish(CHOSEN, pieces={M: 2}, names=NO_NAMES))
    assert carve(stock(RECAP, source, [half]), Wish()) == Part({M: 3}, frozenset({4}))


def test_a_part_given_anew_must_still_be_free() -> None:
    part = Part({M: 3}, frozenset({3}))
    assert carve(BOTH, Wish(SAME, part=part)) == part
    with pytest.raises(PartGone):
        carve(stock(RECAP, None, [Part({M: 1}, frozenset({3}))]), Wish(SAME, part=part))
    with pytest.raises(PartGone):
        carve(stock(RECAP, None, [Part({M: 5})]), Wish(SAME, part=part))


@pytest.mark.parametrize(
    ("given_out", "says"),
    [
        ([Part({S: 3}), Part({S: 2})], "gives out 5 of 4"),
        ([Part({M: 1}, frozenset({3})), Part({M: 1}, frozenset({3}))], "line 3 to two"),
        ([Part({M: 1}, frozenset({99}))], "line 99, which it does not have"),
        ([Part({M: 1}, frozenset({4}))], "more names than pieces"),
    ],
)
def test_a_wrong_division_is_named(given_out: list[Part], says: str) -> None:
    assert says in "; ".join(breaches(RECAP, None, given_out))


@given(st.lists(st.integers(0, 400), min_size=1, max_size=9), st.integers(0, 10_000))
def test_shares_are_near_their_percent_and_right_in_sum(wholes: list[int], share: int) -> None:
    parts = shares(wholes, share)
    assert all(abs(part * 10_000 - whole * share) < 10_000 for part, whole in zip(parts, wholes, strict=True))
    assert abs(sum(parts) * 10_000 - sum(wholes) * share) <= 5_000
    assert all(part <= whole for part, whole in zip(parts, wholes, strict=True))


lines = st.lists(
    st.tuples(st.sampled_from(SIZES), st.integers(1, 6), st.sampled_from(["", "BUDI", "ANI"])),
    min_size=1,
    max_size=12,
)
wishes = st.lists(
    st.one_of(
        st.builds(Wish, how=st.just(SHARE), share=st.integers(1, 10_000),
                  names=st.sampled_from([DIVIDED, ALL_NAMES, NO_NAMES])),
        st.builds(Wish, how=st.just(PRODUCTS), products=st.just(["Kaos"])),
        st.builds(Wish, how=st.just(CHOSEN), names=st.sampled_from([DIVIDED, NO_NAMES]),
                  pieces=st.dictionaries(st.sampled_from([S, M, L]), st.integers(0, 9))),
    ),
    max_size=5,
)  # fmt: skip


@given(lines, wishes, st.data())
def test_however_it_is_divided_every_piece_and_every_name_is_given_once(
    made: list[tuple[str, int, str]], asked: list[Wish], data: st.DataObject
) -> None:
    products = [product("Kaos", *((pk, *line) for pk, line in enumerate(made)))]
    parts: list[Part] = []
    for wish in asked:
        try:
            parts.append(carve(stock(products, None, parts), wish))
        except (AllGivenOut, MoreThanLeft, NamesNotDivided):
            continue
        if parts and data.draw(st.booleans()):  # a workshop refuses: its part is free again
            parts.pop(data.draw(st.integers(0, len(parts) - 1)))
    assert covers(whole_of(products), parts)
    assert not list(breaches(products, None, parts))
    if any(one.left for one in stock(products, None, parts)):
        parts.append(carve(stock(products, None, parts), Wish()))
    total: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for part in parts:
        total.update(part.pieces)
    assert total == Counter(whole_of(products).pieces)
    names = [line for part in parts for line in part.lines]
    assert sorted(names) == sorted(whole_of(products).lines)

"""Who gets the pieces: for any orders and any yield, by each rule."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.campaigns.rules import FIRST, LOT, SHARE, SHORT_RULES
from bukapo.kernel.draw import ranked
from bukapo.orders.allotment.rules import Claim, allocate, line_up, worth

START = datetime(2026, 11, 22, 5, tzinfo=UTC)
SEED = "5e" * 32

orders = st.lists(
    st.tuples(st.lists(st.integers(1, 5), min_size=1, max_size=3), st.one_of(st.none(), st.integers(0, 9))),
    min_size=1,
    max_size=12,
)


def claims_of(drawn: list[tuple[list[int], int | None]]) -> list[Claim]:
    """Each order: pieces per line, and the hour in which it became sure (None: it has not paid)."""
    return [
        Claim(f"ORDER{number}", line, pieces, START + timedelta(hours=hour) if hour is not None else None)
        for number, (lines, hour) in enumerate(drawn)
        for line, pieces in enumerate(lines)
    ]


@settings(max_examples=150)
@given(drawn=orders, good=st.integers(0, 60), rule=st.sampled_from(SHORT_RULES))
def test_every_piece_is_given_once_and_nobody_gets_more_than_ordered(drawn, good, rule):
    claims = claims_of(drawn)
    given_ = allocate(rule, claims, good, line_up(rule, claims, SEED))
    assert sum(given_) == min(good, sum(claim.ordered for claim in claims))
    assert all(0 <= pieces <= claim.ordered for claim, pieces in zip(claims, given_, strict=True))
    turned = list(reversed(claims))
    again = allocate(rule, turned, good, line_up(rule, turned, SEED))
    assert again == list(reversed(given_)), "the order in which rows are read decides nothing"


@settings(max_examples=60)
@given(drawn=orders, good=st.integers(0, 60))
def test_in_proportion_no_order_is_a_whole_piece_from_its_share(drawn, good):
    claims = claims_of(drawn)
    total = sum(claim.ordered for claim in claims)
    good = min(good, total)
    given_ = allocate(SHARE, claims, good, line_up(SHARE, claims))
    for code in {claim.code for claim in claims}:
        wanted = sum(claim.ordered for claim in claims if claim.code == code)
        got = sum(n for claim, n in zip(claims, given_, strict=True) if claim.code == code)
        assert abs(got * total - wanted * good) < total


def test_first_confirmed_goes_before_who_paid_later_and_who_has_not_paid_comes_last():
    late, never, early = (
        Claim("A", 0, 2, START + timedelta(seconds=1)), Claim("B", 0, 2, None), Claim("C", 0, 2, START)
    )  # fmt: skip
    claims = [late, never, early]
    assert allocate(FIRST, claims, 3, line_up(FIRST, claims)) == [1, 0, 2]


def test_a_tie_in_proportion_goes_to_who_was_sure_first():
    claims = [Claim("B", 0, 1, START + timedelta(hours=1)), Claim("A", 0, 1, START + timedelta(hours=2))]
    assert allocate(SHARE, claims, 1, line_up(SHARE, claims)) == [1, 0]


def test_the_draw_is_the_one_anybody_can_repeat():
    claims = [Claim(code, 0, 1, START) for code in "ABCDE"]
    first = ranked(SEED, list("ABCDE"))[0]
    given_ = allocate(LOT, claims, 1, line_up(LOT, claims, SEED))
    assert [claim.code for claim, pieces in zip(claims, given_, strict=True) if pieces] == [first]


def test_a_missing_piece_is_worth_its_price_less_its_part_of_the_discount():
    assert worth(line_total=220_000, qty=2, pieces=1, goods=330_000, discount=33_001) == 110_000 - 11_000
    assert worth(line_total=330_000, qty=3, pieces=3, goods=330_000, discount=33_001) == 330_000 - 33_001

"""The draw: the same seed gives the same order to everybody, and everybody an equal lot."""

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.draw import commitment, digest_of, new_seed, ranked

CODES = st.lists(st.text("ABCDEFGHJK0123456789-", min_size=1, max_size=10), unique=True, max_size=40)


@given(CODES, st.text(max_size=20), st.randoms())
def test_every_code_has_one_rank_whatever_order_it_came_in(
    codes: list[str], seed: str, random: object
) -> None:
    shuffled = list(codes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    drawn = ranked(seed, codes)
    assert sorted(drawn) == sorted(codes) and drawn == ranked(seed, shuffled)


@given(CODES.filter(bool), st.text(max_size=20))
def test_ranks_are_what_the_page_says_they_are(codes: list[str], seed: str) -> None:
    def h(text: str) -> str:
        return sha256(text.encode()).hexdigest()

    digest = h("\n".join(sorted(codes)))
    assert digest == digest_of(codes) and commitment(seed) == h(seed)
    lots = [h(f"{seed}:{digest}:{code}") for code in ranked(seed, codes)]
    assert lots == sorted(lots)


def test_one_code_more_draws_anew() -> None:
    codes = [f"A-{n}" for n in range(50)]
    assert [c for c in ranked("benih", [*codes, "A-50"]) if c != "A-50"] != ranked("benih", codes)


def test_a_code_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="one entry"):
        ranked("benih", ["A", "A"])


def test_seeds_do_not_repeat() -> None:
    assert len({new_seed() for _ in range(100)}) == 100 and len(new_seed()) == 64


def test_everybody_is_first_about_as_often() -> None:
    codes = ["A", "B", "C", "D", "E"]
    firsts = Counter(ranked(str(n), codes)[0] for n in range(2_000))
    assert all(330 < firsts[code] < 470 for code in codes), firsts  # 400 each, four standard deviations

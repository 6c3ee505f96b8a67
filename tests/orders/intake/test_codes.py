"""Unique codes for a whole batch: no two amounts alike, none that is in use, and 0 only when nothing is free."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bukapo.orders.intake.codes import CodeHunt

BASES = st.lists(st.sampled_from([0, 50_000, 50_400, 95_000]), max_size=60)
"""Near each other: the same amount can be reached from two prices."""


def coded(hunt: CodeHunt, taken: set[int], which: Sequence[int]) -> dict[int, int]:
    """As a batch does it: guesses first, all 999 for those who had no luck."""
    guessed = hunt.settle(taken & set(hunt.amounts), which=which)
    return {
        position: hunt.search(position, {a for a in taken if hunt.bases[position] < a <= hunt.bases[position] + 999})
        if code is None
        else code
        for position, code in guessed.items()
    }  # fmt: skip


@given(BASES, st.integers(1, 5), st.data())
def test_no_two_amounts_are_alike_and_none_is_in_use(
    bases: list[int], guesses: int, data: st.DataObject
) -> None:
    start, size = data.draw(st.integers(50_000, 51_000)), data.draw(st.integers(0, 999))
    taken = set(range(start, start + size)) | set(range(95_001, 95_001 + size))
    which = sorted(data.draw(st.sets(st.sampled_from(range(len(bases)))))) if bases else []
    hunt = CodeHunt(bases, guesses=guesses)
    codes = coded(hunt, taken, which)
    assert list(codes) == which
    amounts = [bases[position] + code for position, code in codes.items() if code]
    assert len(set(amounts)) == len(amounts) and not set(amounts) & taken
    for position, code in codes.items():
        base = bases[position]
        assert 0 <= code <= 999 and (base or not code)
        if base and not code:
            assert set(range(base + 1, base + 1000)) <= taken | set(amounts)


def test_a_price_has_999_codes_and_then_none() -> None:
    hunt = CodeHunt([95_000] * 1_005)
    codes = coded(hunt, set(), range(1_005))
    assert sorted(codes.values()) == [0] * 6 + list(range(1, 1000))


def test_an_order_that_came_with_its_proof_asks_no_code() -> None:
    hunt = CodeHunt([0, 95_000, 0])
    assert all(95_000 < amount < 96_000 for amount in hunt.amounts)
    codes = coded(hunt, set(), range(3))
    assert codes[0] == codes[2] == 0 and codes[1]

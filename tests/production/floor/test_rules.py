import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.production.floor.rules import (
    SizeAheadOfStageBefore,
    SizeOutOfRange,
    bounds,
    check_counts,
    merged,
    spread,
)

STAGES, SIZES, TARGETS = ["Potong", "Jahit", "QC"], ["M", "L"], [10, 4]
DONE = [[10, 4], [6, 2], [1, 0]]


def check(position: int, counts: list[int]) -> None:
    check_counts(names=STAGES, labels=SIZES, done=DONE, targets=TARGETS, position=position, counts=counts)


@pytest.mark.parametrize(
    ("position", "counts"), [(0, [10, 4]), (0, [6, 2]), (1, [10, 4]), (1, [1, 0]), (2, [6, 2])]
)
def test_a_stage_stands_between_the_next_and_the_one_before(position: int, counts: list[int]) -> None:
    check(position, counts)


def test_no_size_is_ahead_of_the_stage_before_even_when_the_sum_would_fit() -> None:
    with pytest.raises(SizeAheadOfStageBefore) as refused:
        check(2, [5, 3])
    assert refused.value.params == {
        "stage": "QC",
        "size": "L",
        "place": 1,
        "count": 3,
        "before": "Jahit",
        "done": 2,
    }


@pytest.mark.parametrize(("position", "counts"), [(0, [11, 4]), (0, [5, 2]), (1, [0, 2]), (2, [-1, 0])])
def test_no_size_is_over_its_target_or_behind_the_next_stage(position: int, counts: list[int]) -> None:
    with pytest.raises(SizeOutOfRange):
        check(position, counts)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=8), st.data())
def test_a_total_is_spread_to_the_last_piece_within_the_room(
    pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    room = [(min(pair), max(pair)) for pair in pairs]
    total = data.draw(st.integers(sum(least for least, _ in room), sum(most for _, most in room)))
    counts = spread(total, room)
    assert sum(counts) == total
    assert all(least <= count <= most for count, (least, most) in zip(counts, room, strict=True))


def test_a_report_of_some_sizes_leaves_the_others_alone() -> None:
    assert merged([3, 4, 5], {1: 9}) == [3, 9, 5]
    with pytest.raises(KeyError):
        merged([3, 4], {2: 1})


def test_the_room_of_the_first_stage_is_the_target() -> None:
    assert bounds(DONE, TARGETS, 0) == [(6, 10), (2, 4)]

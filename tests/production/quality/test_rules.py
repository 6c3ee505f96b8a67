"""However pieces are checked, sent back and scrapped, every one of them is somewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.production.quality.rules import (
    ARRIVAL,
    REPLACE,
    REWORK,
    SCRAP,
    Tallies,
    Tally,
    all_passed,
    bounds,
    found,
    place_of_quality,
    reached,
    settled,
    shortage,
    within,
)

TARGETS = [10, 4]
DONE = [[10, 4], [8, 4], [3, 0], [0, 0]]
"""Potong, Jahit, QC, Packing."""


def test_a_tally_that_does_not_add_up_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="add up"):
        Tally(checked=5, passed=3, reworking=1)
    with pytest.raises(ValueError, match="add up"):
        found(2, {SCRAP: 3})


def test_what_is_held_at_quality_control_lowers_it_and_not_the_stage_before() -> None:
    tallies = {(2, 0): found(6, {REWORK: 1, SCRAP: 1})}
    assert bounds(tallies, DONE, TARGETS, 2) == [(0, 6), (0, 4)]
    assert bounds(tallies, DONE, TARGETS, 1) == [(6, 10), (0, 4)]


def test_a_check_moves_its_stage_to_what_passed_and_pulls_back_what_ran_ahead() -> None:
    tallies = {(2, 0): found(8, {REWORK: 2}), (2, 1): found(1, {SCRAP: 1})}
    done = [[10, 4], [8, 4], [3, 4], [2, 4]]
    assert settled(tallies, done, TARGETS, 2) == [[10, 4], [8, 4], [6, 3], [2, 3]]


def test_what_the_store_checks_cannot_be_reported_back() -> None:
    tallies = {(ARRIVAL, 0): found(2, {REPLACE: 1})}
    assert bounds(tallies, [[5, 4]], TARGETS, 0) == [(2, 10), (0, 4)]


def test_two_limits_together_are_the_narrower() -> None:
    assert within([(0, 5), (2, 9)], [(1, 7), (0, 3)]) == [(1, 5), (2, 3)]


def test_the_shortage_is_what_was_lost_beyond_the_spare_ones() -> None:
    assert [shortage(ordered=10, spare=2, lost=lost) for lost in (0, 2, 5, 40)] == [0, 0, 3, 10]


def test_quality_control_is_the_stage_named_so_or_the_last() -> None:
    assert place_of_quality(["Potong", "Jahit", "QC akhir", "Packing"]) == 2
    assert place_of_quality(["Buat", "Hias"]) == 1


def test_everything_passed_only_when_nothing_waits_and_nothing_is_out() -> None:
    whole: Tallies = {(2, 0): found(10, {SCRAP: 1}), (2, 1): found(4, {})}
    assert all_passed(whole, TARGETS, 2)
    assert not all_passed({**whole, (2, 0): found(10, {REWORK: 1})}, TARGETS, 2)
    assert not all_passed({**whole, (2, 0): found(9, {})}, TARGETS, 2)
    assert all_passed({**whole, (ARRIVAL, 0): found(9, {}), (ARRIVAL, 1): found(4, {})}, TARGETS, ARRIVAL)


@given(st.data())
def test_a_walk_of_checks_and_returns_never_loses_a_piece_and_never_breaks_the_relay(
    data: st.DataObject,
) -> None:
    target, stages = data.draw(st.integers(1, 30)), data.draw(st.integers(1, 4))
    done = [[0] for _ in range(stages)]
    tallies: dict[tuple[int, int], Tally] = {}
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.sampled_from([*range(stages), ARRIVAL]))
        here = tallies.get((place, 0), Tally())
        before = dict(tallies), [list(one) for one in done]
        what = data.draw(st.sampled_from(["report", "check", "return"]))
        if what == "report" and place != ARRIVAL:
            relay = (done[place + 1][0] if place + 1 < stages else 0, done[place - 1][0] if place else target)
            [(least, most)] = within([relay], bounds(tallies, done, [target], place))
            assert least <= done[place][0] <= most
            done[place] = [data.draw(st.integers(least, most))]
        elif what == "check":
            room = reached(done, [target], place)[0] - here.checked
            checked = data.draw(st.integers(0, max(0, room)))
            wrong = {}
            for remedy in (REWORK, REPLACE, SCRAP):
                wrong[remedy] = data.draw(st.integers(0, checked - sum(wrong.values())))
            tallies[place, 0] = here.plus(found(checked, wrong))
        elif here.open:
            remedy = REWORK if here.reworking else REPLACE
            out = here.reworking or here.replacing
            passed = data.draw(st.integers(0, out))
            tallies[place, 0] = here.came_back(remedy, passed=passed, scrapped=out - passed)
        if what != "report" and place != ARRIVAL:
            done = settled(tallies, done, [target], place)
            if any(done[at][0] < bounds(tallies, done, [target], at)[0][0] for at in range(stages)):
                tallies, done = before  # refused: pieces that would go back were checked further on
        for (_, _), tally in tallies.items():
            assert tally.checked == tally.passed + tally.reworking + tally.replacing + tally.scrapped
        for at in range(stages):
            [(least, most)] = bounds(tallies, done, [target], at)
            assert least <= done[at][0] <= most <= target
        arrived = tallies.get((ARRIVAL, 0), Tally())
        assert 0 <= done[-1][0] - arrived.held <= target - sum(one.scrapped for one in tallies.values())

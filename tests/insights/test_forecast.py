"""The final count of a PO, foreseen: better than the straight line, and as sure as it says."""

import random
import time
from datetime import UTC, datetime, timedelta

import pytest

from bench.campaigns import KINDS, store
from bench.judged import LEAST_KEPT, MOST_KEPT, POINTS, Judged, judge
from bukapo.insights.forecast.pace import foresee
from bukapo.insights.forecast.values import Asked, Course, Window

OPENS = datetime(2026, 11, 2, 3, tzinfo=UTC)
WINDOW = Window(OPENS, OPENS + timedelta(days=8))


def steady(pieces: int, hours: int = 192) -> Course:
    """So many pieces every hour."""
    return Course(WINDOW, tuple((OPENS + timedelta(hours=hour), pieces) for hour in range(hours)))


def at(share: float) -> datetime:
    return OPENS + (WINDOW.closes_at - OPENS) * share


def test_lived_campaigns_end_nearer_to_it_than_to_the_straight_line() -> None:
    """(`make bench-forecast` prints the same of many more.)"""
    together = {point: Judged() for point in POINTS}
    for kind in KINDS:
        for point, judged in judge(kind, 6, 7, time.perf_counter).items():
            together[point].add(judged)
    errors = {point: (round(one.error), round(one.straight_error)) for point, one in together.items()}
    assert all(ours < straight for ours, straight in errors.values()), errors
    within = [held for one in together.values() for held in one.within]
    assert LEAST_KEPT <= 100 * sum(within) / len(within) <= MOST_KEPT, "of a hundred forecasts, not of thirty"


def test_the_same_question_has_the_same_answer_and_another_seed_about_the_same() -> None:
    lived, past = store("burst", random.Random(4))
    window = lived.course.window
    now = window.opens_at + (window.closes_at - window.opens_at) / 2
    asked = Asked(lived.until(now), now, [one.course for one in past])
    one, again = foresee(asked), foresee(asked)
    other = foresee(Asked(asked.course, now, asked.past, seed=2))
    assert one == again
    assert one
    assert other
    assert abs(one.median - other.median) < 0.1 * one.median


@pytest.mark.parametrize(("pieces", "share"), [(100, 0.03), (7, 0.5), (0, 0.9)])
def test_too_early_nothing_is_said(pieces: int, share: float) -> None:
    assert foresee(Asked(Course(WINDOW, ((OPENS, pieces),)), at(share))) is None


def test_it_never_says_less_than_there_is_nor_more_than_the_cap() -> None:
    told = foresee(Asked(steady(2, 96), at(0.5), cap=250))
    assert told
    assert told.full_chance > 5_000
    assert told.full_at
    assert at(0.5) < told.full_at <= WINDOW.closes_at
    assert 192 <= told.low <= told.median <= told.high <= 250
    assert [one.low <= one.median <= one.high for one in told.path] == [True] * len(told.path)
    full = foresee(Asked(steady(2, 96), at(0.5), cap=192))
    assert full
    assert (full.low, full.median, full.high) == (192, 192, 192)


def test_steady_orders_are_foreseen_to_go_on_and_the_night_is_minded() -> None:
    told = foresee(Asked(steady(2, 96), at(0.5)))
    assert told
    assert abs(told.median - told.straight) <= 0.06 * told.straight
    assert told.high > 1.5 * told.straight, "a late rush does not show before it begins"
    days = Course(
        WINDOW,
        tuple((OPENS + timedelta(hours=h), 4) for h in range(22) if (OPENS + timedelta(hours=h)).hour >= 6),
    )
    evening = foresee(Asked(days, OPENS + timedelta(hours=21)))
    assert evening
    assert evening.median < evening.straight, "the night is still to come"


def test_a_sold_out_past_po_lets_expect_more_orders_not_an_early_end() -> None:
    burst = tuple((OPENS + timedelta(hours=hour), 5) for hour in range(48))
    ended, sold_out = (Course(WINDOW, burst, sold_out=full) for full in (False, True))
    told = [foresee(Asked(steady(5, 48), at(0.25), [past] * 3)) for past in (ended, sold_out)]
    assert told[0]
    assert told[1]
    assert told[0].median < 0.6 * told[1].median
    assert told[1].median > 0.8 * told[1].straight


def test_at_the_end_the_count_is_what_it_is() -> None:
    told = foresee(Asked(steady(1), at(1)))
    assert told
    assert (told.low, told.median, told.high, told.to_come) == (192, 192, 192, 0)


def test_past_pos_that_rushed_at_the_end_let_expect_a_rush() -> None:
    late = Course(
        WINDOW, tuple((OPENS + timedelta(hours=hour), 1 if hour < 144 else 8) for hour in range(192))
    )
    alone, taught = foresee(Asked(steady(1, 96), at(0.5))), foresee(Asked(steady(1, 96), at(0.5), [late] * 3))
    assert alone
    assert taught
    assert taught.median > alone.median
    assert taught.median > 2 * taught.straight
    assert taught.reasons == ("past", "late_rush")
    assert taught.learnt == 3

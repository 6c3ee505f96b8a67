from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.campaigns.made.lacks import LACKS_OF_SINGLE_ORDERS, pace_lacks
from bukapo.campaigns.made.rules import Pace, checked
from bukapo.kernel.refusal import Invalid
from bukapo.production.jobs import calendar
from bukapo.production.jobs.rules import Load, Span, estimate, finishes, left, spans, work_day, worked

MONDAY = date(2026, 11, 23)


def sunday(day: date) -> bool:
    return day.weekday() == 6


def test_jobs_side_by_side_finish_before_jobs_one_by_one() -> None:
    assert finishes([3, 3, 2], at_once=1) == [3, 6, 8]
    assert finishes([3, 3, 2], at_once=2) == [3, 3, 5]
    assert finishes([], at_once=1) == []


def test_a_work_day_skips_sundays_and_holidays() -> None:
    assert work_day(MONDAY, 0, sunday) == MONDAY
    assert work_day(MONDAY, 6, sunday) == MONDAY + timedelta(days=7)  # Tuesday … Saturday, Monday
    assert work_day(MONDAY, 1, lambda day: day <= MONDAY + timedelta(days=3)) == MONDAY + timedelta(days=4)


def test_a_calendar_without_a_work_day_still_answers() -> None:
    assert work_day(MONDAY, 1, lambda day: True) > MONDAY


def test_what_is_promised_is_a_range_behind_the_queue() -> None:
    queue = [Load(2, 4), Load(2, 4)]
    found = estimate(queue, Load(2, 4), at_once=1, ship_days=2, today=MONDAY, closed=sunday)
    assert found.ahead == 2
    assert found.produced == Span(MONDAY + timedelta(days=7), MONDAY + timedelta(days=14))
    assert found.ship_until == MONDAY + timedelta(days=16)


@pytest.mark.parametrize(
    ("days", "done", "target", "wanted"), [(5, 0, 10, 5), (5, 5, 10, 3), (5, 10, 10, 1), (5, 0, 0, 5)]
)
def test_reported_pieces_shorten_what_is_left(days: int, done: int, target: int, wanted: int) -> None:
    assert left(days, done=done, target=target) == wanted


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=12), st.integers(1, 5))
def test_who_is_behind_is_never_made_earlier_by_more_hands_missing(
    days: list[tuple[int, int]], at_once: int
) -> None:
    """Of equal jobs nobody overtakes; fewer hands make nothing earlier; a range is a range."""
    queue = [Load(least, least + more) for least, more in days]
    few = spans(queue, at_once=at_once, today=MONDAY, closed=sunday)
    many = spans(queue, at_once=at_once + 1, today=MONDAY, closed=sunday)
    assert all(span.first <= span.last and not sunday(span.last) for span in few)
    assert all(b.last <= a.last for a, b in zip(few, many, strict=True))
    alike = spans([Load(2, 3)] * len(days), at_once=at_once, today=MONDAY, closed=sunday)
    assert [span.last for span in alike] == sorted(span.last for span in alike)


def test_nobody_works_on_sundays_and_national_holidays() -> None:
    assert calendar.closed(date(2026, 11, 29))
    assert calendar.closed(date(2026, 12, 25))
    assert not calendar.closed(date(2026, 11, 28))


def test_an_impossible_pace_is_refused_at_its_field() -> None:
    good = Pace(("Potong", "Jahit"), 2, 4, 1, 2)
    assert checked(good) == good
    for bad, field in (
        (Pace(("  ",), 2, 4, 1, 2), "stages"),
        (Pace(("Jahit", "jahit"), 2, 4, 1, 2), "stages"),
        (Pace(("Jahit",), 0, 4, 1, 2), "least_days"),
        (Pace(("Jahit",), 5, 4, 1, 2), "most_days"),
        (Pace(("Jahit",), 2, 4, 0, 2), "at_once"),
        (Pace(("Jahit",), 2, 4, 1, 500), "ship_days"),
    ):
        with pytest.raises(Invalid) as refused:
            checked(bad)
        assert refused.value.params["field"] == field


def test_what_can_not_be_promised_order_by_order_keeps_the_po_shut() -> None:
    others = {"draw": True, "minimum": True, "balance_day": True}
    found = dict(pace_lacks(None, ["Jaket"], others))
    assert set(found) == {"no_pace", "tiers_made_to_order", *(f"{name}_made_to_order" for name in others)}
    assert set(found) <= set(LACKS_OF_SINGLE_ORDERS)
    assert not list(pace_lacks(Pace(("Jahit",), 1, 1, 1, 1), [], dict.fromkeys(others, False)))


def test_a_sunday_is_not_a_day_of_work_that_has_passed() -> None:
    assert worked(MONDAY, MONDAY, sunday) == 0
    assert worked(MONDAY, MONDAY + timedelta(days=7), sunday) == 6

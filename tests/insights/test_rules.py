from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.insights.rules import Kept, median, on_schedule, on_target, share, well_received

DAY = date(2026, 12, 1)


def kept(days: int | None, *, moved: int = 0) -> Kept:
    return Kept(
        "produced",
        DAY,
        DAY + timedelta(days=moved),
        1 if moved else 0,
        None if days is None else DAY + timedelta(days=days),
    )


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_never_off_by_more_than_half_a_basis_point(part: int, whole: int) -> None:
    found = share(part, whole)
    assert found is not None
    assert abs(found * whole - part * 10_000) * 2 <= whole


def test_a_share_of_nothing_is_not_known() -> None:
    assert share(0, 0) is None
    assert median([]) is None
    assert median([5, 1, 9, 7]) == 5


@pytest.mark.parametrize(
    ("pieces", "target", "cap", "verdict"),
    [
        (100, 100, None, "yes"),
        (80, 100, None, "partly"),
        (79, 100, None, "no"),
        (50, 100, 50, "yes"),
        (50, None, None, "unknown"),
    ],
)
def test_the_target_is_reached_or_not(pieces: int, target: int | None, cap: int | None, verdict: str) -> None:
    assert on_target(pieces=pieces, target=target, cap=cap, over=True) == verdict
    running = verdict if verdict == "yes" else "unknown"
    assert on_target(pieces=pieces, target=target, cap=cap, over=False) == running


def test_a_moved_promise_is_judged_by_the_day_the_first_buyers_were_told() -> None:
    assert kept(3, moved=5).days_late == 3
    assert on_schedule([kept(3, moved=5)], today=DAY + timedelta(days=30)) == "no"


@pytest.mark.parametrize(
    ("days", "today", "verdict"),
    [
        ([0, -2], 9, "yes"),
        ([0, 2], 9, "partly"),
        ([1, 2], 9, "no"),
        ([0, None], -1, "unknown"),
        ([0, None], 5, "partly"),
        ([], 0, "unknown"),
    ],
)
def test_the_schedule_is_kept_or_not(days: list[int | None], today: int, verdict: str) -> None:
    assert on_schedule([kept(d) for d in days], today=DAY + timedelta(days=today)) == verdict


@pytest.mark.parametrize(
    ("stars", "reviews", "sent", "received", "verdict"),
    [
        (450, 3, 5, 5, "yes"),
        (450, 3, 5, 4, "partly"),
        (350, 3, 5, 5, "partly"),
        (250, 1, 5, 5, "no"),
        (None, 0, 5, 5, "partly"),
        (None, 0, 5, 1, "unknown"),
        (None, 0, 0, 0, "unknown"),
    ],
)
def test_satisfaction_is_told_only_where_somebody_said_so(
    stars: int | None, reviews: int, sent: int, received: int, verdict: str
) -> None:
    assert well_received(stars=stars, reviews=reviews, sent=sent, received=received) == verdict


def test_orders_in_trouble_are_no_plain_yes() -> None:
    fine = {"stars": 480, "reviews": 9, "sent": 100, "received": 100}
    assert well_received(**fine) == "yes"
    assert well_received(**fine, troubled=1) == "partly"
    assert well_received(**fine, troubled=5) == "no"

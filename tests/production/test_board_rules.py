"""Where a work order should be today, and what about it needs an eye."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.production.board.rules import (
    BEHIND,
    LATE,
    QUESTION,
    QUIET_LONG,
    REFUSED,
    SHORT,
    SLIPPING,
    SOON,
    UNANSWERED,
    Standing,
    WorkingDays,
    concerns,
    pieces_a_day,
    planned,
    urgency,
    weekday_works,
)

MONDAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 9, 5, tzinfo=UTC)
DAYS = WorkingDays(MONDAY, date(2026, 12, 31))
WELL = Standing(
    state="working", deadline=date(2026, 11, 21), done=5_000, plan=4_000, moved=NOW - timedelta(hours=3),
    p50=date(2026, 11, 20), short=0, asks=False,
)  # fmt: skip


@given(st.integers(0, 59), st.integers(0, 59))
def test_working_days_are_those_that_one_would_count(a: int, b: int) -> None:
    start, end = sorted((MONDAY + timedelta(days=a), MONDAY + timedelta(days=b)))
    counted = sum(weekday_works(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
    assert DAYS.after(start, end) == counted and DAYS.after(end, start) == 0


def test_the_plan_is_straight_over_working_days() -> None:
    facts = {"accepted": MONDAY, "deadline": date(2026, 11, 14)}  # eleven working days, one Sunday
    assert planned(DAYS, **facts, today=MONDAY) == 0
    assert (
        planned(DAYS, **facts, today=date(2026, 11, 7))
        == planned(DAYS, **facts, today=date(2026, 11, 8))
        == 4545
    )
    assert (
        planned(DAYS, **facts, today=date(2026, 11, 14))
        == planned(DAYS, **facts, today=date(2026, 11, 30))
        == 10_000
    )
    assert planned(DAYS, accepted=MONDAY, deadline=MONDAY, today=date(2026, 11, 1)) == 0
    closed = WorkingDays(MONDAY, date(2026, 12, 31), lambda day: weekday_works(day) and day.day != 3)
    assert planned(closed, **facts, today=date(2026, 11, 7)) == 4000


def test_a_days_share_is_what_is_left_over_the_days_that_are_left() -> None:
    facts = {"deadline": date(2026, 11, 14), "today": date(2026, 11, 12)}
    assert [pieces_a_day(DAYS, left=left, **facts) for left in (0, 1, 10)] == [0, 1, 4]
    assert pieces_a_day(DAYS, left=10, deadline=MONDAY, today=date(2026, 11, 12)) == 10


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ()),
        ({"deadline": date(2026, 11, 8)}, (LATE,)),
        ({"deadline": date(2026, 11, 12), "p50": date(2026, 11, 13)}, (SLIPPING, SOON)),
        ({"moved": NOW - timedelta(hours=49)}, (QUIET_LONG,)),
        ({"moved": NOW - timedelta(hours=49), "done": 10_000}, ()),
        ({"short": 2, "plan": 6_000}, (SHORT, BEHIND)),
        ({"state": "refused", "deadline": date(2026, 11, 1)}, (REFUSED,)),
        ({"state": "questioned", "plan": None, "moved": None, "p50": None}, (QUESTION,)),
        ({"state": "sent", "plan": None, "moved": None, "p50": None}, (UNANSWERED,)),
        ({"asks": True}, (QUESTION,)),
    ],
)
def test_a_work_order_is_a_worry_for_every_reason_there_is(
    change: dict[str, object], expected: tuple[str, ...]
) -> None:
    assert concerns(replace(WELL, **change), today=NOW.date(), now=NOW) == expected  # type: ignore[arg-type]


def test_the_latest_comes_first_and_what_is_well_last() -> None:
    lines = [((), date(2026, 11, 10), "A"), ((SOON,), date(2026, 11, 10), "B"), ((LATE,), date(2026, 11, 5), "C"),
             ((LATE,), date(2026, 11, 1), "D")]  # fmt: skip
    assert [one[2] for one in sorted(lines, key=lambda one: urgency(*one))] == ["D", "C", "B", "A"]

"""The days of a clone keep their distances, and its name counts on."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.campaigns.cloning.dates import Dates
from bukapo.campaigns.cloning.rules import AHEAD, Applied, UnknownSuggestion, next_opening, next_title

ZONE = "Asia/Jakarta"
OPENS = datetime(2026, 11, 2, 12, tzinfo=UTC)  # Monday 19.00 WIB
DATES = Dates(
    ZONE, OPENS, OPENS + timedelta(days=6, hours=3), OPENS - timedelta(hours=2), OPENS + timedelta(days=1),
    OPENS + timedelta(days=2), date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 4), date(2026, 12, 1),
    (None, date(2026, 11, 20)),
)  # fmt: skip


@given(st.integers(0, 400), st.integers(-12, 12), st.integers(1, 40), st.integers(0, 90), st.integers(0, 20))
def test_everything_moves_together(days: int, hours: int, length: int, made: int, sent: int) -> None:
    moved = (
        DATES.opened_at(OPENS + timedelta(days=days, hours=hours)).lasting(length).made_in(made).sent_in(sent)
    )
    assert moved.opens_at < moved.closes_at and moved.length in (length, length + 1)
    assert moved.produce_days == made
    assert moved.ship_from is not None and moved.ship_until is not None and moved.produced is not None
    assert (moved.ship_from - moved.produced).days == 1
    assert moved.ship_days == max(1, sent)
    assert moved.early_opens_at is not None and moved.opens_at - moved.early_opens_at == timedelta(hours=2)


def test_a_clone_as_it_was_keeps_the_clock_and_every_distance() -> None:
    moved = DATES.opened_at(OPENS + timedelta(days=70))
    assert moved == Dates(
        ZONE, *(at and at + timedelta(days=70) for at in (DATES.opens_at, DATES.closes_at, DATES.early_opens_at,
        DATES.early_until, DATES.draw_at)), *(day and day + timedelta(days=70) for day in (DATES.produced,
        DATES.ship_from, DATES.ship_until, DATES.balance_day)), (None, date(2026, 11, 20) + timedelta(days=70)),
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "after"),
    [
        ("Kaos Senja Batch 3", "Kaos Senja Batch 4"),
        ("Kaos Reuni", "Kaos Reuni 2"),
        ("Kaos Angkatan 2026", "Kaos Angkatan 2026 2"),
        ("Nastar · Gelombang 12", "Nastar 2"),
        ("12", "12 2"),
    ],
)
def test_a_title_counts_on(title: str, after: str) -> None:
    assert next_title(title) == after


@given(st.integers(0, 10**7), st.none() | st.integers(0, 167))
def test_it_opens_on_a_coming_day_with_time_to_prepare(seconds: int, hour: int | None) -> None:
    at = OPENS + timedelta(seconds=seconds)
    opens = next_opening(OPENS, at, ZONE, hour_of_week=hour)
    there = opens.astimezone(ZoneInfo(ZONE))
    assert AHEAD <= opens - at <= AHEAD + timedelta(days=8)
    assert there.weekday() * 24 + there.hour == (19 if hour is None else hour)


@pytest.mark.parametrize(
    "applied", [("secret", 1, 2), ("cap", 5, 0), ("cap", 5, 5), ("price:x", 5, 6), ("price:", 5, 6)]
)
def test_only_known_settings_within_bounds_are_taken_over(applied: tuple[str, int, int]) -> None:
    with pytest.raises(UnknownSuggestion):
        Applied(*applied, "weak").checked()

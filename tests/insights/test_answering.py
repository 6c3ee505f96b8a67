"""How fast a store answers: pure."""

from datetime import UTC, datetime, timedelta

from bukapo.insights.answering.rules import Hours, Wait, answer_time, worked_between

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
"""16.00 in Jakarta, an hour before the end of the day."""
HOUR = timedelta(hours=1)
ZONE = "Asia/Jakarta"


def waits(*hours: float) -> list[Wait]:
    return [Wait(FRIDAY, FRIDAY + HOUR * one) for one in hours]


def test_nothing_asked_says_nothing_and_nothing_answered_yet_says_nothing_bad() -> None:
    assert not answer_time([], at=FRIDAY, zone=ZONE).known
    fresh = answer_time([Wait(FRIDAY)], at=FRIDAY + 3 * HOUR, zone=ZONE)
    assert (fresh.known, fresh.open, fresh.median_minutes) == (False, 1, None)


def test_the_median_is_the_lower_middle_and_the_share_counts_a_whole_day() -> None:
    told = answer_time(waits(1, 2, 24, 25), at=FRIDAY + 30 * HOUR, zone=ZONE)
    assert (told.answered, told.median_minutes, told.within_day_bp) == (4, 120, 7_500)


def test_a_question_left_alone_for_longer_than_a_day_counts_as_not_answered() -> None:
    told = answer_time([*waits(1, 1), Wait(FRIDAY)], at=FRIDAY + 25 * HOUR, zone=ZONE)
    assert (told.answered, told.open, told.within_day_bp) == (2, 1, 6_666)
    assert answer_time([Wait(FRIDAY)], at=FRIDAY + 25 * HOUR, zone=ZONE).within_day_bp == 0


def test_working_hours_stand_still_at_night_and_on_sunday() -> None:
    def hours(ended: timedelta) -> float:
        return worked_between(FRIDAY, FRIDAY + ended, ZONE, Hours()) / HOUR

    assert hours(3 * HOUR) == 1  # 16.00 to 17.00, then closed
    assert hours(24 * HOUR) == 8  # Saturday to 16.00
    assert hours(2 * 24 * HOUR) == 9  # Sunday counts nothing
    assert hours(3 * 24 * HOUR) == 16
    assert hours(-HOUR) == 0
    told = answer_time(waits(17), at=FRIDAY + 24 * HOUR, zone=ZONE)
    assert (told.median_minutes, told.median_work_minutes) == (17 * 60, 60)

"""What a workshop's history teaches, and how often the days that come of it are kept."""

from datetime import date, timedelta

import pytest

from bench.kept import LEAST, MOST, judge
from bench.workshops import KINDS, Kind
from bukapo.production.promise.calendar import WorkDays
from bukapo.production.promise.learn import Guess
from bukapo.production.promise.outlook import Known, Work, foresee
from bukapo.production.promise.past import Past, Report

EVERY_DAY = WorkDays((True,) * 7, national=False, before=0, after=0)
STAGES = ("potong", "jahit")
FIRST = date(2026, 1, 1)


def steady(number: int, *, sewn: int = 20, days: int = 10, every: int = 1) -> Past:
    """A work order cut at once and sewn at `sewn` a day, begun two days after it was sent."""
    sent = FIRST + timedelta(days=20 * number)
    begun, pieces = sent + timedelta(days=2), sewn * days
    reports = [Report(0, begun, pieces)]
    reports += [
        Report(1, begun + timedelta(days=n), min(pieces, sewn * n))
        for n in range(1, days + 1)
        if n % every == 0 or n == days
    ]
    return Past(STAGES, pieces, sent, begun, begun + timedelta(days=days), tuple(reports))


def foreseen(past: list[Past], pieces: int = 200, typed: int = 60):  # type: ignore[no-untyped-def]
    guesses = {"potong": Guess(400, 0.3), "jahit": Guess(typed, 0.3, source="typed")}
    today = FIRST + timedelta(days=20 * len(past))
    known = Known("belajar", EVERY_DAY, guesses, past)
    return foresee(known, Work(STAGES, pieces, today), today=today, runs=1_000)


def test_history_goes_before_what_was_typed_the_more_there_is_of_it() -> None:
    means = [foreseen([steady(n) for n in range(count)]).course.paces[1] for count in (0, 1, 8)]
    assert means[0].mean == 60 and means[0].source == "typed"
    assert 20 <= means[2].mean < means[1].mean < 40 and means[2].source == "history"
    assert means[2].doubt < means[1].doubt < means[0].doubt


def test_a_steady_history_makes_a_narrow_promise() -> None:
    wide, narrow = (foreseen([steady(n) for n in range(count)], typed=20) for count in (0, 10))
    assert (narrow.p90 - narrow.p50).days < (wide.p90 - wide.p50).days
    assert 11 <= (narrow.p90 - narrow.start).days <= 17  # it takes two days to begin and ten to sew


def test_reports_that_come_late_teach_the_same_pace() -> None:
    daily, seldom = (
        foreseen([steady(n, every=every) for n in range(8)]).course.paces[1].mean for every in (1, 4)
    )
    assert seldom == pytest.approx(daily, rel=0.1)


def test_a_stage_that_only_waited_is_not_called_slow() -> None:
    """Packing gets 20 a day because sewing gives no more; it decides nothing."""
    past = []
    for number in range(6):
        one = steady(number)
        packed = [Report(2, r.day + timedelta(days=1), r.count) for r in one.reports if r.place == 1]
        assert one.over is not None
        past.append(
            Past(
                (*STAGES, "packing"),
                one.pieces,
                one.sent,
                one.begun,
                one.over + timedelta(days=1),
                (*one.reports, *packed),
            )
        )
    guesses = {"potong": Guess(400, 0.3), "jahit": Guess(30, 0.3), "packing": Guess(150, 0.3)}
    known = Known("belajar", EVERY_DAY, guesses, past)
    today = FIRST + timedelta(days=150)
    outlook = foresee(known, Work((*STAGES, "packing"), 400, today), today=today, runs=500)
    assert outlook.course.paces[2].mean > 100 and outlook.bottleneck.name == "jahit"


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_the_ninety_percent_day_is_kept_nine_times_of_ten(kind: Kind) -> None:
    """Of workshops that live by rules the engine does not know (`bench.workshops`); two sets of them.

    `make bench-promise` does the same with 1,200 promises of each kind.
    """
    told = [judge(kind, promises=60, seed=seed, runs=300, each=10) for seed in (1, 2)]
    promises = sum(one.promises for one in told)
    kept = sum((one.kept or {})[90] for one in told)
    assert LEAST <= kept / promises <= MOST, f"{kept} of {promises}"
    assert sum((one.kept or {})[50] for one in told) / promises < 0.7  # and not by promising late

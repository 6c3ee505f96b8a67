"""Which days a workshop works: tanggal merah, cuti bersama, Lebaran, and what it says itself."""

from datetime import date, timedelta

from bukapo.production.promise.calendar import Closure, WorkDays, fitri

FITRI_2027 = date(2027, 3, 10)
PLAIN = WorkDays(before=0, after=0)


def test_lebaran_2027_closes_the_workshop_around_both_its_days() -> None:
    assert (FITRI_2027, FITRI_2027 + timedelta(days=1)) in fitri(2027)
    days = WorkDays(before=3, after=7)
    assert days.why_off(date(2027, 3, 7)) == "Libur Lebaran" == days.why_off(date(2027, 3, 18))
    assert "Idul Fitri" in (days.why_off(FITRI_2027) or "")
    assert days.works(date(2027, 3, 6)) and days.works(date(2027, 3, 19))
    assert days.day(date(2027, 3, 6), 1) == date(2027, 3, 19)


def test_lebaran_reaches_over_the_turn_of_a_year() -> None:
    days = WorkDays(
        before=30, after=30
    )  # Idul Fitri 2030 comes twice, in February and in the last week of December
    assert not days.works(date(2031, 1, 6)) and "Lebaran" in (days.why_off(date(2031, 1, 6)) or "")


def test_cuti_bersama_counts_only_for_who_takes_it() -> None:
    before_fitri = date(2027, 3, 9)
    assert PLAIN.works(before_fitri)
    assert "Cuti Bersama" in (WorkDays(before=0, after=0, joint=True).why_off(before_fitri) or "")


def test_a_red_day_counts_only_where_it_is_kept() -> None:
    labour_day = date(2026, 5, 1)
    assert not PLAIN.works(labour_day)
    assert WorkDays(national=False, before=0, after=0).works(labour_day)


def test_what_the_workshop_says_itself_goes_before_everything() -> None:
    sunday = date(2026, 11, 29)
    own = (
        Closure(date(2026, 11, 23), date(2026, 11, 29), "Hajatan"),
        Closure(sunday, sunday, "Kejar setoran", works=True),
    )
    days = WorkDays(closures=own)
    assert days.why_off(date(2026, 11, 27)) == "Hajatan"
    assert days.works(sunday) and not WorkDays().works(sunday)


def test_working_days_are_counted_as_they_are_walked() -> None:
    first, last = date(2026, 12, 1), date(2027, 4, 30)
    walked = [
        day for day in (first + timedelta(days=n) for n in range((last - first).days + 1)) if PLAIN.works(day)
    ]
    assert PLAIN.between(first, last) == len(walked)
    assert [PLAIN.day(first, place) for place in (0, 30, len(walked) - 1)] == [
        walked[0],
        walked[30],
        walked[-1],
    ]

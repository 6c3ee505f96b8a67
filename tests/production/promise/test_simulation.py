"""What every simulation must keep to, whatever the numbers."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.production.promise.calendar import WorkDays
from bukapo.production.promise.learn import Guess
from bukapo.production.promise.noise import seed_of
from bukapo.production.promise.outlook import Known, Outlook, Work, foresee
from bukapo.production.promise.past import Past
from bukapo.production.promise.simulate import passing_by, simulate
from bukapo.production.promise.values import Course, Habits, Pace, Spread

RUNS = 300
QUANTILES = [n / 20 for n in range(1, 20)]


@st.composite
def courses(draw: st.DrawFn) -> Course:
    pieces = draw(st.integers(1, 3_000))
    done, paces = pieces, []
    for number in range(draw(st.integers(1, 5))):
        done = draw(st.integers(0, done))
        mean, ahead = draw(st.integers(5, 500)), draw(st.sampled_from([0, 0, 300]))
        paces.append(Pace(f"tahap {number}", mean, draw(st.sampled_from([0.0, 0.3])), ahead, done, people=4))
    return Course(tuple(paces), pieces, started=draw(st.booleans()), flows=draw(st.booleans()))


habits = st.builds(
    Habits,
    day_sd=st.sampled_from([0.0, 0.4]),
    week_sd=st.sampled_from([0.0, 0.3]),
    waits=st.sampled_from([(), (1, 2, 9)]),
)


def days(spread: Spread) -> list[int]:
    return [spread.day_of(chance) for chance in QUANTILES]


@settings(max_examples=40)
@given(courses(), habits, st.integers(0, 10_000))
def test_more_pieces_are_never_earlier_and_more_hands_never_later(
    course: Course, how: Habits, seed: int
) -> None:
    spread = simulate(course, how, seed=seed, runs=RUNS)
    more = simulate(course.with_pieces(course.pieces + 57), how, seed=seed, runs=RUNS)
    assert all(a <= b for a, b in zip(days(spread), days(more), strict=True))
    hands = simulate(course.staffed(spread.bottleneck, 2), how, seed=seed, runs=RUNS)
    assert all(a >= b for a, b in zip(days(spread), days(hands), strict=True))


@settings(max_examples=40)
@given(courses(), habits, st.integers(0, 10_000))
def test_the_days_are_in_order_and_never_before_the_fastest(course: Course, how: Habits, seed: int) -> None:
    spread = simulate(course, how, seed=seed, runs=RUNS)
    assert spread.runs == RUNS and abs(sum(spread.deciding) - 1) < 1e-6
    assert spread.day_of(0.5) <= spread.day_of(0.8) <= spread.day_of(0.9)
    assert next(day for day, runs in enumerate(spread.counts) if runs) + 1 >= course.fastest
    assert simulate(course, how, seed=seed, runs=RUNS) == spread


@settings(max_examples=25)
@given(courses(), habits, st.integers(0, 10_000), st.integers(3, 40))
def test_what_passes_by_a_day_is_what_is_finished_by_it(
    course: Course, how: Habits, seed: int, day: int
) -> None:
    spread = simulate(course, how, seed=seed, runs=RUNS)
    passed = passing_by(course, how, day=day, seed=seed, runs=RUNS)
    if day < len(spread.counts) - 1:  # behind that some runs were not waited for
        finished = int((passed >= course.pieces - 0.01).sum())
        assert abs(finished - sum(spread.counts[: day + 1])) <= 1


TAILORS = {"jahit": Guess(60, 0.2, people=6), "potong": Guess(300, 0.2), "packing": Guess(300, 0.2)}
MONDAY = date(2026, 11, 23)


def outlook(pieces: int = 600, **changes: Guess) -> Outlook:
    known = Known("satu", WorkDays(), TAILORS | changes, ())
    return foresee(known, Work(("Potong", "Jahit", "Packing"), pieces, MONDAY), today=MONDAY, runs=2_000)


def test_the_same_facts_give_the_same_days() -> None:
    assert seed_of("satu", ("jahit",), MONDAY) == 6_715_025_159_248_043_151
    one, other = outlook(), outlook()
    assert (one.spread, one.p90) == (other.spread, other.p90)


def test_the_largest_cap_keeps_the_day_and_one_piece_more_does_not() -> None:
    asked = outlook()
    most = asked.largest(asked.p90)
    assert most >= asked.course.pieces
    assert outlook(most).chance(asked.p90) >= 0.9 > outlook(most + 5).chance(asked.p90)
    assert asked.largest(date(2026, 11, 22)) == 0


def test_the_slowest_stage_decides_and_a_tailor_more_moves_the_day() -> None:
    asked = outlook()
    assert asked.bottleneck.name == "Jahit" and max(asked.spread.deciding) > 0.9
    assert asked.with_hands(2).p90 < asked.p90


def test_other_work_in_front_and_a_long_holiday_make_it_later() -> None:
    free = outlook(150)
    known = Known("satu", WorkDays(), TAILORS, ())
    work = Work(("Potong", "Jahit", "Packing"), 150, MONDAY)
    waiting = Past(("potong", "jahit", "packing"), 600, MONDAY, None, None, ())
    busy = foresee(known, work, today=MONDAY, queue=[waiting], runs=2_000)
    assert busy.p50 > free.p90
    lebaran = date(2027, 2, 27)
    there = foresee(known, replace(work, sent=lebaran), today=lebaran, runs=2_000)
    assert (there.p90 - lebaran).days > (free.p90 - MONDAY).days + 8

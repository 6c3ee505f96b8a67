"""Cash by week."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bukapo.payments.plans import Plan, asks
from bukapo.production.costing.cash import (
    Days,
    Move,
    by_week,
    outgoing,
    outlay,
    planned_income,
    spread,
)

DAYS = Days(
    opens=date(2026, 12, 1),
    closes=date(2026, 12, 10),
    produced=date(2027, 1, 4),
    later=date(2027, 1, 9),
    shipped=date(2027, 1, 12),
)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.lists(st.builds(Move, days, st.integers(-(10**9), 10**9), st.just("x")), max_size=12))
def test_every_rupiah_is_in_one_week_and_no_week_is_left_out(moves: list[Move]) -> None:
    course = by_week(moves)
    assert course.left == sum(move.amount for move in moves)
    assert sum(week.into - week.out for week in course.weeks) == course.left
    mondays = [week.first for week in course.weeks]
    assert all(day.weekday() == 0 for day in mondays)
    assert all((late - early).days == 7 for early, late in zip(mondays, mondays[1:], strict=False))


@given(st.integers(0, 10**9), days, st.integers(0, 60))
def test_what_is_spread_over_days_is_all_there(amount: int, first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    moves = spread(amount, first, last, "DP")
    assert sum(move.amount for move in moves) == amount
    assert all(first <= move.day <= last for move in moves)


def test_a_deposit_that_does_not_cover_the_workshops_own_needs_money_of_ones_own() -> None:
    plan = Plan(mode="deposit", deposit_bp=3_000)
    income = planned_income(asks(plan, goods=10_000_000, shipping=0, pieces=100), DAYS, {})
    out = outlay(whole=6_000_000, fixed=500_000, down_bp=5_000, down_fixed=0)
    assert (out.fixed, out.down, out.rest) == (500_000, 3_000_000, 3_000_000)
    course = by_week([*income, *outgoing(out, DAYS, ("Sekali bayar", "DP konveksi", "Pelunasan konveksi"))])
    assert course.needed == 500_000
    assert course.lowest and course.lowest.first == date(2026, 12, 7)
    assert course.left == 3_500_000


@given(st.integers(0, 10**8), st.integers(0, 10**7), st.integers(0, 10_000), st.integers(0, 10**8))
def test_what_is_spent_already_is_not_spent_again(whole: int, fixed: int, down_bp: int, spent: int) -> None:
    out = outlay(whole=whole, fixed=fixed, down_bp=down_bp, down_fixed=0, spent=spent)
    assert out.fixed + out.down + out.rest == max(0, whole + fixed - spent)

"""Whatever is bought by whatever plan: the parts are the price, none is negative, their days come in order."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.money import BASIS_POINTS
from bukapo.payments.plans import (
    AT_ONCE,
    DAY,
    DAYS,
    Ask,
    Due,
    Plan,
    Term,
    asks,
    asks_beside,
    in_terms,
    terms_of,
)
from bukapo.payments.rules import INSTALMENT

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
MONEY = st.integers(0, 50_000_000)


@st.composite
def instalments(draw: st.DrawFn) -> tuple[Term, ...]:
    number = draw(st.integers(2, 6))
    days = sorted(draw(st.lists(st.integers(1, 90), min_size=number - 1, max_size=number - 1)))
    dues = [AT_ONCE, *(Due(DAYS, days=n) for n in days)]
    if draw(st.booleans()):
        cuts = sorted(
            draw(
                st.sets(st.integers(1, BASIS_POINTS - 1), min_size=number - 1, max_size=number - 1).map(list)
            )
        )
        shares = [high - low for low, high in zip([0, *cuts], [*cuts, BASIS_POINTS], strict=True)]
        return tuple(Term(due, bp=bp) for due, bp in zip(dues, shares, strict=True))
    return tuple(Term(due, fixed=draw(st.integers(1, 500_000))) for due in dues)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    return Plan(
        mode=draw(st.sampled_from(["full", "deposit", "instalment", "cod"])),
        deposit_bp=draw(st.integers(1, BASIS_POINTS)),
        deposit_fixed=draw(st.sampled_from([0, 0, 25_000])),
        shipping_with=draw(st.sampled_from(["order", "balance"])),
        terms=draw(instalments()),
        balance_due=draw(st.sampled_from(["produced", "day", "shipping", "cod"])),
        balance_day=date(2026, 12, 20),
    )


@given(plan=plans(), goods=st.integers(1, 50_000_000), shipping=MONEY, pieces=st.integers(1, 40))
def test_the_parts_are_the_price_and_their_days_come_in_order(
    plan: Plan, goods: int, shipping: int, pieces: int
) -> None:
    parts = asks(plan, goods=goods, shipping=shipping, pieces=pieces)
    assert sum(part.goods for part in parts) == goods and sum(part.shipping for part in parts) == shipping
    assert all(part.goods >= 0 and part.shipping >= 0 and part.amount > 0 for part in parts)
    assert [part.now for part in parts] == [plan.mode != "cod", *[False] * (len(parts) - 1)]
    days = [part.due.falls_on(NOON, plan.zone) for part in parts if not part.now]
    known = [day for day in days if day]
    assert known == sorted(known)


@given(
    plan=plans(),
    goods=st.integers(0, 50_000_000),
    shipping=MONEY,
    pieces=st.integers(1, 40),
    had=st.integers(0, 6),
)
def test_what_is_asked_beside_paid_charges_is_exactly_the_rest(
    plan: Plan, goods: int, shipping: int, pieces: int, had: int
) -> None:
    first = {"full": "full", "deposit": "deposit", "instalment": INSTALMENT, "cod": "full"}[plan.mode]
    paid = [first] * (max(1, had) if plan.mode == "instalment" else 1)
    parts = asks_beside(plan, paid, goods=goods, shipping=shipping, pieces=pieces)
    assert (sum(part.goods for part in parts), sum(part.shipping for part in parts)) == (goods, shipping)
    assert all(part.goods >= 0 and part.shipping >= 0 for part in parts)
    assert not any(part.now for part in parts) or parts[0].kind == "adjustment"


@pytest.mark.parametrize(
    ("goods", "shares", "parts"),
    [
        (100_000, (5_000, 2_500, 2_500), [50_000, 25_000, 25_000]),
        (95_001, (3_333, 3_333, 3_334), [31_663, 31_663, 31_675]),  # floors; the last takes what is over
        (1, (5_000, 5_000), [0, 1]),
    ],
)
def test_instalments_in_percent_are_rounded_down_and_the_last_takes_the_rest(
    goods: int, shares: tuple[int, ...], parts: list[int]
) -> None:
    assert in_terms([Term(AT_ONCE, bp=bp) for bp in shares], goods, 1) == parts


def test_fixed_instalments_are_per_piece_and_end_when_the_money_does() -> None:
    terms = [Term(AT_ONCE, fixed=50_000), Term(Due(DAYS, days=7), fixed=50_000), Term(Due(DAYS, days=14))]
    assert in_terms(terms, 285_000, 3) == [150_000, 135_000, 0]
    plan = Plan("instalment", terms=tuple(terms))
    assert len(asks(plan, goods=285_000, shipping=0, pieces=3)) == 2  # a term of nothing is nobody's


def test_a_deposit_is_rounded_up() -> None:
    [deposit, balance] = asks(Plan("deposit", 3_333), goods=95_001, shipping=0, pieces=1)
    assert (deposit.goods, balance.goods) == (31_664, 63_337)


def test_a_day_ends_a_minute_before_midnight_where_the_store_is() -> None:
    assert Due(DAY, date(2026, 12, 5)).last_moment(NOON, "Asia/Jakarta") == datetime(
        2026, 12, 5, 16, 59, tzinfo=UTC
    )
    late = datetime(
        2026, 11, 22, 18, 0, tzinfo=UTC
    )  # already the 23rd in Jakarta, by two hours in Jayapura too
    assert Due(DAYS, days=1).falls_on(late, "Asia/Jayapura") == date(2026, 11, 24)
    assert Due("produced").last_moment(NOON, "Asia/Jakarta") is None


def test_the_shipping_fee_goes_with_the_first_part_or_the_last() -> None:
    terms = tuple(Term(Due(DAYS, days=n) if n else AT_ONCE, bp=5_000) for n in (0, 9))
    for way, fees in (("order", [9_000, 0]), ("balance", [0, 9_000])):
        plan = Plan("instalment", shipping_with=way, terms=terms)
        assert [part.shipping for part in asks(plan, goods=100_000, shipping=9_000, pieces=1)] == fees


def test_a_change_leaves_paid_instalments_and_shares_the_rest_among_those_to_come() -> None:
    terms = tuple(
        Term(Due(DAYS, days=n) if n else AT_ONCE, bp=bp) for n, bp in ((0, 5_000), (9, 3_000), (18, 2_000))
    )
    plan = Plan("instalment", terms=terms)
    rest = asks_beside(plan, [INSTALMENT], goods=150_000, shipping=0, pieces=2)
    assert [(part.goods, part.now, part.due.days) for part in rest] == [
        (90_000, False, 9),
        (60_000, False, 18),
    ]
    assert asks_beside(plan, [INSTALMENT] * 3, goods=5_000, shipping=0, pieces=2) == [
        Ask("adjustment", 5_000, 0, now=True)
    ]


def test_kept_rows_become_terms_again() -> None:
    rows = [
        {"bp": 5_000, "fixed": 0, "day": None, "days": 0},
        {"bp": 2_500, "fixed": 0, "day": "2026-12-05", "days": 0},
        {"bp": 2_500, "fixed": 0, "day": None, "days": 21},
    ]
    first, second, third = terms_of(rows)
    assert (first.due, second.due.day, third.due.days) == (AT_ONCE, date(2026, 12, 5), 21)
    assert third.due.falls_on(NOON, "Asia/Jakarta") == NOON.date() + timedelta(days=21)

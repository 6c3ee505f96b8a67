"""Where the days went, when orders came, what was earned: each adds up, whatever happened."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.insights.evaluation.legs import (
    ACCEPT,
    DECLARE,
    GIVE,
    SEND,
    STAGE,
    Made,
    Plan,
    StageDone,
    course,
    planned_dues,
    slowest,
    stage_rows,
)
from bukapo.insights.evaluation.rhythm import rhythm
from bukapo.insights.evaluation.sending import counted
from bukapo.insights.evaluation.variance import Sold, margin

DAY = date(2026, 12, 1)
days = st.integers(0, 30)


def on(n: int) -> date:
    return DAY + timedelta(days=n)


@st.composite
def courses(draw: st.DrawFn) -> tuple[Plan, list[Made]]:
    orders, names = [], ["Potong", "Sablon", "Jahit"]
    for number in range(draw(st.integers(0, 3))):
        sent = draw(days)
        stages = tuple(
            StageDone(name, draw(st.none() | days.map(on)), on(draw(st.integers(0, 60)))) for name in names
        )
        after = f"SPK-{draw(st.integers(0, 2))}" if draw(st.booleans()) else ""
        orders.append(
            Made(
                f"SPK-{number}", "Konveksi", on(sent), draw(st.none() | days.map(on)),
                draw(st.none() | st.integers(0, 60).map(on)), on(sent + draw(days)), stages, after,
            )
        )  # fmt: skip
    made_by = draw(days)
    made = draw(st.integers(61, 90))
    sent_by = made_by + draw(days)
    return Plan(DAY, on(made_by), on(made), on(sent_by), on(made + draw(days))), orders


@given(courses())
@settings(max_examples=40)
def test_the_legs_add_up_to_the_days_the_po_was_late(told: tuple[Plan, list[Made]]) -> None:
    plan, orders = told
    legs = course(plan, orders)
    assert plan.sent is not None and plan.sent_by is not None
    assert sum(leg.actual or 0 for leg in legs) == (plan.sent - plan.closed).days
    assert sum(leg.over or 0 for leg in legs) == (plan.sent - plan.sent_by).days
    assert all((leg.actual or 0) >= 0 and leg.planned >= 0 for leg in legs)
    assert sum(leg.over or 0 for leg in legs if leg.kind != SEND) == ((plan.made or DAY) - plan.made_by).days


def test_the_stage_that_took_the_days_is_named() -> None:
    order = Made(
        "SPK-1", "Konveksi", on(2), on(3), on(16), on(12),
        (StageDone("Potong", on(4), on(5)), StageDone("Jahit", on(10), on(15)), StageDone("QC", on(12), on(16))),
    )  # fmt: skip
    legs = course(Plan(DAY, on(14), on(17), on(18), on(20)), [order])
    told = [(leg.kind, leg.planned, leg.actual) for leg in legs]
    assert told == [
        (GIVE, 0, 2), (ACCEPT, 0, 1), (STAGE, 4, 2), (STAGE, 6, 10), (STAGE, 2, 1), (DECLARE, 2, 1), (SEND, 4, 3),
    ]  # fmt: skip
    worst = slowest(legs)
    assert worst is not None and (worst.name, worst.over) == ("Jahit", 4)
    assert [(row.name, row.over, row.late) for row in stage_rows([order])] == [
        ("Potong", 0, 1), ("Jahit", 4, 1), ("QC", -1, 1),
    ]  # fmt: skip


def test_a_relay_is_followed_back_to_where_it_began() -> None:
    first = Made("SPK-1", "Potong Jaya", on(0), on(0), on(6), on(5), (StageDone("Potong", None, on(6)),))
    then = Made(
        "SPK-2", "Jahit Jaya", on(0), on(1), on(12), on(9), (StageDone("Jahit", None, on(12)),), "SPK-1"
    )
    aside = Made("SPK-3", "Lain", on(0), None, on(3), on(9), (StageDone("Jahit", None, on(3)),))
    legs = course(Plan(DAY, on(10), on(12)), [aside, then, first])
    assert [(leg.name, leg.planned, leg.actual) for leg in legs if leg.kind == STAGE] == [
        ("Potong", 5, 6), ("Jahit", 4, 6),
    ]  # fmt: skip


@given(days, st.lists(st.none() | st.integers(0, 60).map(on), min_size=1, max_size=6))
def test_planned_days_come_in_order_and_keep_what_was_said(deadline: int, dues: list[date | None]) -> None:
    told = planned_dues(DAY, on(deadline), dues)
    assert list(told) == sorted(told) and len(told) == len(dues)
    known = [due for due in dues if due is not None]
    if known == sorted(known):
        assert all(due is None or due == day for due, day in zip(dues, told, strict=True))


money = st.integers(0, 10**7)


@given(
    st.lists(st.tuples(st.integers(0, 500), money, money), min_size=1, max_size=4),
    st.none() | st.integers(1, 2_000), money, money, money, money,
)  # fmt: skip
def test_a_margin_is_its_plan_and_all_its_reasons(
    rows: list[tuple[int, int, int]], planned: int | None, income: int, made_for: int, fixed: int, faults: int
) -> None:
    sold = [Sold("Kaos", n, pieces, price, each) for n, (pieces, price, each) in enumerate(rows)]
    told = margin(
        sold, planned_pieces=planned, income=income, made_for=made_for, fixed=fixed, faults=faults, shipping=-faults
    )  # fmt: skip
    if not sum(pieces for pieces, _price, _each in rows):
        assert told is None
        return
    assert told is not None
    assert told.plan + sum(amount for _what, amount in told.parts) == told.actual
    if planned is None:
        assert told.volume == 0


def test_a_margin_is_not_guessed_where_a_cost_is_unknown() -> None:
    sold = [Sold("Kaos", 1, 5, 90_000, None)]
    assert margin(sold, planned_pieces=10, income=1, made_for=0, fixed=0, faults=0) is None


def test_a_po_says_when_its_orders_came() -> None:
    opened = datetime(2026, 11, 2, 19, tzinfo=UTC)
    hours = [(opened, 40), (opened + timedelta(hours=1), 10)]
    hours += [(opened + timedelta(days=n, hours=2), 12) for n in (1, 2)]
    hours += [(opened + timedelta(days=9, hours=n), 30) for n in (0, 1)]
    told = rhythm(hours, opened, opened + timedelta(days=10))
    assert (told.orders, told.length, told.quiet, told.silent_end) == (134, 10, 5, 0)
    assert told.last_bp == 60 * 10_000 // 134 + 1
    assert (told.hour, told.weekday) == (19, None)


@given(st.lists(st.tuples(st.integers(-30, 300), st.integers(1, 50)), max_size=40))
def test_no_order_is_counted_twice_by_the_days(rows: list[tuple[int, int]]) -> None:
    opened = datetime(2026, 11, 2, 19, tzinfo=UTC)
    told = rhythm(
        [(opened + timedelta(hours=n), count) for n, count in rows], opened, opened + timedelta(days=9)
    )
    assert sum(told.days) == told.orders == sum(count for n, count in rows if 0 <= n < 216)
    assert told.last_bp is None or 0 <= told.last_bp <= 10_000


def test_parcels_are_counted_by_their_ways() -> None:
    groups = [
        ("courier", "JNE", "Jawa", on(0), on(2), 8), ("courier", "JNE", "Jawa", on(0), on(5), 1),
        ("courier", "JNE", "Papua", on(3), None, 2), ("pickup", "", None, on(1), on(1), 4),
    ]  # fmt: skip
    told = counted(groups, promised=on(2))
    assert (told.parcels, told.late, told.fetched, told.under_way) == (15, 2, 4, 2)
    assert [(way.zone, way.parcels, way.arrived, way.middle, way.slowest) for way in told.ways] == [
        ("Jawa", 9, 9, 2, 5), ("Papua", 2, 0, None, None),
    ]  # fmt: skip

"""What may be declared, how days are counted, what it may cost: without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bukapo.campaigns.guarantees.rules import (
    CREDIT,
    REFUND,
    SHIPPING,
    Declared,
    LessThanPromised,
    Rung,
    as_json,
    check_not_less,
    checked,
    from_json,
)
from bukapo.campaigns.linting.void import void_clauses
from bukapo.campaigns.terms import render
from bukapo.kernel.refusal import Invalid
from bukapo.trust.guarantees.exposure import Average, costs
from bukapo.trust.guarantees.rules import Standing, counted_from, settled_late
from tests.campaigns.test_terms import FACTS

DAY = date(2026, 12, 18)
NOON = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
LADDER = Declared((Rung(3, CREDIT, 10_000), Rung(7, SHIPPING)), 14, 7)


@pytest.mark.parametrize(
    "declared",
    [
        Declared((Rung(0, CREDIT, 5_000),)), Declared((Rung(61, SHIPPING),)), Declared((Rung(3, REFUND),)),
        Declared((Rung(3, CREDIT),)), Declared((Rung(3, CREDIT, 5_000, 100),)), Declared((Rung(3, CREDIT, 999),)),
        Declared((Rung(3, CREDIT, bp=5_001),)), Declared((Rung(3, SHIPPING, 1),)),
        Declared((Rung(3, SHIPPING), Rung(4, SHIPPING))), Declared((Rung(3, SHIPPING), Rung(3, CREDIT, 5_000))),
        Declared(tuple(Rung(n, CREDIT, 5_000) for n in range(1, 5))), Declared((), 61), Declared((), 14, 61),
    ],
)  # fmt: skip
def test_what_could_not_be_kept_is_refused(declared: Declared) -> None:
    with pytest.raises(Invalid):
        checked(declared)


def test_a_ladder_is_put_in_order_and_kept_as_it_is() -> None:
    mixed = checked(Declared((Rung(7, SHIPPING), Rung(3, CREDIT, bp=1_000)), 5))
    assert [(rung.days, rung.remedy) for rung in mixed.ladder] == [(3, CREDIT), (5, REFUND), (7, SHIPPING)]
    assert from_json(as_json(mixed.ladder)) == mixed.ladder
    assert [rung.worth(goods=95_001, shipping=9_000, held=104_001) for rung in mixed.ladder] == [
        9_501,
        104_001,
        9_000,
    ]


@pytest.mark.parametrize(
    "worse",
    [
        Declared(LADDER.rungs[1:], 14, 7), Declared(LADDER.rungs, 15, 7), Declared(LADDER.rungs, 14, 6),
        Declared((Rung(4, CREDIT, 10_000), Rung(7, SHIPPING)), 14, 7),
        Declared((Rung(3, CREDIT, 9_999), Rung(7, SHIPPING)), 14, 7),
        Declared((Rung(3, CREDIT, bp=1_000), Rung(7, SHIPPING)), 14, 7),
    ],
)  # fmt: skip
def test_a_published_ladder_may_not_become_worse(worse: Declared) -> None:
    check_not_less(
        Declared((Rung(2, CREDIT, 12_000), Rung(3, CREDIT, 1_000), Rung(7, SHIPPING)), 10, 9), LADDER
    )
    check_not_less(LADDER, LADDER)
    with pytest.raises(LessThanPromised):
        check_not_less(worse, LADDER)


def test_the_terms_say_every_rung_with_its_day_and_pass_the_linter() -> None:
    text = render(replace(FACTS, guarantee=LADDER))
    for words in (
        "sampai 31 Desember 2026 (3 hari terlambat)", "saldo Rp10.000 untuk belanja berikutnya",
        "sampai 4 Januari 2027 (7 hari terlambat)", "ongkirnya kembali", "sampai 11 Januari 2027 belum dikirim",
        "tidak perlu diminta", "ditukar sampai 7 hari setelah diterima",
    ):  # fmt: skip
        assert words in text, words
    assert void_clauses(text) == []


def test_days_are_counted_from_the_first_promise_or_what_was_agreed_last_and_never_before_the_money() -> None:
    later = [(NOON, DAY + timedelta(days=5)), (NOON + timedelta(days=3), DAY + timedelta(days=2))]
    assert counted_from(DAY, [], []) == DAY
    assert counted_from(DAY, later, []) == DAY + timedelta(days=2)
    assert counted_from(DAY, [], [DAY + timedelta(days=1)]) == DAY + timedelta(days=1)
    assert counted_from(None, [], [DAY]) is None


def test_who_paid_after_the_day_is_known_by_the_payment_that_made_it_whole() -> None:
    due, day = NOON, timedelta(days=1)
    assert settled_late([(due - day, 50), (due + day, 50), (due + 9 * day, 50)], 100, due) == due + day
    assert settled_late([(due - day, 100), (due + day, 50)], 100, due) is None
    assert settled_late([(due + day, 50)], 100, due) is None
    assert settled_late([(due + day, 100)], 100, None) is None


def test_a_rung_waits_for_its_morning_and_while_something_holds_it_back() -> None:
    late = Standing(LADDER.ladder, DAY, 95_000, 18_000, 113_000)
    assert late.due(DAY + timedelta(days=3), ()) is None
    assert late.due(DAY + timedelta(days=4), ()) == LADDER.ladder[0]
    had = {(3, CREDIT), (7, SHIPPING)}
    assert late.due(DAY + timedelta(days=15), had) == Rung(14, REFUND)
    pickup = Standing(LADDER.ladder, DAY, 95_000, 0, 95_000)
    assert pickup.due(DAY + timedelta(days=9), {(3, CREDIT)}) is None
    asked = Standing(LADDER.ladder, DAY, 95_000, 18_000, 113_000, asked=True)
    assert asked.due(DAY + timedelta(days=15), had) is None and asked.due(DAY + timedelta(days=4), ())
    for held in ({"leaving": True}, {"overdue": True}):
        assert Standing(LADDER.ladder, DAY, 1, 1, 1, **held).due(DAY + timedelta(days=40), ()) is None


def test_the_cost_of_being_late_adds_up_and_no_shipping_fee_is_paid_back_twice() -> None:
    found = costs(LADDER, Average(100_000, 20_000), 10, lambda days: 1 / days)
    assert [(one.rung.days, one.amount, one.total, one.chance) for one in found] == [
        (3, 100_000, 100_000, 33), (7, 200_000, 300_000, 14), (14, 1_000_000, 1_300_000, 7),
    ]  # fmt: skip
    early = costs(Declared((Rung(3, CREDIT, 10_000), Rung(7, SHIPPING)), 5), Average(100_000, 20_000), 1)
    assert [one.total for one in early] == [10_000, 130_000, 130_000], "who took the money gets nothing more"

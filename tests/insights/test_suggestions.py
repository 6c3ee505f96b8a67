"""Suggestions rest on something counted, stay within bounds, and never go the wrong way."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bukapo.campaigns.cloning.rules import BOUNDS, SURENESS
from bukapo.insights.suggestions.outcomes import outcomes
from bukapo.insights.suggestions.rules import suggestions
from bukapo.insights.suggestions.sureness import by_count, by_history, high
from bukapo.insights.suggestions.values import Facts, PriceFacts, Suggestion

share = st.none() | st.integers(0, 10_000)
few = st.integers(0, 400)
late = st.integers(-20, 40)
lates = st.lists(late, max_size=4).map(tuple)
prices = st.builds(
    PriceFacts, product_id=st.integers(1, 9), name=st.just("Kaos"), price=st.integers(0, 500_000), pieces=few,
    planned_each=st.none() | st.integers(0, 400_000), each=st.none() | st.integers(0, 400_000),
)  # fmt: skip
facts = st.builds(
    Facts, orders=few, pieces=few, placed=few, target=st.none() | few, cap=st.none() | few, refused=few,
    lined_up=few, minimum=st.none() | few, break_even=st.none() | few, fixed=few, counted=few,
    window_days=st.integers(0, 40), quiet_days=st.integers(0, 20), silent_end=st.integers(0, 20), last_bp=share,
    opened_at_hour=st.none() | st.integers(0, 167), busy_hour=st.none() | st.integers(0, 23), busy_bp=share,
    busy_weekday=st.none() | st.integers(0, 6), busy_weekday_bp=share, produce_days=st.none() | st.integers(0, 90),
    ship_days=st.none() | st.integers(0, 30), late_made=st.none() | late, late_sent=st.none() | late,
    earlier_made=lates, earlier_sent=lates, capacity=st.none() | few, deposit_bp=st.none() | st.integers(1_000, 10_000),
    balances=few, unpaid=few, deposits_held=st.integers(0, 10**7), down_payment=st.integers(0, 10**7),
    goods=st.integers(0, 10**7), pay_hours=st.integers(1, 168), expired=few, payers=few,
    slow_hours=st.none() | st.integers(0, 168),
    prices=st.lists(prices, max_size=2, unique_by=lambda one: one.product_id).map(tuple),
    margin_bp=st.none() | st.integers(-5_000, 9_000), planned_bp=share, checked=few, lost=few,
)  # fmt: skip


def told(some: Facts, setting: str) -> Suggestion | None:
    return next((one for one in suggestions(some) if one.kind == setting), None)


@given(facts)
@settings(max_examples=120)
def test_each_is_within_bounds_changes_something_and_was_counted(some: Facts) -> None:
    found = suggestions(some)
    assert len({one.setting for one in found}) == len(found)
    for one in found:
        assert one.of > 0 and one.sureness in SURENESS and one.why
        if not one.only_told:
            least, most = BOUNDS[one.kind]
            assert least <= one.new <= most and one.new != one.old
            assert one.applied.checked() == one.applied


def test_nothing_is_suggested_where_nothing_is_known() -> None:
    assert suggestions(Facts()) == ()


@pytest.mark.parametrize(
    ("setting", "more", "base"),
    [
        ("produce_days", "late_made", {"produce_days": 20, "earlier_made": (2, 5)}),
        ("ship_days", "late_sent", {"ship_days": 4, "earlier_sent": (0, 1)}),
        ("deposit_bp", "unpaid", {"deposit_bp": 3_000, "balances": 100}),
        ("deposit_bp", "down_payment", {"deposit_bp": 3_000, "deposits_held": 30, "goods": 100, "orders": 9}),
        ("cap", "refused", {"cap": 50, "pieces": 50, "lined_up": 5}),
    ],
)
@given(less=st.integers(0, 60), step=st.integers(0, 40))
def test_worse_facts_never_ask_for_less(
    setting: str, more: str, base: dict[str, Any], less: int, step: int
) -> None:
    low, up = (Facts(**base, **{more: value}) for value in (max(1, less), max(1, less) + step))
    one, other = told(low, setting), told(up, setting)
    was = base.get(setting, 0)
    assert (one.new if one else was) <= (other.new if other else was)


def test_days_are_added_as_often_as_they_were_missing() -> None:
    late = Facts(produce_days=21, late_made=4, earlier_made=(5, 4), slow_stage="Jahit", slow_days=4)
    one = told(late, "produce_days")
    assert one is not None and (one.old, one.new, one.sureness) == (21, 26, "strong")
    assert (one.facts["times"], one.facts["pos"], one.facts["stage"]) == (3, 3, "Jahit")
    alone = told(replace(late, earlier_made=()), "produce_days")
    assert alone is not None and (alone.new, alone.sureness) == (25, "weak")
    calm = told(Facts(produce_days=21, late_made=-5, earlier_made=(-4, -6)), "produce_days")
    assert calm is not None and calm.new == 18
    assert told(Facts(produce_days=21, late_made=-5), "produce_days") is None


def test_a_cap_is_raised_by_the_line_and_not_beyond_what_can_be_made() -> None:
    full = Facts(cap=200, pieces=200, refused=64, lined_up=31)
    one = told(full, "cap")
    assert one is not None and (one.new, one.sureness, one.why) == (300, "fair", "line")
    assert (two := told(replace(full, capacity=240), "cap")) is not None and two.new == 240
    assert told(replace(full, capacity=180), "cap") is None
    assert (
        three := told(replace(full, refused=0, lined_up=0), "cap")
    ) is not None and three.sureness == "weak"
    assert told(replace(full, pieces=199), "cap") is None


def test_quiet_days_shorten_the_window_and_a_rush_lengthens_it() -> None:
    quiet = Facts(counted=140, window_days=14, quiet_days=6)
    assert (one := told(quiet, "window_days")) is not None and (one.new, one.sureness) == (8, "fair")
    assert (one := told(Facts(counted=40, window_days=3, last_bp=7_000), "window_days")) and one.new == 5
    assert told(Facts(counted=40, window_days=2, last_bp=10_000), "window_days") is None
    assert told(replace(quiet, counted=10), "window_days") is None


def test_the_hour_at_which_most_come_is_the_hour_to_open() -> None:
    loud = Facts(counted=120, opened_at_hour=2 * 24 + 10, busy_hour=19, busy_bp=4_000)
    assert (one := told(loud, "opening")) is not None and divmod(one.new, 24) == (2, 19)
    by_day = replace(loud, busy_weekday=4, busy_weekday_bp=3_000)
    assert (one := told(by_day, "opening")) is not None and divmod(one.new, 24) == (4, 19)
    assert told(replace(loud, opened_at_hour=2 * 24 + 20), "opening") is None
    assert told(replace(loud, busy_hour=2), "opening") is None, "nobody is to open a PO at night"


def test_time_to_pay_follows_those_who_pay() -> None:
    many = Facts(placed=100, payers=70, expired=30, pay_hours=24, slow_hours=22)
    assert (one := told(many, "pay_hours")) is not None and (one.new, one.why) == (48, "too_short")
    assert (one := told(replace(many, slow_hours=3), "pay_hours")) is not None and one.new == 6
    assert told(replace(many, expired=5), "pay_hours") is None


def test_a_thin_margin_asks_for_a_price() -> None:
    row = PriceFacts(7, "Kaos", 95_000, 80, 60_000, 78_000)
    thin = Facts(margin_bp=1_600, planned_bp=3_600, prices=(row,))
    one = told(thin, "price:")
    assert one is not None and one.setting == "price:7" and one.new == 123_500
    assert told(replace(thin, margin_bp=3_500), "price:") is None


def test_it_is_surer_the_more_was_counted_and_the_less_it_spreads() -> None:
    order = {name: place for place, name in enumerate(reversed(SURENESS))}
    sure = [order[by_count(of)] for of in range(0, 700, 10)]
    assert sure == sorted(sure) and set(sure) == {0, 1, 2}
    assert (
        by_history([4, 5, 4]) == "strong" and by_history([1, 9, 30]) == "fair" and by_history([4]) == "weak"
    )
    assert high([1, 2, 3, 4, 50]) == 4


def test_the_next_po_says_what_became_of_it() -> None:
    applied: dict[str, list[object]] = {
        "produce_days": [21, 25, "fair"], "pay_hours": [24, 48, "weak"], "cap": [50, 70, "weak"],
    }  # fmt: skip
    before = {"late_made": 4, "expired": 2_000, "pieces": 50}
    after = {"late_made": -1, "expired": 2_500, "pieces": None}
    verdicts = {one.applied.setting: one.verdict for one in outcomes(applied, before, after)}
    assert verdicts == {"produce_days": "helped", "pay_hours": "worse", "cap": "unknown"}

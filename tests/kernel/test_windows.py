"""Token buckets and the pace of strangers' posts."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.pace import (
    CHEAP,
    DEAR,
    ORDERING_SECONDS,
    ORDERING_WRONG,
    ORDERS_OF_A_PHONE,
    Pace,
    TooManyTries,
    cost,
    known_phone,
)
from bukapo.kernel.windows import Buckets


def test_a_bucket_gives_what_it_holds_and_fills_up_steadily() -> None:
    buckets = Buckets(most=10, seconds=100)
    assert [buckets.take("a", 4, 0) for _ in range(3)] == [True, True, False]
    assert buckets.left("a", 0) == 2 and buckets.take("b", 10, 0)
    assert buckets.wait("a", 4, 0) == 20 and not buckets.take("a", 4, 19) and buckets.take("a", 4, 20)
    assert buckets.left("a", 10_000) == 10


def test_what_has_happened_already_is_charged_down_to_nothing() -> None:
    buckets = Buckets(most=10, seconds=100)
    buckets.charge("a", 50, 0)
    assert buckets.left("a", 0) == 0 and buckets.left("a", 50) == 5


def test_memory_is_bounded_by_forgetting_who_was_quiet_longest() -> None:
    buckets = Buckets(most=1, seconds=100, kept=3)
    for who in ("a", "b", "a", "c", "d"):
        buckets.charge(who, 1, 0)
    assert len(buckets) == 3
    assert [buckets.left(who, 0) for who in "abcd"] == [0, 1, 0, 0]


def test_a_clock_that_was_set_back_gives_nothing_and_takes_nothing() -> None:
    buckets = Buckets(most=10, seconds=100)
    buckets.charge("a", 5, 1_000)
    assert buckets.left("a", 10) == 5


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 12)), max_size=60))
def test_nobody_ever_gets_more_than_the_burst_and_the_flow(takes: list[tuple[float, float]]) -> None:
    buckets, now, taken = Buckets(most=10, seconds=100), 0.0, 0.0
    for wait, tokens in takes:
        now += wait
        taken += tokens if buckets.take("a", tokens, now) else 0
        assert taken <= 10 + now / 10 + 1e-6


def test_threads_share_a_bucket_exactly() -> None:
    buckets, got = Buckets(most=1_000, seconds=1e9), []
    threads = [
        threading.Thread(target=lambda: got.append(sum(buckets.take("a", 1, 0) for _ in range(500))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(got) == 1_000


def post(pace: Pace, status: int, *, address: str = "10.0.0.1", now: float = 0, phone: str = "") -> None:
    pace.enter(address, now, phone=phone)
    pace.answered(address, status, now, phone=phone)


def test_a_whole_campus_behind_one_address_may_order_in_a_minute() -> None:
    pace = Pace(wrong=ORDERING_WRONG, seconds=ORDERING_SECONDS)
    for student in range(5_000):
        at, number = student / 100, f"0812{student:08d}"
        if student % 6 == 0:
            post(pace, 422, now=at)  # one in six forgets something first
        post(pace, 200, now=at)  # the check page
        post(pace, 303 if student % 3 else 409, now=at, phone=number)


def test_a_script_that_hammers_nonsense_is_stopped_soon_and_others_are_not() -> None:
    pace = Pace(wrong=600, seconds=300)
    with pytest.raises(TooManyTries) as refused:
        for _ in range(700):
            post(pace, 422)
    assert refused.value.http_status == 429 and 0 < refused.value.seconds <= 10
    post(pace, 303, address="10.0.0.2")
    post(pace, 303, now=refused.value.seconds)


def test_even_good_posts_have_a_ceiling() -> None:
    pace = Pace(wrong=10, seconds=300)
    with pytest.raises(TooManyTries):
        for _ in range(201):
            post(pace, 303)


def test_one_phone_cannot_order_without_end_however_it_is_written_and_wherever_from() -> None:
    pace = Pace(wrong=600, seconds=300)
    with pytest.raises(TooManyTries):
        for n in range(ORDERS_OF_A_PHONE + 1):
            spelling = ("0812-3456-7890", "+62 812 3456 7890", "6281234567890")[n % 3]
            post(pace, 303, address=f"10.0.0.{n}", phone=spelling)
    post(pace, 303, phone="0812-3456-7891")


def test_our_own_failures_and_unreadable_phones_count_for_nobody() -> None:
    pace = Pace(wrong=1, seconds=300)
    for _ in range(200):
        post(pace, 503, phone="0812-3456-7890")
    post(pace, 303, phone="bukan nomor")
    assert known_phone("bukan nomor") == "" and len(pace.phones) == 0


def test_what_an_answer_costs() -> None:
    assert [cost(s) for s in (200, 303, 409, 422, 400, 503, 429)] == [CHEAP, CHEAP, CHEAP, DEAR, DEAR, 0, 0]

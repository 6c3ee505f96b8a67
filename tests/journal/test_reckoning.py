"""The database's time, carried on by a steady clock."""

from datetime import UTC, datetime, timedelta

import pytest

from bukapo.journal import clock
from bukapo.journal.reckoning import Reckoning
from tests.faces.storefront.memory.reader import Steady

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db]


def seconds(moment: datetime) -> float:
    return (moment - AT).total_seconds()


def test_before_anything_was_heard_it_is_the_nodes_own_clock() -> None:
    assert abs(Reckoning().now() - clock.now()) < timedelta(seconds=1)


def test_it_goes_on_from_what_was_heard_whatever_the_nodes_clock_says() -> None:
    steady = Steady(100)
    reckoning = Reckoning(steady)
    reckoning.hear(AT, 99.9, 100.1)
    steady.pass_by(7)
    assert seconds(reckoning.now()) == pytest.approx(7)


def test_the_quickest_answer_counts_until_it_is_old() -> None:
    steady = Steady(100)
    reckoning = Reckoning(steady)
    reckoning.hear(AT, 100, 100)
    reckoning.hear(
        AT + timedelta(seconds=3), 100, 102
    )  # slow: who knows when in these two seconds it was said
    assert seconds(reckoning.now()) == pytest.approx(0)
    steady.pass_by(40)
    reckoning.hear(AT + timedelta(seconds=42), 140, 140.2)
    assert seconds(reckoning.now()) == pytest.approx(41.9)


def test_a_told_time_is_told_here_too() -> None:
    reckoning = Reckoning(Steady())
    reckoning.hear(AT, 0, 0)
    with clock.told(AT + timedelta(days=3)):
        assert seconds(reckoning.now()) == 3 * 24 * 3600

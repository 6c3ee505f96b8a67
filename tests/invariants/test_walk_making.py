"""Invariant 8 holds whatever is closed, amended, traded, handed over and sewn, and in whatever order."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.invariants.far import examples
from tests.invariants.making import Making

BOUNDED = settings(
    max_examples=examples(10),
    stateful_step_count=24,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.mark.django_db
@pytest.mark.timeout(600)  # a crowded machine and a database over a socket
def test_ordered_is_produced_short_and_cancelled_after_every_step() -> None:
    run_state_machine_as_test(Making, settings=BOUNDED)

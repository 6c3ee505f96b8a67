"""Money adds up after whatever people do with it: charges, odd payments, refunds, credit, goodwill, more time."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.invariants.far import examples
from tests.invariants.money import Money

BOUNDED = settings(
    max_examples=examples(10),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
"""About 300 steps, each with the audit of money: half a minute on one core."""


@pytest.mark.django_db
@pytest.mark.timeout(600)  # a crowded machine and a database over a socket
def test_every_rupiah_is_explained_after_every_step() -> None:
    run_state_machine_as_test(Money, settings=BOUNDED)

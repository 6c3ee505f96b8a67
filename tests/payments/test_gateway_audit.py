"""What was altered behind the house's back at the gateways is named by the audit."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from bukapo.audit import audit
from tests.contracts.payments.gateways import CONTRACTS
from tests.contracts.payments.till import Till
from tests.world import NOON, make_world

pytestmark = pytest.mark.django_db

ALTERATIONS = {
    "a paid attempt's sum": ("attempt", "UPDATE payments_attempt SET received = received + 1"),
    "a paid attempt's state": ("attempt", "UPDATE payments_attempt SET state = 'expired'"),
    "a payment's attempt": ("attempt", "UPDATE payments_payment SET attempt_id = NULL"),
    "a payment's sum": ("attempt", "UPDATE payments_payment SET amount = amount - 1"),
    "a notice's reference": ("notice", "UPDATE payments_notice SET reference = 'PO-LAIN-1'"),
    "a notice's state": ("state", "UPDATE payments_notice SET state = 'ignored'"),
    "a gateway's history": ("event", "UPDATE payments_gatewayaccount SET version = version + 1"),
}


@pytest.fixture
def till(settings: Any) -> Iterator[Till]:
    contract = CONTRACTS["midtrans"]
    with contract.emulator().running() as emulator:
        settings.GATEWAY_URLS = {"midtrans": emulator.url}
        till = Till.open(make_world(at=NOON, pay_mode="deposit"), contract, emulator)
        attempt = till.begin()
        emulator.pay(attempt.reference)
        emulator.release()
        till.work(after=timedelta(seconds=1))
        yield till


def test_nothing_is_named_where_nothing_was_altered(till: Till) -> None:
    assert till.sound()


@pytest.mark.parametrize("what", ALTERATIONS)
def test_names_an_alteration_of(till: Till, what: str) -> None:
    rule, statement = ALTERATIONS[what]
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0
    assert rule in {breach.rule for _, found in audit() for breach in found}

"""One emulator per test, and a store that uses it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contracts.payments.gateways import CONTRACTS, Contract
from tests.contracts.payments.till import Till
from tests.emulators.server import Emulator
from tests.world import NOON, make_world


@pytest.fixture(params=CONTRACTS)
def contract(request: Any) -> Contract:
    return CONTRACTS[request.param]


@pytest.fixture
def emulator(contract: Contract) -> Iterator[Emulator]:
    with contract.emulator().running() as running:
        yield running


@pytest.fixture
def till(contract: Contract, emulator: Emulator, db: None, settings: Any) -> Till:
    """A store with this gateway and one order that waits for its deposit."""
    settings.GATEWAY_URLS = {contract.adapter.name: emulator.url}
    return Till.open(make_world(at=NOON, pay_mode="deposit"), contract, emulator)

"""One emulator (or the fake's depot) per test."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contracts.couriers.services import CONTRACTS, Contract, EmulatedSide, FakeSide


@pytest.fixture(params=CONTRACTS)
def contract(request: Any) -> Contract:
    return CONTRACTS[request.param]


@pytest.fixture
def side(contract: Contract) -> Iterator[Any]:
    if contract.emulator is None:
        yield FakeSide()
        return
    with contract.emulator(notify="http://testserver/hooks/").running() as running:
        yield EmulatedSide(running)

"""One server for all, a fresh emulator (or the fake's depot) on it for each test."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contracts.couriers.dispatch import Dispatch
from tests.contracts.couriers.services import CONTRACTS, Contract, EmulatedSide, FakeSide
from tests.emulators.server import Stage
from tests.world import NOON, make_world


@pytest.fixture(params=CONTRACTS)
def contract(request: Any) -> Contract:
    return CONTRACTS[request.param]


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    with Stage().open() as opened:
        yield opened


@pytest.fixture
def side(contract: Contract, stage: Stage) -> Any:
    if contract.emulator is None:
        return FakeSide()
    return EmulatedSide(stage.show(contract.emulator(notify="http://testserver/hooks/")))


@pytest.fixture
def dispatch(contract: Contract, side: Any, db: None, settings: Any) -> Dispatch:
    """A store with this service and one order that is paid and waits to be sent."""
    settings.GATEWAY_URLS = {contract.adapter.name: side.url}
    named = f"{contract.adapter.__module__}.{contract.adapter.__qualname__}"
    settings.BUKAPO_COURIERS = {contract.adapter.name: named}
    return Dispatch.open(make_world(at=NOON, pay_mode="full"), contract, side)

from collections.abc import Iterator

import pytest

from bukapo.journal import clock
from tests.world import NOON, World, make_world


@pytest.fixture
def noon() -> Iterator[None]:
    """It is 22 November 2026, 12.00 WIB."""
    with clock.told(NOON):
        yield


@pytest.fixture
def world(noon: None) -> World:
    return make_world(at=NOON)

import pytest
from django.core.cache import cache

from tests.faces.api.program import Program
from tests.world import make_world


@pytest.fixture(autouse=True)
def no_earlier_tries() -> None:
    cache.clear()


@pytest.fixture
def program(db: None) -> Program:
    return Program(make_world())

"""Real server processes. One prepared machine is shared by all tests that only look; who kills takes a fresh one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers.machine import Machine
from tests.servers.two_doors import TwoDoors, open_both


@pytest.fixture
def new_machine(tmp_path: Path) -> Iterator[Callable[[], Machine]]:
    """A machine with its tables made; its server is not started."""
    made: list[Machine] = []

    def make() -> Machine:
        machine = Machine(tmp_path / f"machine-{len(made)}")
        made.append(machine)
        machine.prepare()
        return machine

    yield make
    for machine in made:
        machine.close()


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine that serves. Tests share it: each opens a shop of its own, once, for as long as the machine lives (a
    module's tests need not run in a row)."""
    shared = Machine(tmp_path_factory.mktemp("machine"))
    try:
        shared.prepare()
        shared.start()
        yield shared
    finally:
        shared.close()


@pytest.fixture(scope="session")
def two_doors(machine: Machine) -> TwoDoors:
    """The machine that serves, with its thin door open too."""
    return open_both(machine)

"""A store with a number at the emulated Cloud API, whose notices come in by the real hook."""

from collections.abc import Iterator
from typing import Any

import pytest

from bukapo.messaging.sending.due import PACE
from tests.contracts.channels.desk import Desk
from tests.emulators.whatsapp import WhatsAppEmulator
from tests.world import NOON, make_world


@pytest.fixture
def emulator(settings: Any) -> Iterator[WhatsAppEmulator]:
    PACE.forget()
    emulator = WhatsAppEmulator(limits=False)
    with emulator.running():
        settings.WHATSAPP_URL = emulator.url
        yield emulator
    PACE.forget()


@pytest.fixture
def desk(emulator: WhatsAppEmulator, db: None) -> Desk:
    return Desk.open(make_world(at=NOON), emulator)

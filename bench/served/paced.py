"""A channel that takes 80 letters a second (as the WhatsApp Cloud API does) and lets whoever is faster wait."""

import threading
import time
from collections.abc import Sequence
from typing import ClassVar

from bukapo.messaging.port import Letter, Outcome, Sent


class Paced:
    born: ClassVar[str] = "queued"
    a_second: ClassVar[int] = 80
    at_once: ClassVar[int] = 16
    apart: ClassVar[int] = 0
    _free_at: ClassVar[float] = 0.0
    _lock: ClassVar[threading.Lock] = threading.Lock()

    def send(self, letter: Letter) -> Outcome:
        with self._lock:
            mine = max(Paced._free_at, time.monotonic())
            Paced._free_at = mine + 1 / self.a_second
        time.sleep(max(0.0, mine - time.monotonic()))
        return Sent(reference=letter.key)

    def link(self, letter: Letter) -> str:
        return ""

    def troubles(self, letter: Letter) -> Sequence[str]:
        return []

"""WhatsApp as it is, but for files in the data folder that make it stop just before or just after the request.

So a worker can be killed between claiming a message and asking, or between the answer and writing it down. Named by
BUKAPO_CHANNELS in the worker of a test.
"""

import os
import time
from pathlib import Path

from bukapo.messaging.port import Letter, Outcome
from bukapo.providers.channels.wacloud import WaCloud

LONG = 60.0


class Slow(WaCloud):
    def send(self, letter: Letter) -> Outcome:
        _stop_here("before", letter)
        outcome = super().send(letter)
        _stop_here("after", letter)
        return outcome


def _stop_here(where: str, letter: Letter) -> None:
    folder = Path(os.environ["BUKAPO_DATA"])
    if (folder / f"stop-{where}").exists():
        (folder / f"stopped-{where}-{letter.key.replace(':', '-')}").touch()
        time.sleep(LONG)

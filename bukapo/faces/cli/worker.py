"""The worker's loop: run what the outbox holds, ask each room what time has made due, rest a little, again.

Several workers may run at once; the database decides who does what. Nothing that a deed raises ends the loop.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils.module_loading import import_string

from bukapo.journal import clock, outbox

PAUSE = 0.5
"""Seconds between two rounds that found nothing to do."""
LONGEST_REST = 60.0
"""Seconds; a deed that keeps failing is asked ever more rarely, but never less than this."""

log = structlog.get_logger("bukapo.worker")


class Missing(Exception):
    """A name in the list of what is due leads to no function."""


@dataclass
class Deed:
    """Something to ask every round: `(at) -> how many things were done`."""

    name: str
    do: Callable[[datetime], int]
    failures: int = 0
    rest_until: float = 0.0  # on time.monotonic()


class Worker:
    """`run()` returns when `stop()` was called, after the job under way; `due` are dotted names. Raises Missing.

    What stands in `beside` waits for somebody else's server: each lane of it is asked in a thread of its own while
    `run()` runs, so that nothing else waits with it.
    """

    def __init__(
        self, *, due: Iterable[str], beside: Mapping[str, Iterable[str]] | None = None, pause: float = PAUSE
    ) -> None:
        self.pause = pause
        self._stop = threading.Event()
        self.deeds = [Deed("outbox", self._run_outbox), *(Deed(name, _find(name)) for name in due)]
        self.beside = [[Deed(name, _find(name)) for name in lane] for lane in (beside or {}).values()]

    def stop(self, *_signal: object) -> None:
        """Fit for `signal.signal`."""
        self._stop.set()

    def run(self) -> None:
        log.info("worker started", deeds=len(self.deeds), lanes=len(self.beside))
        lanes = [
            threading.Thread(target=self._keep_asking, args=(deeds,), daemon=True) for deeds in self.beside
        ]
        for lane in lanes:
            lane.start()
        while not self._stop.is_set():
            close_old_connections()  # one that broke is thrown away and made anew
            if not self.round():
                self._stop.wait(self.pause)
        close_old_connections()
        for lane in lanes:
            lane.join()
        log.info("worker stopped")

    def _keep_asking(self, deeds: list[Deed]) -> None:
        while not self._stop.is_set():
            close_old_connections()
            if not self._round(deeds):
                self._stop.wait(self.pause)
        connection.close()

    def round(self) -> int:
        """Ask every deed once, but those beside; returns how much was done."""
        return self._round(self.deeds)

    def _round(self, deeds: list[Deed]) -> int:
        done = {}
        for deed in deeds:
            if self._stop.is_set():
                break
            if count := self._ask(deed):
                done[deed.name] = count
        if done:
            log.info("worked", **{name.rpartition(".")[2]: count for name, count in done.items()})
        return sum(done.values())

    def _ask(self, deed: Deed) -> int:
        if time.monotonic() < deed.rest_until:
            return 0
        try:
            count = deed.do(clock.now())
        except Exception as error:
            self._failed(deed, error)
            return 0
        deed.failures = 0
        return count or 0

    def _failed(self, deed: Deed, error: Exception) -> None:
        rest = min(LONGEST_REST, self.pause * 2**deed.failures)
        deed.failures, deed.rest_until = deed.failures + 1, time.monotonic() + rest
        if isinstance(error, OperationalError | InterfaceError):
            # What a restart of the database looks like: no mistake of ours, so no traceback.
            log.warning("the database did not answer", deed=deed.name, error=str(error).strip(), rest=rest)
        else:
            log.error("a deed failed", deed=deed.name, failures=deed.failures, rest=rest, exc_info=error)

    def _run_outbox(self, at: datetime) -> int:
        return outbox.run_due(at=at, stopping=self._stop.is_set)


def _find(name: str) -> Callable[[datetime], int]:
    try:
        found = import_string(name)
    except ImportError as error:
        raise Missing(f"{name}: {error}") from error
    if not callable(found):
        raise Missing(f"{name} is no function")
    return found

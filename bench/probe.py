"""A visitor who keeps looking at the PO's page while the orders come in."""

import math
import threading
import time
from http.client import HTTPConnection, HTTPException
from types import TracebackType

PER_SECOND = 40


class Probe:
    """GETs `path` 40 times a second over a connection of its own while the block lasts; then `p99_ms`.

    The first answer is not counted: each window has a PO of its own, whose page nobody has seen before.
    """

    def __init__(self, port: int, path: str) -> None:
        self.port, self.path = port, path
        self.took: list[float] = []
        self.failed = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Probe":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(timeout=30)

    @property
    def p99_ms(self) -> float | None:
        """None when no page came at all."""
        ordered = sorted(self.took)
        if not ordered:
            return None
        return round(ordered[math.ceil(len(ordered) * 0.99) - 1] * 1000, 1)

    def _look(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        due = time.perf_counter()
        seen = False
        while not self._ended.is_set():
            began = time.perf_counter()
            try:
                connection.request("GET", self.path, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                answer.read()
                self.failed += answer.status != 200
                if seen:
                    self.took.append(time.perf_counter() - began)
                seen = True
            except (OSError, HTTPException):
                self.failed += 1
                connection.close()
            due = max(due + 1 / PER_SECOND, time.perf_counter() - 1)
            self._ended.wait(max(0.0, due - time.perf_counter()))
        connection.close()

"""The one line that every answered request leaves, whether Django answered it or a door in front of it."""

import time
import uuid

import structlog

log = structlog.get_logger("bukapo.request")
SHOWN_AT = "bukapo.shown_at"
"""In the environ of a page that nobody asked for, made to be remembered: the instant that it is made for."""


def new_request_id() -> str:
    """Sixteen hexadecimal digits that no other request has."""
    return uuid.uuid4().hex[:16]


def request_line(*, began: float, method: str, path: str, status: int, **more: object) -> None:
    """Write the line. `began` is a reading of `time.perf_counter()`."""
    took = round((time.perf_counter() - began) * 1000)
    log.info("request", method=method, path=path, status=status, ms=took, **more)

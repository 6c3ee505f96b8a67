"""The database's time without asking for it: heard along with another answer, carried on by a steady clock.

A page is judged open or closed many times between two questions, and a node's own clock may be wrong by seconds or
be set meanwhile. The steady clock is neither, so only the way there and back makes this time inexact.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from bukapo.journal import clock

RENEWED_AFTER = 30.0
"""Seconds after which even a slower answer counts: two steady clocks drift apart too."""


@dataclass(frozen=True)
class _Heard:
    moment: datetime
    steady: float
    took: float


class Reckoning:
    """Thread-safe: what was heard is replaced as a whole."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._heard: _Heard | None = None

    def hear(self, moment: datetime, asked: float, answered: float) -> None:
        """The database said `moment` between two readings of the steady clock (seconds). The quickest answer counts."""
        known, took = self._heard, answered - asked
        if known is None or took <= known.took or answered - known.steady > RENEWED_AFTER:
            self._heard = _Heard(moment, asked + took / 2, took)

    def now(self) -> datetime:
        """The database's time, UTC; before anything was heard, and on SQLite, this node's clock."""
        heard = self._heard
        if heard is None or clock.is_told() or connection.vendor == "sqlite":
            return clock.now()
        return heard.moment + timedelta(seconds=self._steady() - heard.steady)


reckoning = Reckoning()
"""This process's own."""

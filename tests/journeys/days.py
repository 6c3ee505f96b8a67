"""The day it is on a journey that lasts for weeks: told to every thread of the test, the server's among them."""

from datetime import UTC, datetime

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
"""23 November 2026, 10.00 WIB."""


class Calendar:
    """Stands where the clock keeps the time that is told (the clock's own is for one thread)."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def get(self) -> datetime:
        return self.at

"""The one clock of the house. Read it in faces and in the worker; everything below takes `at`.

`database_now` is the judge of opening and closing: with many web nodes only the database has one time.
`told` lets the demo and the tests live through weeks in seconds; both functions then tell that time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.db import connection

_told: ContextVar[datetime | None] = ContextVar("bukapo_told_time", default=None)


def now() -> datetime:
    """This moment, UTC."""
    return _told.get() or datetime.now(UTC)


def told_time() -> datetime | None:
    """The time that is told (`told`), None while the real one counts."""
    return _told.get()


def database_now() -> datetime:
    """The database's time of this statement, UTC. Ask after the lock is held, never before."""
    if told := _told.get():
        return told
    if connection.vendor == "sqlite":
        # SQLite lives in this process: its clock is this clock, read at this instant.
        return datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(UTC)


def is_told() -> bool:
    """True within a `told` block."""
    return _told.get() is not None


@contextmanager
def told(at: datetime) -> Iterator[None]:
    """Within the block it is `at`. For the demo's history and for tests only; no face calls it."""
    token = _told.set(at)
    try:
        yield
    finally:
        _told.reset(token)

"""Is the database away? Once that is known, nobody waits for it: the threads stay free for what needs no database."""

import threading
import time
from collections.abc import Callable

import psycopg
import structlog
from django.db import connection

log = structlog.get_logger("bukapo.outage")
ASKED_EVERY = 0.25
"""Seconds between two attempts to reach a database that is away."""
FAMILIES = {"django", "psycopg", "psycopg_pool", "sqlite3"}
AWAY = {"OperationalError", "InterfaceError"}
FULL = ("too many clients", "too many connections", "connection slots")
READ_ONLY = "25006"
"""A standby answers so while another server takes over."""
SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_PROTOCOL = 5, 6, 10, 13, 14, 15
SQLITE_AWAY = {SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_PROTOCOL}


def is_away(error: BaseException | None) -> bool:
    """True when the database cannot do it now, whatever was asked: away, overrun, locked for too long.

    A missing table is an OperationalError of SQLite too, and stays a mistake of ours.
    """
    if error is None:
        return False
    names = {each.__name__ for each in type(error).__mro__ if each.__module__.split(".")[0] in FAMILIES}
    cause = error.__cause__ or error
    if getattr(cause, "sqlstate", None) == READ_ONLY:
        return True
    code = getattr(cause, "sqlite_errorcode", None)
    return bool(names & AWAY) and (code is None or code & 0xFF in SQLITE_AWAY)


def reach() -> None:
    """Connect past the pool; raises what the driver raises. SQLite lives in this process and is never far."""
    if connection.vendor == "sqlite":
        return
    try:
        psycopg.connect(**connection.get_connection_params()).close()
    except psycopg.OperationalError as error:
        # A server that is full answers those who are connected: no reason to turn everybody away.
        if not any(words in str(error) for words in FULL):
            raise


class Outage:
    """Known of once an attempt to connect has failed, over as soon as one succeeds. Only meanwhile a thread tries."""

    def __init__(self, reach: Callable[[], None], every: float = ASKED_EVERY) -> None:
        self.known = False
        self._reach, self._every = reach, every
        self._asking = threading.Lock()

    def suspect(self) -> None:
        """Somebody met an error: find out. Answers at once."""
        if self._asking.acquire(blocking=False):
            threading.Thread(target=self._watch, name="database-watch", daemon=True).start()

    def _watch(self) -> None:
        try:
            while not self._reached():
                self.known = True
                time.sleep(self._every)
        finally:
            self.known = False
            self._asking.release()

    def _reached(self) -> bool:
        try:
            self._reach()
        except Exception as error:
            if not self.known:
                log.warning("database away", error=type(error).__name__)
            return False
        if self.known:
            log.warning("database back")
        return True


outage = Outage(reach)
"""This process's own."""

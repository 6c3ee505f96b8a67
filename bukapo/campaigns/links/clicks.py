"""Counting who follows a link, without a row per visit and without standing in the way of orders.

Visits are added up in this process and written every few seconds; one that dies takes the last seconds' count along.
"""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import close_old_connections, transaction
from django.db.models import F

from bukapo.campaigns.models import LinkDay, ShortLink

Job = Callable[[], None]
WAIT = 2.0
"""Seconds between two writings."""
WHY = "the tally of this process, for links of every store"

_Key = tuple[int, int, date]


def soon(job: Job) -> None:
    """In a thread of its own, WAIT seconds from now."""
    timer = threading.Timer(WAIT, _apart, [job])
    timer.daemon = True
    timer.start()


def at_once(job: Job) -> None:
    """Now: for tests, which count on what they just did."""
    job()


def _apart(job: Job) -> None:
    close_old_connections()
    try:
        job()
    finally:
        close_old_connections()


class Tally:
    """Visits not yet written. Safe for many threads; `later` decides when they are."""

    def __init__(self, later: Callable[[Job], None] = soon) -> None:
        self._later = later
        self._lock = threading.Lock()
        self._people: Counter[_Key] = Counter()
        self._machines: Counter[_Key] = Counter()

    def add(self, link: ShortLink, at: datetime, *, machine: bool) -> None:
        """One visit of a link (with its `store`) at `at`."""
        key = (link.store_id, link.pk, at.astimezone(ZoneInfo(link.store.zone)).date())
        with self._lock:
            first = not self._people and not self._machines
            (self._machines if machine else self._people)[key] += 1
        if first:
            self._later(self.write)

    def write(self) -> None:
        """Add up what came since the last time. What can't be written is kept for the next time."""
        with self._lock:
            people, self._people = self._people, Counter()
            machines, self._machines = self._machines, Counter()
        try:
            with transaction.atomic():
                for key in sorted({*people, *machines}):
                    _written(key, people[key], machines[key])
        except Exception:
            with self._lock:
                self._people.update(people)
                self._machines.update(machines)
            raise


def _written(key: _Key, people: int, machines: int) -> None:
    store_id, link_id, day = key
    rows = LinkDay.objects.of(store_id).filter(link_id=link_id, day=day)
    more = {"people": F("people") + people, "machines": F("machines") + machines}
    if not rows.update(**more):
        LinkDay.objects.bulk_create(
            [LinkDay(store_id=store_id, link_id=link_id, day=day)], ignore_conflicts=True
        )
        rows.update(**more)

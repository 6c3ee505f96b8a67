"""Which page is shown: true, or on its way to be; one thread at a time looks and rebuilds, the others are served."""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from bukapo.faces.storefront.memory.look import Seen
from bukapo.faces.storefront.memory.page import Page, span_at

Key = tuple[str, str]
V = TypeVar("V", bound=Hashable)

MOST = 64
"""POs in memory."""
LOOKED_EVERY = 0.25
"""Seconds a look counts."""
SETTLES = 1.0
"""Seconds for which a page may count pieces wrongly, as long as everything that can be ordered is right: at a drop the
numbers change with every look, and each new page costs as much as many orders."""
MOMENT = 1.0
"""Seconds for which a page may be shown unverified while another thread is looking."""
PATIENCE = 3.0
"""Seconds to wait for that thread when the page is older."""
OLDEST = 30.0
"""Seconds after which a page is made anew though its version is the same: reviews are in no version."""
OUTLIVES = 300.0
"""Seconds for which readers are served while the database does not answer."""
RESTS = 1.0
"""Seconds until a database that did not answer is asked again."""
FORESIGHT = timedelta(minutes=10)
"""A change of phase so near is prepared, so that it is shown even when the database is away at that instant."""
FORESEEN_EVERY = 5.0


class Away(Exception):
    """The database does not answer."""


@dataclass
class Entry:
    """All pages of one PO, by variant. Changed by the thread that holds `flight` only."""

    flight: threading.Lock = field(default_factory=threading.Lock)
    pages: dict[Hashable, Page] = field(default_factory=dict)
    coming: dict[Hashable, Page] = field(default_factory=dict)
    version: str = ""
    numbers: str = ""
    flips: tuple[datetime, ...] = ()
    looked: float = float("-inf")
    rests_until: float = float("-inf")
    used: float = 0.0

    def fit(self, variant: Hashable, at: datetime) -> Page | None:
        """A page that is right for this instant, however old."""
        for page in (self.pages.get(variant), self.coming.get(variant)):
            if page is not None and page.fits(at):
                return page
        return None

    def is_true(self, page: Page, steady: float, at: datetime) -> bool:
        return (
            self.says_it(page, steady)
            and steady - self.looked < LOOKED_EVERY
            and page.since <= at < page.until
            and steady - page.made < OLDEST
        )

    def says_it(self, page: Page, steady: float) -> bool:
        """What was last seen, or as good as."""
        same = page.version == self.version
        return same and (page.numbers == self.numbers or steady - page.made < SETTLES)

    def saw(self, seen: Seen, steady: float) -> None:
        self.version, self.numbers, self.flips, self.looked = seen.version, seen.numbers, seen.flips, steady
        for page in self.pages.values():
            if page.version == seen.version:
                page.verified = steady


class Shelf:
    """`look(key)` tells what is true now (None: no such PO), `make(key, variant, at)` renders; both may raise Away.

    `now` is the database's time, `steady` counts seconds. A page is (body, headers, etag) as `make` gives it. `later`
    runs a look while the page that there is is shown: nobody waits for a page that differs in a number.
    """

    def __init__(
        self,
        *,
        look: Callable[[Key], Seen | None],
        make: Callable[
            [Key, Hashable, datetime], "tuple[tuple[bytes, ...], list[tuple[str, str]], str] | None"
        ],
        now: Callable[[], datetime],
        steady: Callable[[], float] = time.monotonic,
        later: Callable[[Callable[[], object]], object] = lambda job: job(),
        most: int = MOST,
    ) -> None:
        self._later = later
        self._look, self._make, self._now, self._steady, self._most = look, make, now, steady, most
        self._entries: dict[Key, Entry] = {}
        self._new: dict[Key, Entry] = {}
        self._lock = threading.Lock()

    def __contains__(self, key: Key) -> bool:
        return key in self._entries

    def __len__(self) -> int:
        return len(self._entries)

    def clear(self) -> None:
        """Forget every page."""
        with self._lock:
            self._entries.clear()
            self._new.clear()

    def page(self, key: Key, variant: Hashable) -> tuple[Page, datetime] | None:
        """The page to show and the instant it is shown at; None when the usual way must answer."""
        entry = self._entries.get(key)
        if entry is not None:
            page = entry.pages.get(variant)
            if page is not None:
                steady, at = self._steady(), self._now()
                if entry.is_true(page, steady, at):
                    entry.used = steady
                    return page, at
        return self._renewed(key, variant)

    def _renewed(self, key: Key, variant: Hashable) -> tuple[Page, datetime] | None:
        with self._lock:
            entry = self._entries.get(key) or self._new.setdefault(key, Entry())
        if self._served_meanwhile(entry, variant):
            if entry.flight.acquire(blocking=False):
                self._later(partial(self._flown, key, entry, variant))
            return self._whatever(entry, variant) if key in self._entries else None
        if not entry.flight.acquire(timeout=PATIENCE):
            return self._whatever(entry, variant)
        return self._flown(key, entry, variant)

    def _flown(self, key: Key, entry: Entry, variant: Hashable) -> tuple[Page, datetime] | None:
        """The caller has taken `flight`; it is given back here."""
        try:
            return self._fly(key, entry, variant)
        except Away:
            entry.rests_until = self._steady() + RESTS
            return self._whatever(entry, variant)
        finally:
            entry.flight.release()
            with self._lock:
                self._new.pop(key, None)

    def _served_meanwhile(self, entry: Entry, variant: Hashable) -> bool:
        page = entry.fit(variant, self._now())
        steady = self._steady()
        away = entry.rests_until > entry.looked
        return page is not None and steady - page.verified < (OUTLIVES if away else MOMENT)

    def _whatever(self, entry: Entry, variant: Hashable) -> tuple[Page, datetime] | None:
        at = self._now()
        page = entry.fit(variant, at)
        return (page, at) if page and self._steady() - page.verified < OUTLIVES else None

    def _fly(self, key: Key, entry: Entry, variant: Hashable) -> tuple[Page, datetime] | None:
        """Look, if nobody has just looked, and make what is missing. The caller holds `flight`."""
        began = self._steady()
        if began < entry.rests_until:
            return self._whatever(entry, variant)
        if began - entry.looked >= LOOKED_EVERY:
            seen = self._look(key)
            if seen is None:
                self._forget(key)
                return None
            entry.saw(seen, began)
        at = self._now()
        page = entry.fit(variant, at)
        if page is None or not entry.says_it(page, began) or began - page.made >= OLDEST:
            page = self._made(key, entry, variant, at)
            if page is None:
                self._forget(key)
                return None
        entry.pages[variant], entry.used = page, began
        self._keep(key, entry)
        self._foresee(key, entry, variant, page, at)
        return page, at

    def _foresee(self, key: Key, entry: Entry, variant: Hashable, page: Page, at: datetime) -> None:
        if page.until - at > FORESIGHT:
            return
        coming = entry.coming.get(variant)
        if coming is None or coming.since != page.until or self._steady() - coming.made > FORESEEN_EVERY:
            made = self._made(key, entry, variant, page.until)
            if made is not None:
                entry.coming[variant] = made

    def _made(self, key: Key, entry: Entry, variant: Hashable, at: datetime) -> Page | None:
        began = self._steady()
        rendered = self._make(key, variant, at)
        if rendered is None:
            return None
        parts, headers, etag = rendered
        since, until = span_at(entry.flips, at)
        return Page(
            version=entry.version, numbers=entry.numbers, since=since, until=until, parts=parts,
            headers=headers, etag=etag, made=began, verified=entry.looked,
        )  # fmt: skip

    def _keep(self, key: Key, entry: Entry) -> None:
        with self._lock:
            self._entries[key] = entry
            while len(self._entries) > self._most:
                del self._entries[min(self._entries, key=lambda known: self._entries[known].used)]

    def _forget(self, key: Key) -> None:
        with self._lock:
            self._entries.pop(key, None)

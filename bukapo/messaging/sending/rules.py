"""When a letter is tried again, and how fast a channel may be fed. Pure."""

import threading
from collections.abc import Hashable
from datetime import timedelta

from bukapo.kernel.windows import Buckets

LEASE = timedelta(minutes=5)
"""Longer than a channel may take. Whoever held a letter so long is dead, and nobody knows what became of it."""
ATTEMPTS = 8
FIRST_WAIT, GROWTH = timedelta(seconds=30), 3
"""30 s, 90 s, … about nine hours before the last attempt."""
CHANNEL_REST = timedelta(seconds=30)
"""While a channel itself is down nobody else's letter is tried: each try would hold the others up."""
BURST = 8
"""Letters that may begin in the same instant."""
MOST_LANES, MOST_PAIRS = 5_000, 100_000

LOST = "lost"
"""Kept in `code` of a message whose worker died, or whose answer did."""


def wait_after(attempts: int) -> timedelta:
    """The pause after the `attempts`-th attempt failed."""
    return FIRST_WAIT * GROWTH ** (max(1, attempts) - 1)


class Pace:
    """How fast each lane (a channel, or one store's number) may begin, and one address after another.

    In the memory of one worker: several workers share a channel's rate only by what the channel itself says. Rates go
    by a clock of seconds (`now`), rests and pairs by the time that is told (`at`, seconds too).
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """As a new worker."""
        self._rates: dict[int, Buckets] = {}
        self._pairs: dict[int, Buckets] = {}
        self._rests: dict[Hashable, float] = {}

    def rests(self, at: float) -> frozenset[Hashable]:
        """Lanes whose channel was down a moment ago."""
        with self._lock:
            self._rests = {lane: until for lane, until in self._rests.items() if until > at}
            return frozenset(self._rests)

    def rest(self, lane: Hashable, until: float) -> None:
        with self._lock:
            self._rests[lane] = until

    def may_begin(self, lane: Hashable, a_second: int, now: float) -> int:
        """How many letters of the lane may begin now."""
        return int(self._rate(a_second).left(lane, now))

    def wait(self, lane: Hashable, a_second: int, now: float) -> float:
        """Seconds until the next one may begin."""
        return self._rate(a_second).wait(lane, 1, now)

    def begins(self, lane: Hashable, count: int, a_second: int, now: float) -> None:
        self._rate(a_second).charge(lane, count, now)

    def may_follow(self, lane: Hashable, address: str, apart: int, at: float) -> bool:
        """Whether this address may get another one; if so it is noted that it does."""
        if not apart:
            return True
        with self._lock:
            pairs = self._pairs.setdefault(apart, Buckets(most=1, seconds=apart, kept=MOST_PAIRS))
        return pairs.take((lane, address), 1, at)

    def _rate(self, a_second: int) -> Buckets:
        with self._lock:
            most = max(1, min(BURST, a_second))
            return self._rates.setdefault(
                a_second, Buckets(most=most, seconds=most / a_second, kept=MOST_LANES)
            )

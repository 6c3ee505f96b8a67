"""How much of something one may have in a while: token buckets, bounded in memory, safe for many threads. Pure."""

import threading
from collections import OrderedDict
from collections.abc import Hashable


class Buckets:
    """Everybody owns a bucket of `most` tokens that fills up again within `seconds`, steadily.

    So a burst of `most` is possible at once, and `most / seconds` a second for ever. `kept` buckets are remembered;
    the one untouched for the longest time is forgotten first, and is full again for its owner.
    """

    def __init__(self, *, most: float, seconds: float, kept: int = 20_000) -> None:
        self.most, self.seconds, self.kept = most, seconds, kept
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def left(self, who: Hashable, now: float) -> float:
        """Tokens in the bucket of `who`. `now`: seconds of any clock, always the same one."""
        with self._lock:
            return self._left(who, now)

    def take(self, who: Hashable, cost: float, now: float) -> bool:
        """Take `cost` tokens; False, and nothing taken, when there are fewer."""
        with self._lock:
            left = self._left(who, now)
            if left < cost:
                return False
            self._put(who, left - cost, now)
            return True

    def charge(self, who: Hashable, cost: float, now: float) -> None:
        """Take `cost` tokens for something that has happened already; the bucket is empty at worst."""
        with self._lock:
            self._put(who, max(0.0, self._left(who, now) - cost), now)

    def wait(self, who: Hashable, cost: float, now: float) -> float:
        """Seconds until `cost` tokens are there."""
        with self._lock:
            return max(0.0, (cost - self._left(who, now)) * self.seconds / self.most)

    def _left(self, who: Hashable, now: float) -> float:
        known = self._buckets.get(who)
        if known is None:
            return self.most
        tokens, at = known
        return min(self.most, tokens + max(0.0, now - at) * self.most / self.seconds)

    def _put(self, who: Hashable, tokens: float, now: float) -> None:
        self._buckets[who] = (tokens, now)
        self._buckets.move_to_end(who)
        while len(self._buckets) > self.kept:
            self._buckets.popitem(last=False)

    def __len__(self) -> int:
        return len(self._buckets)

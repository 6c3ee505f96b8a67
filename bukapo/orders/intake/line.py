"""Who was sent away for want of room and comes back: in the order in which they first came. Pure, one per process.

A form that is too much for the queue is kept on its page and sent again by itself, with the same key. Until it has come
in, nobody who comes later goes before it; who does not come back for a while has lost the place.
"""

from collections import OrderedDict

LAPSE = 15.0
"""Seconds without a word after which a place is given up: several times what a page waits before it asks again."""
MOST = 50_000
"""Places kept; beyond, somebody is told to wait without one."""


class Line:
    """Not for several threads at once: the caller holds a lock, or is the only thread."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, float] = OrderedDict()  # key -> when it was last heard of, in line order
        self._ticket: dict[str, int] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._seen)

    def knock(self, key: str, room: int, now: float) -> int:
        """0: come in. Else the place in line, 1 = the next. `room`: how many could come in now; `now` in seconds."""
        self._forget(now)
        if not self._seen and room > 0:
            return 0
        if key not in self._seen:
            if len(self._seen) >= MOST:
                return len(self._seen) + 1
            self._ticket[key], self._next = self._next, self._next + 1
        self._seen[key] = now
        place = self._place(key)
        if place <= room:
            self._leave(key)
            return 0
        return place

    def _place(self, key: str) -> int:
        """Counted from the first who is still here; who gave up behind the first makes it a little too high."""
        return self._ticket[key] - self._ticket[next(iter(self._seen))] + 1

    def _forget(self, now: float) -> None:
        """Drop the first in line while they have not been heard of: nobody else's place depends on the others."""
        while self._seen:
            key, seen = next(iter(self._seen.items()))
            if now - seen <= LAPSE:
                return
            self._leave(key)

    def _leave(self, key: str) -> None:
        del self._seen[key]
        del self._ticket[key]

"""A rendered page as bytes to send: the countdown's time is set anew, everything else is ready."""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from bukapo.faces.storefront.shown.partners import led_on

Headers = list[tuple[str, str]]

TICK = 0.25
"""Seconds between two settings of the countdown's time, each compressed once."""
KEPT_FOR = 1
"""Seconds for which a browser or proxy may show the page unasked; never beyond the next change of phase."""
CODES_KEPT = 16
"""Partners whose links are read at the same time and are set once a tick; made-up codes beyond cost their own time."""
QUICKLY = 1
START = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)


def span_at(flips: Sequence[datetime], at: datetime) -> tuple[datetime, datetime]:
    """[since, until): the time around `at` in which the phase stays the same."""
    since = max((flip for flip in flips if flip <= at), default=START)
    return since, min((flip for flip in flips if flip > at), default=END)


@dataclass(frozen=True)
class Sent:
    """One setting of the page: body and headers, plain and compressed."""

    tick: int
    plain: bytes
    packed: bytes
    headers: Headers
    packed_headers: Headers
    led: dict[str, "Sent"] = field(default_factory=dict, repr=False, compare=False)

    def led_on(self, store: str, code: str) -> "Sent":
        """The same for who came by a partner's link: the page is one in memory, only its links carry the code."""
        known = self.led.get(code)
        if known is None:
            plain = led_on(self.plain, store, code)
            packed = gzip.compress(plain, compresslevel=QUICKLY, mtime=0)
            headers, packed_headers = _sized(self.headers, plain), _sized(self.packed_headers, packed)
            known = Sent(self.tick, plain, packed, headers, packed_headers)
            if len(self.led) < CODES_KEPT:
                self.led[code] = known
        return known


@dataclass
class Page:
    """True for `version`, from `since` until just before `until`. `made`, `verified`: steady clock, seconds.

    `parts` is the body cut where a countdown is told the time, which goes between them (one part when nothing counts).
    """

    version: str
    numbers: str
    since: datetime
    until: datetime
    parts: tuple[bytes, ...]
    headers: Headers
    etag: str
    made: float
    verified: float
    _sent: Sent | None = field(default=None, repr=False)

    def fits(self, at: datetime) -> bool:
        return self.since <= at < self.until

    def sent(self, at: datetime) -> Sent:
        """The page as it is sent at `at`, the database's time."""
        milliseconds = int(at.timestamp() * 1000)
        near = self.until - at < timedelta(seconds=KEPT_FOR + TICK)
        # Near a change of phase nothing may be kept, so that setting has numbers of its own.
        tick = (int(milliseconds / (TICK * 1000)) if len(self.parts) > 1 else 0) * 2 + near
        known = self._sent
        if known is None or known.tick != tick:
            known = self._sent = self._set(tick, milliseconds, near=near)
        return known

    def _set(self, tick: int, milliseconds: int, *, near: bool) -> Sent:
        plain = str(milliseconds).encode().join(self.parts)
        packed = gzip.compress(plain, compresslevel=6, mtime=0)
        kept = "public, max-age=0, must-revalidate" if near else f"public, max-age={KEPT_FOR}"
        common = [*self.headers, ("Cache-Control", kept), ("ETag", self.etag)]
        return Sent(
            tick=tick,
            plain=plain,
            packed=packed,
            headers=[*common, ("Content-Length", str(len(plain)))],
            packed_headers=[*common, ("Content-Encoding", "gzip"), ("Content-Length", str(len(packed)))],
        )


def _sized(headers: Headers, body: bytes) -> Headers:
    return [*(pair for pair in headers if pair[0] != "Content-Length"), ("Content-Length", str(len(body)))]


def cut_at_countdown(body: bytes, at: datetime) -> tuple[bytes, ...]:
    """Cut wherever the page says that it is `at` (`data-now`, milliseconds since 1970)."""
    said = str(int(at.timestamp() * 1000)).encode()
    first, *more = body.split(b'data-now="' + said + b'"')
    marked = [first, *(b'"' + part for part in more)]
    return tuple(part + b'data-now="' for part in marked[:-1]) + (marked[-1],)


def etag_of(parts: Sequence[bytes]) -> str:
    """Weak: the countdown's time is no part of it."""
    return f'W/"{blake2b(b"".join(parts), digest_size=12).hexdigest()}"'

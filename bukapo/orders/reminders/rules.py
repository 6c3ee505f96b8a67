"""When a reminder is true. Pure; instants UTC.

Each `what` is asked twice: when it is said, and again whenever it may still be sent.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bukapo.kernel.machine import machine

EARLY, OPENS, TONIGHT, FEW, NEAR = "opens_early", "opens_soon", "closes_tonight", "few_left", "minimum_near"
WHAT = [EARLY, OPENS, TONIGHT, FEW, NEAR]
"""early access begins soon; the PO opens soon; it closes today; few pieces left; the minimum is nearly reached."""

REMINDER = machine("reminder", "said", said="over", over="")

BEFORE = timedelta(hours=1)
"""How long before an opening it is told."""
MORNING, NIGHT = 8, 4
"""Local hours: nothing is said before the morning; what closes before NIGHT still belongs to the evening before."""
LEAST_LEFT = timedelta(minutes=30)
"""Closing nearer than this is told to nobody any more: it would come too late."""
FEW_PART = 10
"""A tenth of the cap, or fewer, is few."""
NEAR_BP = 8_000
"""Basis points of the minimum that are near it."""


@dataclass(frozen=True)
class Standing:
    """A published PO as it is counted now. `early_opens_at`: only where who signed up may come early. None: no limit.

    `paid` pieces count towards `minimum` (0: none).
    """

    state: str
    opens_at: datetime
    closes_at: datetime
    zone: str
    early_opens_at: datetime | None = None
    cap: int | None = None
    taken: int = 0
    minimum: int = 0
    paid: int = 0

    @property
    def left(self) -> int | None:
        return None if self.cap is None else max(0, self.cap - self.taken)


def is_true(what: str, now: Standing, at: datetime) -> bool:
    """Whether it may be said, or still be sent, at `at`."""
    if now.state != "published" or at >= now.closes_at:
        return False
    if what == EARLY:
        early = now.early_opens_at
        return early is not None and early - BEFORE <= at < now.opens_at
    if what == OPENS:
        return now.early_opens_at is None and now.opens_at - BEFORE <= at < now.opens_at
    if at < now.opens_at:
        return False
    if what == TONIGHT:
        return _closes_today(now, at) and _something_left(now)
    if what == FEW:
        return now.cap is not None and now.taken > 0 and 0 < (now.left or 0) * FEW_PART <= now.cap
    return _near(now) and _something_left(now)


def _something_left(now: Standing) -> bool:
    return now.left is None or now.left > 0


def _near(now: Standing) -> bool:
    return now.minimum > 0 and now.minimum * NEAR_BP <= now.paid * 10_000 < now.minimum * 10_000


def _closes_today(now: Standing, at: datetime) -> bool:
    zone = ZoneInfo(now.zone)
    here, end = at.astimezone(zone), (now.closes_at - timedelta(hours=NIGHT)).astimezone(zone)
    return here.hour >= MORNING and here.date() == end.date() and at <= now.closes_at - LEAST_LEFT

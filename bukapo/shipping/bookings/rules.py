"""How a booking may move, and what a standing read back from the service changes. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bukapo.kernel.machine import machine
from bukapo.shipping.port import (
    BOOKED,
    CANCELLED,
    DELIVERED,
    FAILED,
    GONE,
    HELD,
    RETURNED,
    RETURNING,
    UNDER_WAY,
    Standing,
)

ASKED = "asked"
"""Written before the service was asked. Its answer may have been lost: then nobody knows yet."""
BOOKING = machine(
    "booking",
    ASKED,
    asked="booked under_way held delivered returning returned gone cancelled failed",
    booked="under_way held delivered returning returned gone cancelled failed",
    under_way="held delivered returning returned gone",
    held="under_way delivered returning returned gone",
    returning="held delivered returned gone",
    delivered="",
    returned="",
    gone="",
    cancelled="",
    failed="",
)
"""What news may change. Nothing leads back: a late "booked" after "under_way" is old news, whoever says it."""

LIVE = (ASKED, BOOKED, UNDER_WAY, HELD, RETURNING, DELIVERED)
"""A parcel has at most one booking in these states; afterwards it may be booked anew."""
OPEN = (ASKED, BOOKED, UNDER_WAY, HELD, RETURNING)
"""Still looked after."""
LEFT = (UNDER_WAY, HELD, DELIVERED, RETURNING, RETURNED, GONE)
"""The courier has had it in hand."""
ENDED_UNSENT = (CANCELLED, FAILED)

ANSWER_WITHIN = timedelta(seconds=60)
"""So long another request may still be asking for the same parcel."""
SILENCE = timedelta(hours=6)
"""After so long without news the service is asked: a lost notice loses nothing."""
UNSURE_GAPS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""When a lost answer is asked for again, where the service takes a reference twice."""
LONGEST = timedelta(days=45)
"""After that nobody asks any more."""
STUCK_AFTER = {
    BOOKED: timedelta(days=2),
    UNDER_WAY: timedelta(days=5),
    HELD: timedelta(hours=12),
    RETURNING: timedelta(days=7),
}
"""Days without news after which a parcel is shown as stuck."""


@dataclass(frozen=True)
class News:
    """What of a standing is new: "" and 0 where nothing is."""

    state: str = ""
    waybill: str = ""
    fee: int = 0


def news_of(*, state: str, waybill: str, fee: int, standing: Standing) -> News:
    """What `standing` changes of a booking as it is. A waybill or fee that is not told changes nothing."""
    may = standing.state in BOOKING.moves.get(state, ())
    return News(
        state=standing.state if may else "",
        waybill=standing.waybill if standing.waybill and standing.waybill != waybill else "",
        fee=standing.fee if standing.fee and standing.fee != fee else 0,
    )


def next_look(state: str, *, asked_at: datetime, looks: int, at: datetime) -> datetime | None:
    """When to ask again after asking at `at`; None: never. An unanswered booking sooner, the others after SILENCE."""
    if state not in OPEN or at - asked_at > LONGEST:
        return None
    if state == ASKED:
        return at + UNSURE_GAPS[min(looks, len(UNSURE_GAPS) - 1)]
    return at + SILENCE


def is_stuck(state: str, *, news_at: datetime, at: datetime) -> bool:
    """Nothing was heard of it for longer than its state explains."""
    wait = STUCK_AFTER.get(state)
    return wait is not None and at - news_at > wait

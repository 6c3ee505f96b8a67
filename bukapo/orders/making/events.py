"""What happens to an order that is made by itself."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bukapo.journal.events import SELLER
from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class OrderPromised(OrderEvent):
    """Confirmed, it has entered the queue of `workshop` behind `ahead` others. `promises` {what: [first, last day]}."""

    kind: ClassVar[str] = "order.promised"
    job_id: int
    workshop: str
    ahead: int
    promises: dict[str, tuple[date, date]]


@dataclass(frozen=True, kw_only=True)
class OrderPromiseMoved(OrderEvent):
    """`moves` {what: new day}; `what`, `day`, `was` repeat the latest of them, which matters most to the buyer."""

    kind: ClassVar[str] = "order.promise_moved"
    what: str
    day: date
    was: date
    moves: dict[str, date]
    reason: str


@dataclass(frozen=True, kw_only=True)
class OrderMade(OrderEvent):
    """Its goods are there. `by_sellers_word`: the seller says so, the workshop did not report it."""

    kind: ClassVar[str] = "order.made"
    job_id: int
    by_sellers_word: bool


@dataclass(frozen=True, kw_only=True)
class JobMoved(OrderEvent):
    """In the workshop's queue it now has `ahead` others before it; it had `was`."""

    kind: ClassVar[str] = "order.queue_moved"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    job_id: int
    ahead: int
    was: int
    reason: str

"""What happens to attempts and refunds at a gateway. Money that came in is an `order.payment_received` as ever."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import INTERNAL
from bukapo.orders.events import OrderEvent

_INSIDE = frozenset({INTERNAL})


@dataclass(frozen=True, kw_only=True)
class AttemptEvent(OrderEvent):
    audience: ClassVar[frozenset[str]] = _INSIDE
    attempt_id: int
    reference: str
    gateway: str


@dataclass(frozen=True, kw_only=True)
class AttemptBegun(AttemptEvent):
    """The buyer chose a way to pay `amount` rupiah; the gateway is asked next."""

    kind: ClassVar[str] = "order.attempt_begun"
    method: str
    amount: int
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class AttemptAnswered(AttemptEvent):
    """The gateway said how to pay."""

    kind: ClassVar[str] = "order.attempt_answered"
    external_id: str
    expires_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class AttemptEnded(AttemptEvent):
    """Nothing came of it. `outcome`: expired | failed."""

    kind: ClassVar[str] = "order.attempt_ended"
    outcome: str
    why: str


@dataclass(frozen=True, kw_only=True)
class AttemptDoubted(AttemptEvent):
    """The gateway says `amount` rupiah were paid where `asked` were asked: nothing is booked, the seller decides."""

    kind: ClassVar[str] = "order.attempt_doubted"
    asked: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class RefundEvent(OrderEvent):
    audience: ClassVar[frozenset[str]] = _INSIDE
    refund_id: int
    gateway: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class RefundAsked(RefundEvent):
    """The gateway is asked to send it back; it stays owed until the gateway says done."""

    kind: ClassVar[str] = "order.refund_asked"


@dataclass(frozen=True, kw_only=True)
class RefundTurnedDown(RefundEvent):
    """The gateway refused: it is back in the queue of transfers."""

    kind: ClassVar[str] = "order.refund_turned_down"
    why: str

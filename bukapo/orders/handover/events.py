"""What happens to an order that goes to another buyer. No name, phone or secret is in an event."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import BUYER, SELLER, Event
from bukapo.orders.events import OrderEvent

_BOTH = frozenset({BUYER, SELLER})


@dataclass(frozen=True, kw_only=True)
class HandoverEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("orders.Handover", "handover_id")
    audience: ClassVar[frozenset[str]] = _BOTH
    handover_id: int
    number: str


@dataclass(frozen=True, kw_only=True)
class HandoverOffered(HandoverEvent):
    kind: ClassVar[str] = "handover.offered"


@dataclass(frozen=True, kw_only=True)
class HandoverWithdrawn(HandoverEvent):
    kind: ClassVar[str] = "handover.withdrawn"


@dataclass(frozen=True, kw_only=True)
class HandoverAccepted(HandoverEvent):
    """Told to the old buyer; the order's own event tells the new one."""

    kind: ClassVar[str] = "handover.accepted"


@dataclass(frozen=True, kw_only=True)
class OrderHandedOver(OrderEvent):
    """The order is another buyer's now. `paid` rupiah came with it; they agreed to the terms `terms_id`."""

    kind: ClassVar[str] = "order.handed_over"
    handover_id: int
    paid: int
    pieces: int
    goods: int
    shipping_fee: int
    terms_id: int | None
    lines: tuple[tuple[int, int, int], ...]

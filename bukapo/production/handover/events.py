"""What happens to pieces between hands. Carries no secret: workshops read these."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, WORKSHOP, Event
from bukapo.production.events import WorkOrderEvent

Pieces = tuple[tuple[str, int], ...]
"""(size as people call it, pieces)."""


@dataclass(frozen=True, kw_only=True)
class HandOverEvent(Event):
    """`work_order_id` is the sender's; `receiver_id` the work order that gets the pieces, None for the seller."""

    subject: ClassVar[tuple[str, str]] = ("production.HandOver", "hand_over_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER, WORKSHOP})
    hand_over_id: int
    work_order_id: int
    receiver_id: int | None
    number: str


@dataclass(frozen=True, kw_only=True)
class HandedOver(HandOverEvent):
    kind: ClassVar[str] = "hand_over.sent"
    sent: Pieces
    pieces: int
    photo: str


@dataclass(frozen=True, kw_only=True)
class HandOverReceived(HandOverEvent):
    """`short` pieces of what was sent did not arrive: they stay the sender's."""

    kind: ClassVar[str] = "hand_over.received"
    received: Pieces
    pieces: int
    short: int
    photo: str


@dataclass(frozen=True, kw_only=True)
class HandOverWithdrawn(HandOverEvent):
    """The sender had not handed it over after all."""

    kind: ClassVar[str] = "hand_over.withdrawn"


@dataclass(frozen=True, kw_only=True)
class PiecesLost(WorkOrderEvent):
    """Short pieces that will not turn up. The target of nobody shrinks by it."""

    kind: ClassVar[str] = "work_order.pieces_lost"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER, WORKSHOP})
    lost: Pieces
    pieces: int
    reason: str

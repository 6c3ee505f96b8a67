"""What becomes of a broadcast. Its messages have no history of their own: they are counted."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event

_SELLER = frozenset({SELLER})


@dataclass(frozen=True, kw_only=True)
class BroadcastEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("messaging.Broadcast", "broadcast_id")
    audience: ClassVar[frozenset[str]] = _SELLER
    broadcast_id: int


@dataclass(frozen=True, kw_only=True)
class BroadcastConfirmed(BroadcastEvent):
    """The seller saw these counts and said yes. Every message of the broadcast is of this event."""

    kind: ClassVar[str] = "broadcast.confirmed"
    what: str
    group: str
    choice: str
    way: str
    people: int
    by_whatsapp: int
    by_email: int
    title: str
    body: str


@dataclass(frozen=True, kw_only=True)
class BroadcastPaused(BroadcastEvent):
    """What had not left yet is held."""

    kind: ClassVar[str] = "broadcast.paused"
    held: int


@dataclass(frozen=True, kw_only=True)
class BroadcastResumed(BroadcastEvent):
    kind: ClassVar[str] = "broadcast.resumed"


@dataclass(frozen=True, kw_only=True)
class BroadcastCancelled(BroadcastEvent):
    """What had not left yet is not sent; `written` of the list had become messages."""

    kind: ClassVar[str] = "broadcast.cancelled"
    written: int


@dataclass(frozen=True, kw_only=True)
class BroadcastMade(BroadcastEvent):
    """Everybody on the list has their message, or a reason why not."""

    kind: ClassVar[str] = "broadcast.made"
    audience: ClassVar[frozenset[str]] = frozenset()
    left_out: int


@dataclass(frozen=True, kw_only=True)
class HabitSaved(Event):
    kind: ClassVar[str] = "telling_habit.saved"
    subject: ClassVar[tuple[str, str]] = ("stores.Store", "store_id")
    audience: ClassVar[frozenset[str]] = _SELLER
    weekday: int | None
    hour: int
    minute: int
    news_price: int
    offer_price: int

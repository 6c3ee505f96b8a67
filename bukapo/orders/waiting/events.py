"""What happens to a wish that waits. Each is one person's own: never on somebody else's timeline."""

from dataclasses import dataclass
from typing import Any, ClassVar

from bukapo.journal.events import BUYER, SELLER, Event


@dataclass(frozen=True, kw_only=True)
class WaitingEvent(Event):
    """`code` is the entry's public name."""

    subject: ClassVar[tuple[str, str]] = ("orders.WaitingEntry", "entry_id")
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})
    personal: ClassVar[bool] = True

    entry_id: int
    code: str
    pieces: int


@dataclass(frozen=True, kw_only=True)
class WaitingJoined(WaitingEvent):
    """`position` in line; empty while registered for a draw. `lines`: [variant id, pieces] wished for."""

    kind: ClassVar[str] = "waiting.joined"
    position: int | None
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class WaitingDrawn(WaitingEvent):
    """The draw gave it `rank`, and there was nothing left: it waits in that place."""

    kind: ClassVar[str] = "waiting.drawn"
    rank: int


@dataclass(frozen=True, kw_only=True)
class WaitingOrdered(WaitingEvent):
    """Its turn came: `order_id` is the order it became. `rank` if a draw gave it."""

    kind: ClassVar[str] = "waiting.ordered"
    number: str
    rank: int | None


@dataclass(frozen=True, kw_only=True)
class WaitingLeft(WaitingEvent):
    kind: ClassVar[str] = "waiting.left"


@dataclass(frozen=True, kw_only=True)
class WaitingMissed(WaitingEvent):
    """The PO closed before its turn came."""

    kind: ClassVar[str] = "waiting.missed"


@dataclass(frozen=True, kw_only=True)
class DrawHeld(Event):
    """The seed that was sealed at publishing is opened; `digest` is of all codes that took part."""

    kind: ClassVar[str] = "campaign.drawn"
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})

    seed: str
    digest: str
    entries: int


def facts(entry: Any) -> dict[str, Any]:
    """The fields every WaitingEvent shares, from the entry as it now is."""
    return {
        "store_id": entry.store_id,
        "campaign_id": entry.campaign_id,
        "entry_id": entry.pk,
        "code": entry.code,
        "pieces": entry.pieces,
        "state": entry.state,
    }

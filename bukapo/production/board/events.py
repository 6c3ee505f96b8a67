"""Screens on a wall come and go."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class WallEvent(Event):
    """Carries no secret."""

    subject: ClassVar[tuple[str, str]] = ("production.WallLink", "wall_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    wall_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class WallOpened(WallEvent):
    """`workshop_name`: only its work orders show; "" for all of the store."""

    kind: ClassVar[str] = "wall.opened"
    workshop_name: str


@dataclass(frozen=True, kw_only=True)
class WallEnded(WallEvent):
    """The link opens nothing any more."""

    kind: ClassVar[str] = "wall.ended"

"""What becomes of an update."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bukapo.journal.events import BUYER, SELLER, Event


@dataclass(frozen=True, kw_only=True)
class UpdateEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("messaging.Update", "update_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    update_id: int


@dataclass(frozen=True, kw_only=True)
class UpdateDrafted(UpdateEvent):
    """From facts, for the seller to look at; nobody else hears of it."""

    kind: ClassVar[str] = "update.drafted"
    week: date | None
    text: str


@dataclass(frozen=True, kw_only=True)
class UpdateSent(UpdateEvent):
    """The seller sent it: it stands on its buyers' timelines and the PO's page. `photo` is a picture's key or ""."""

    kind: ClassVar[str] = "update.sent"
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})
    text: str
    photo: str


@dataclass(frozen=True, kw_only=True)
class UpdateSkipped(UpdateEvent):
    kind: ClassVar[str] = "update.skipped"


@dataclass(frozen=True, kw_only=True)
class UpdateLapsed(UpdateEvent):
    """The next one came before this one had its glance."""

    kind: ClassVar[str] = "update.lapsed"


@dataclass(frozen=True, kw_only=True)
class PhotoShown(Event):
    """Whether buyers see this photo of the workshop."""

    kind: ClassVar[str] = "photo_choice.made"
    subject: ClassVar[tuple[str, str]] = ("messaging.PhotoChoice", "photo_choice_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    photo_choice_id: int
    photo_id: int
    shown: bool

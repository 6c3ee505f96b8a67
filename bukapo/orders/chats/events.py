"""What happens to what was pasted. No name, phone or secret is in an event."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import INTERNAL, Event

_INSIDE = frozenset({INTERNAL})


@dataclass(frozen=True, kw_only=True)
class ChatPasted(Event):
    """`drafts` new ones, `doubtful` of them; `known` lines were pasted before."""

    kind: ClassVar[str] = "chat.pasted"
    subject: ClassVar[tuple[str, str]] = ("orders.ChatPaste", "paste_id")
    audience: ClassVar[frozenset[str]] = _INSIDE
    paste_id: int
    drafts: int
    doubtful: int
    known: int


@dataclass(frozen=True, kw_only=True)
class DraftEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("orders.ChatDraft", "draft_id")
    audience: ClassVar[frozenset[str]] = _INSIDE
    draft_id: int


@dataclass(frozen=True, kw_only=True)
class DraftRead(DraftEvent):
    kind: ClassVar[str] = "chat_draft.read"


@dataclass(frozen=True, kw_only=True)
class DraftMended(DraftEvent):
    """By the seller's hand, or by being pasted again with what had been missing."""

    kind: ClassVar[str] = "chat_draft.mended"


@dataclass(frozen=True, kw_only=True)
class DraftRefused(DraftEvent):
    """The intake did not take it: `why` is the refusal's code."""

    kind: ClassVar[str] = "chat_draft.refused"
    why: str


@dataclass(frozen=True, kw_only=True)
class DraftSent(DraftEvent):
    kind: ClassVar[str] = "chat_draft.sent"


@dataclass(frozen=True, kw_only=True)
class DraftLinkWithdrawn(DraftEvent):
    kind: ClassVar[str] = "chat_draft.link_withdrawn"


@dataclass(frozen=True, kw_only=True)
class DraftDropped(DraftEvent):
    kind: ClassVar[str] = "chat_draft.dropped"


@dataclass(frozen=True, kw_only=True)
class DraftRestored(DraftEvent):
    kind: ClassVar[str] = "chat_draft.restored"


@dataclass(frozen=True, kw_only=True)
class DraftOrdered(DraftEvent):
    """`placed` is the order's id; `by_buyer`: confirmed over its link."""

    kind: ClassVar[str] = "chat_draft.ordered"
    placed: int
    by_buyer: bool

"""Answers kept for another time."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import INTERNAL, Event


@dataclass(frozen=True, kw_only=True)
class SavedReplyEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("messaging.SavedReply", "reply_id")
    audience: ClassVar[frozenset[str]] = frozenset({INTERNAL})
    reply_id: int


@dataclass(frozen=True, kw_only=True)
class ReplySaved(SavedReplyEvent):
    kind: ClassVar[str] = "saved_reply.saved"
    title: str


@dataclass(frozen=True, kw_only=True)
class ReplyForgotten(SavedReplyEvent):
    kind: ClassVar[str] = "saved_reply.forgotten"

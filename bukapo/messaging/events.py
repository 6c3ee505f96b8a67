"""What a seller does with messages and their words. The subject is the store: a message has no history of its own."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event

_STORE = ("stores.Store", "store_id")
_SELLER = frozenset({SELLER})


@dataclass(frozen=True, kw_only=True)
class MessageEvent(Event):
    """`what` is the key of the message (`order.placed`, …); `name` is who it is for."""

    subject: ClassVar[tuple[str, str]] = _STORE
    message_id: int
    channel: str
    what: str
    name: str


@dataclass(frozen=True, kw_only=True)
class MessageSent(MessageEvent):
    """The seller opened the link and says that it was sent; nobody can check that."""

    kind: ClassVar[str] = "message.sent"
    audience: ClassVar[frozenset[str]] = _SELLER


@dataclass(frozen=True, kw_only=True)
class MessageSkipped(MessageEvent):
    kind: ClassVar[str] = "message.skipped"


@dataclass(frozen=True, kw_only=True)
class MessageRestored(MessageEvent):
    """Back to the queue: sent or skipped by mistake, or failed and tried anew."""

    kind: ClassVar[str] = "message.restored"


@dataclass(frozen=True, kw_only=True)
class TemplateEvent(Event):
    subject: ClassVar[tuple[str, str]] = _STORE
    audience: ClassVar[frozenset[str]] = _SELLER
    what: str
    channel: str


@dataclass(frozen=True, kw_only=True)
class TemplateSaved(TemplateEvent):
    """The store's own words from now on; both empty: the built-in ones again."""

    kind: ClassVar[str] = "template.saved"
    language: str
    title: str
    body: str


@dataclass(frozen=True, kw_only=True)
class TemplateSwitched(TemplateEvent):
    """Whether this message goes out on this channel at all."""

    kind: ClassVar[str] = "template.switched"
    active: bool

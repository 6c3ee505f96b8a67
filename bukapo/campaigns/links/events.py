from dataclasses import dataclass

from bukapo.journal.events import SELLER, Event

_LINK = ("campaigns.ShortLink", "link_id")


@dataclass(frozen=True, kw_only=True)
class LinkMade(Event):
    kind = "link.made"
    subject = _LINK
    audience = frozenset({SELLER})

    link_id: int
    code: str
    source: str


@dataclass(frozen=True, kw_only=True)
class LinkStopped(Event):
    kind = "link.stopped"
    subject = _LINK
    audience = frozenset({SELLER})

    link_id: int


@dataclass(frozen=True, kw_only=True)
class LinkResumed(Event):
    kind = "link.resumed"
    subject = _LINK
    audience = frozenset({SELLER})

    link_id: int

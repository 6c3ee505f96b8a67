from dataclasses import dataclass

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class CaptionCopied(Event):
    """The seller took a caption along; `digest` is of the facts it stated."""

    kind = "caption.copied"
    subject = ("campaigns.CopiedCaption", "copied_id")
    audience = frozenset({SELLER})

    copied_id: int
    mood: str
    channel: str
    language: str
    digest: str

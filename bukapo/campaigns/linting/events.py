from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class SentencesOverruled(Event):
    """The seller read these `sentences` [rule's code, sentence] and says that they take no right from buyers."""

    kind: ClassVar[str] = "campaign.sentences_overruled"
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    sentences: tuple[tuple[str, str], ...]

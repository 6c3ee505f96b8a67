"""A store's lists of stages change. Work orders that were sent keep theirs."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class StagePatternEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("production.StagePattern", "pattern_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    pattern_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class StagePatternSaved(StagePatternEvent):
    kind: ClassVar[str] = "stage_pattern.saved"
    stages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StagePatternDropped(StagePatternEvent):
    """The built-in list of that name, if there is one, is offered again."""

    kind: ClassVar[str] = "stage_pattern.dropped"

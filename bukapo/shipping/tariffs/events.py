"""What happens to a survey of fees."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class SurveyEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("shipping.FeeSurvey", "survey_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    survey_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class FeesAsked(SurveyEvent):
    """`questions` that wait for an answer; the first time, or what failed once more."""

    kind: ClassVar[str] = "fees.asked"
    questions: int


@dataclass(frozen=True, kw_only=True)
class FeesAnswered(SurveyEvent):
    kind: ClassVar[str] = "fees.answered"
    answered: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class FeesApplied(SurveyEvent):
    """They are the fee table now; its own event (`store.changed`, zones) says which."""

    kind: ClassVar[str] = "fees.applied"


@dataclass(frozen=True, kw_only=True)
class FeesDropped(SurveyEvent):
    kind: ClassVar[str] = "fees.dropped"

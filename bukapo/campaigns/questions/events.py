"""What happens to a question. Its words, its asker's name and address are in no event."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import INTERNAL, Event

_INSIDE = frozenset({INTERNAL})


@dataclass(frozen=True, kw_only=True)
class QuestionEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("campaigns.Question", "question_id")
    audience: ClassVar[frozenset[str]] = _INSIDE
    personal: ClassVar[bool] = True
    question_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionAsked(QuestionEvent):
    kind: ClassVar[str] = "question.asked"


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(QuestionEvent):
    """`waited`: seconds from the asking."""

    kind: ClassVar[str] = "question.answered"
    waited: int


@dataclass(frozen=True, kw_only=True)
class AnswerEdited(QuestionEvent):
    kind: ClassVar[str] = "question.answer_edited"


@dataclass(frozen=True, kw_only=True)
class QuestionHidden(QuestionEvent):
    kind: ClassVar[str] = "question.hidden"
    why: str


@dataclass(frozen=True, kw_only=True)
class QuestionShown(QuestionEvent):
    kind: ClassVar[str] = "question.shown"


@dataclass(frozen=True, kw_only=True)
class QuestionPinned(QuestionEvent):
    kind: ClassVar[str] = "question.pinned"
    pinned: bool


@dataclass(frozen=True, kw_only=True)
class AnswersChanged(Event):
    """The list that everybody reads on the PO's page is another one: its remembered page renews."""

    kind: ClassVar[str] = "campaign.answers_changed"
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = _INSIDE
    question_id: int

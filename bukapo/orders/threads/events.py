"""What is said of an order. The words themselves stay in the room: an event names them by id."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import INTERNAL, Event


@dataclass(frozen=True, kw_only=True)
class ThreadEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("orders.Thread", "thread_id")
    audience: ClassVar[frozenset[str]] = frozenset({INTERNAL})
    personal: ClassVar[bool] = True
    thread_id: int


@dataclass(frozen=True, kw_only=True)
class OrderQuestionAsked(ThreadEvent):
    """`begins`: nobody waited before; the wait for an answer begins with this word."""

    kind: ClassVar[str] = "order.question_asked"
    word_id: int
    begins: bool


@dataclass(frozen=True, kw_only=True)
class OrderQuestionAnswered(ThreadEvent):
    """`waited`: seconds since the buyer's first unanswered word; None when nobody waited."""

    kind: ClassVar[str] = "order.question_answered"
    word_id: int
    waited: int | None


@dataclass(frozen=True, kw_only=True)
class ThreadSettled(ThreadEvent):
    kind: ClassVar[str] = "thread.settled"

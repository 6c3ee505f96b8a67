"""What workshops answer, and what becomes of their links. Not for buyers; no price, phone or secret in it."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, WORKSHOP, Event
from bukapo.production.events import WorkOrderEvent

BOTH = frozenset({SELLER, WORKSHOP})


@dataclass(frozen=True, kw_only=True)
class WorkOrderQuestioned(WorkOrderEvent):
    """The workshop wants to know something before it says yes."""

    kind: ClassVar[str] = "work_order.questioned"
    audience: ClassVar[frozenset[str]] = BOTH
    question: str


@dataclass(frozen=True, kw_only=True)
class WorkOrderAnswered(WorkOrderEvent):
    kind: ClassVar[str] = "work_order.answered"
    audience: ClassVar[frozenset[str]] = BOTH
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class WorkOrderRefused(WorkOrderEvent):
    """The workshop will not make it: its pieces are free for another."""

    kind: ClassVar[str] = "work_order.refused"
    audience: ClassVar[frozenset[str]] = BOTH
    reason: str
    pieces: int


@dataclass(frozen=True, kw_only=True)
class WorkOrderRerouted(WorkOrderEvent):
    """Its pieces come from another work order now: the one before was refused or cancelled and given anew."""

    kind: ClassVar[str] = "work_order.rerouted"
    audience: ClassVar[frozenset[str]] = BOTH
    after: str


@dataclass(frozen=True, kw_only=True)
class WorkshopEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("production.Workshop", "workshop_id")
    workshop_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class WorkshopAdded(WorkshopEvent):
    """A new line of the store's directory."""

    kind: ClassVar[str] = "workshop.added"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})


@dataclass(frozen=True, kw_only=True)
class WorkshopLinkRenewed(WorkshopEvent):
    """The old link to all of its work opens nothing any more."""

    kind: ClassVar[str] = "workshop.link_renewed"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

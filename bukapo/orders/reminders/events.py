"""Something true was said to those who signed up; and it is true no more."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event
from bukapo.orders.reminders.rules import EARLY, FEW, NEAR, OPENS, TONIGHT


@dataclass(frozen=True, kw_only=True)
class OfReminder(Event):
    """Base: what was counted when it was said. `left` pieces of the cap, `missing` pieces of the minimum (-1: none)."""

    subject: ClassVar[tuple[str, str]] = ("orders.Reminder", "reminder_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    reminder_id: int
    left: int = -1
    missing: int = -1


@dataclass(frozen=True, kw_only=True)
class OpensEarly(OfReminder):
    kind: ClassVar[str] = "campaign.opens_early"


@dataclass(frozen=True, kw_only=True)
class OpensSoon(OfReminder):
    kind: ClassVar[str] = "campaign.opens_soon"


@dataclass(frozen=True, kw_only=True)
class ClosesTonight(OfReminder):
    kind: ClassVar[str] = "campaign.closes_tonight"


@dataclass(frozen=True, kw_only=True)
class FewLeft(OfReminder):
    kind: ClassVar[str] = "campaign.few_left"


@dataclass(frozen=True, kw_only=True)
class MinimumNear(OfReminder):
    kind: ClassVar[str] = "campaign.minimum_near"


@dataclass(frozen=True, kw_only=True)
class ReminderOver(Event):
    """What it said is not true any more: nobody is told it now."""

    kind: ClassVar[str] = "reminder.over"
    subject: ClassVar[tuple[str, str]] = ("orders.Reminder", "reminder_id")
    reminder_id: int
    what: str


SAYS: dict[str, type[OfReminder]] = {
    EARLY: OpensEarly,
    OPENS: OpensSoon,
    TONIGHT: ClosesTonight,
    FEW: FewLeft,
    NEAR: MinimumNear,
}

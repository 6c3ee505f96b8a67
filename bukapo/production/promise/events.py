"""What a workshop says of itself, and what was foreseen. Buyers see only the days."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from bukapo.journal.events import SELLER, Event
from bukapo.production.events import WorkOrderEvent

_STORE = ("stores.Store", "store_id")


@dataclass(frozen=True, kw_only=True)
class PacesSet(Event):
    """Rows of (stage, pieces a day of one, people); `workshop_id` None: of any workshop without its own."""

    kind: ClassVar[str] = "store.paces_set"
    subject: ClassVar[tuple[str, str]] = _STORE
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    workshop_id: int | None
    paces: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class WorkDaysSet(Event):
    """`week` as `rows.WorkWeek` has it; `days_off` rows of (first, last, name, works)."""

    kind: ClassVar[str] = "store.work_days_set"
    subject: ClassVar[tuple[str, str]] = _STORE
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    workshop_id: int | None
    week: dict[str, Any]
    days_off: tuple[tuple[date, date, str, bool], ...]


@dataclass(frozen=True, kw_only=True)
class WorkOrderForeseen(WorkOrderEvent):
    """`p50`, `p80`, `p90`: the days kept with that chance; `bottleneck` is the stage that decides.

    On nobody's timeline: there is one every night.
    """

    kind: ClassVar[str] = "work_order.foreseen"
    p50: date
    p80: date
    p90: date
    bottleneck: str
    left: int

"""What quality control tells. Only that everything passed reaches buyers, and without a number."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import BUYER, SELLER, WORKSHOP, Event
from bukapo.production.events import WorkOrderEvent


@dataclass(frozen=True, kw_only=True)
class InspectionEvent(Event):
    """Carries no cost: workshops read these. `number` is the work order's."""

    subject: ClassVar[tuple[str, str]] = ("production.Inspection", "inspection_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER, WORKSHOP})
    inspection_id: int
    work_order_id: int
    number: str


@dataclass(frozen=True, kw_only=True)
class InspectionMade(InspectionEvent):
    """`place` is a stage's name, "" at the store. `sizes`: [position, checked, passed]; `defects`: [position, reason,
    remedy, pieces]; `stages`: [position, pieces] of the stages that now stand elsewhere.
    """

    kind: ClassVar[str] = "inspection.made"
    place: str
    sizes: tuple[tuple[int, int, int], ...]
    defects: tuple[tuple[int, str, str, int], ...]
    stages: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class DefectsReturned(InspectionEvent):
    """Pieces of one defect came back: `passed` in order, `scrapped` lost after all."""

    kind: ClassVar[str] = "inspection.returned"
    defect_id: int
    passed: int
    scrapped: int
    stages: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class InspectionWithdrawn(InspectionEvent):
    """It was written down wrongly; its numbers no longer count."""

    kind: ClassVar[str] = "inspection.withdrawn"
    reason: str


@dataclass(frozen=True, kw_only=True)
class DefectPriced(InspectionEvent):
    """What a defect costs (rupiah, all its pieces together) and who bears it."""

    kind: ClassVar[str] = "inspection.priced"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    defect_id: int
    cost: int
    bearer: str


@dataclass(frozen=True, kw_only=True)
class QualityPassed(WorkOrderEvent):
    """All that can come was checked and is in order. `place` as above, `photo` a picture's key or ""."""

    kind: ClassVar[str] = "work_order.quality_passed"
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER, WORKSHOP})
    place: str
    photo: str

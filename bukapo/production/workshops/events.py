"""What a seller writes of a workshop. No phone, person or secret in it; prices are for sellers only."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER
from bukapo.production.giving.events import WorkshopEvent


@dataclass(frozen=True, kw_only=True)
class WorkshopDescribed(WorkshopEvent):
    """All that is agreed with it, as it stands since; `changed` names every field that became another.

    `new`: it came to the directory with these words.
    """

    kind: ClassVar[str] = "workshop.described"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    lead_days: int | None
    least: int | None
    prices: tuple[tuple[str, int], ...]
    changed: tuple[str, ...]
    new: bool = False


@dataclass(frozen=True, kw_only=True)
class WorkshopArchived(WorkshopEvent):
    """Not offered any more; its open work and its record stay."""

    kind: ClassVar[str] = "workshop.archived"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})


@dataclass(frozen=True, kw_only=True)
class WorkshopBroughtBack(WorkshopEvent):
    kind: ClassVar[str] = "workshop.brought_back"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

"""What happens to a continuous PO as a whole. What happens in a batch happens to its campaign."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class SeriesEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("campaigns.Series", "series_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    series_id: int


@dataclass(frozen=True, kw_only=True)
class SeriesBegun(SeriesEvent):
    """Its first batch, a PO that was drafted, was published."""

    kind: ClassVar[str] = "series.begun"
    slug: str
    title: str
    batch: int
    rhythm: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class BatchOpened(SeriesEvent):
    """`batch` is the number of the new campaign (`campaign_id`); `by_hand`: the seller did not wait for the last."""

    kind: ClassVar[str] = "series.batch_opened"
    batch: int
    closes_at: datetime
    by_hand: bool


@dataclass(frozen=True, kw_only=True)
class SeriesChanged(SeriesEvent):
    """For the batches to come."""

    kind: ClassVar[str] = "series.changed"
    rhythm: dict[str, Any]
    cap: int | None
    minimum: int | None


@dataclass(frozen=True, kw_only=True)
class SeriesPaused(SeriesEvent):
    """No further batch opens; the one that is open goes on. `reason` when BukaPO did it itself."""

    kind: ClassVar[str] = "series.paused"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SeriesResumed(SeriesEvent):
    kind: ClassVar[str] = "series.resumed"


@dataclass(frozen=True, kw_only=True)
class SeriesStopped(SeriesEvent):
    kind: ClassVar[str] = "series.stopped"

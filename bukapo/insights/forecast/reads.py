"""What was foreseen of a PO, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.insights.forecast.rows import ForecastMade

POINTS = (2_500, 5_000, 7_500)
"""Basis points of the window at which forecasts are judged."""
NEAR = 1_000
MOST_KEPT = 200


@dataclass(frozen=True)
class Accuracy:
    """A forecast beside the final count. `off`, `straight_off`: basis points of the count, without their sign."""

    share: int
    made_at: datetime
    low: int
    median: int
    high: int
    final: int
    off: int
    straight_off: int

    @property
    def held(self) -> bool:
        """The range of eight in ten held the final count."""
        return self.low <= self.final <= self.high


def forecasts_of(campaign: Campaign) -> list[ForecastMade]:
    """Those that said something, oldest first. One query."""
    rows = ForecastMade.objects.of(campaign.store_id).filter(campaign=campaign, median__isnull=False)
    return list(rows.order_by("-made_at")[:MOST_KEPT])[::-1]


def accuracy_of(campaign: Campaign, *, final: int) -> tuple[Accuracy, ...]:
    """The forecast nearest to each quarter of the window, beside `final` pieces. One query."""
    return judged(forecasts_of(campaign), final) if final else ()


def judged(rows: Sequence[ForecastMade], final: int) -> tuple[Accuracy, ...]:
    """Each row at most once; a quarter that none lies near (a tenth of the window) is left out."""
    found: dict[datetime, Accuracy] = {}
    for point in POINTS:
        near = min(rows, key=lambda row: abs(row.share - point), default=None)
        if near and abs(near.share - point) <= NEAR:
            found[near.made_at] = _judged(near, final)
    return tuple(found.values())


def _judged(row: ForecastMade, final: int) -> Accuracy:
    low, median, high, straight = (n or 0 for n in (row.low, row.median, row.high, row.straight))
    off, straight_off = ((abs(said - final) * 10_000 + final // 2) // final for said in (median, straight))
    return Accuracy(row.share, row.made_at, low, median, high, final, off, straight_off)

"""What was foreseen of a PO, and what came of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.insights.forecast.rows import ForecastMade

POINTS = (2_500, 5_000, 7_500)
"""Basis points of the window at which forecasts are judged."""
NEAR = 1_000
MOST_KEPT = 200
MIDDLE = 5_000


@dataclass(frozen=True)
class Accuracy:
    """A forecast beside the final count. `point`: the quarter it stands for (POINTS), made at `share` of the window.

    `off`, `straight_off`: basis points of the count, without their sign.
    """

    point: int
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


@dataclass(frozen=True)
class PastAccuracy:
    """Forecasts in the middle of so many past `pos`: `off` on average (basis points), and how often the range `held`.

    `straight_off`: what the pace alone would have been off.
    """

    pos: int
    off: int
    straight_off: int
    held: int


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
        if near := _nearest(rows, point):
            found[near.made_at] = _judged(near, point, final)
    return tuple(found.values())


def past_accuracy(store_id: int, finals: Mapping[int, int]) -> PastAccuracy | None:
    """Of the store's POs that are over, by id their final pieces; None where nothing was kept. One query."""
    rows = ForecastMade.objects.of(store_id).filter(campaign__in=list(finals), median__isnull=False)
    middle = rows.filter(share__range=(MIDDLE - NEAR, MIDDLE + NEAR)).order_by("made_at")
    by_campaign: dict[int, list[ForecastMade]] = defaultdict(list)
    for row in middle:
        by_campaign[row.campaign_id].append(row)
    near = [
        (row, finals[pk]) for pk, own in by_campaign.items() if (row := _nearest(own, MIDDLE)) and finals[pk]
    ]
    told = [_judged(row, MIDDLE, final) for row, final in near]
    if not told:
        return None
    return PastAccuracy(
        pos=len(told),
        off=sum(one.off for one in told) // len(told),
        straight_off=sum(one.straight_off for one in told) // len(told),
        held=sum(one.held for one in told),
    )


def _nearest(rows: Sequence[ForecastMade], point: int) -> ForecastMade | None:
    near = min(rows, key=lambda row: abs(row.share - point), default=None)
    return near if near and abs(near.share - point) <= NEAR else None


def _judged(row: ForecastMade, point: int, final: int) -> Accuracy:
    low, median, high, straight = (n or 0 for n in (row.low, row.median, row.high, row.straight))
    off, straight_off = ((abs(said - final) * 10_000 + final // 2) // final for said in (median, straight))
    return Accuracy(point, row.share, row.made_at, low, median, high, final, off, straight_off)

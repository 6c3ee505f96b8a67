"""What a live dashboard tells. Pieces, orders, whole rupiah; times UTC."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bukapo.campaigns.models import Campaign
from bukapo.insights.forecast.reads import PastAccuracy
from bukapo.insights.forecast.values import Course, Foreseen
from bukapo.insights.tallies.reads import Hour


@dataclass(frozen=True)
class VariantCount:
    """`pieces` that orders hold, of them `waiting` for their first payment; `goods` rupiah of their lines."""

    variant_id: int
    product_id: int
    product: str
    label: str
    values: tuple[str, ...]
    pieces: int
    cap: int | None
    waiting: int
    goods: int


@dataclass(frozen=True)
class Heat:
    """Pieces of one product, the values of one option down, those of another across ("" when it has only one)."""

    product: str
    down: str
    across: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]

    @property
    def most(self) -> int:
        return max(self.cells.values(), default=0)


@dataclass(frozen=True)
class Funnel:
    """From hearing of the PO to having paid. None: the PO has no teaser, or no short link.

    `visits` by short links (people); `signed` up for the teaser, of whom `opened` went on to the form; `early` orders
    came by their invitation. `placed` are all orders ever accepted, `paid` those that hold and have paid.
    """

    signed: int | None
    opened: int
    early: int
    visits: int | None
    placed: int
    paid: int


@dataclass(frozen=True)
class Earlier:
    """The PO before, at the same share of its window: `then` pieces of `final`."""

    campaign: Campaign
    course: Course
    then: int
    final: int


@dataclass(frozen=True)
class Live:
    """A PO as of `at`, or (after a rush) `counted_to`. `pieces` are exact: the counter that guards the cap.

    `sums` as in `HourTally`. `foreseen` is None before opening, after closing, and while it is too early to say.
    `proven`: how good the forecasts of past POs were, asked for only where one is told.
    """

    campaign: Campaign
    at: datetime
    counted_to: datetime | None
    pieces: int
    cap: int | None
    sums: Mapping[str, int]
    hours: tuple[Hour, ...]
    course: Course | None
    variants: tuple[VariantCount, ...]
    heats: tuple[Heat, ...]
    funnel: Funnel
    earlier: Earlier | None
    foreseen: Foreseen | None
    proven: PastAccuracy | None = None

    @property
    def sources(self) -> tuple[tuple[str, int, int], ...]:
        """(way in, orders that hold, their pieces), most pieces first."""
        found: dict[str, list[int]] = {}
        for one in self.hours:
            sums = found.setdefault(one.source, [0, 0])
            sums[0] += one.sums.get("held", 0)
            sums[1] += one.sums.get("pieces", 0)
        rows = [(source, orders, pieces) for source, (orders, pieces) in found.items() if orders]
        return tuple(sorted(rows, key=lambda row: (-row[2], row[0])))

    @property
    def open(self) -> bool:
        """Orders can come now."""
        c = self.campaign
        return bool(
            c.state == "published" and c.opens_at and c.closes_at and c.opens_at <= self.at < c.closes_at
        )


@dataclass(frozen=True)
class Bucket:
    """A day or an hour of the store's calendar and its sums."""

    start: datetime
    sums: Mapping[str, int]


@dataclass(frozen=True)
class StoreToday:
    """All POs of a store together: `today` and the days before, the last one today; `by_campaign` is today's."""

    day: date
    counted_to: datetime | None
    today: Mapping[str, int]
    days: Sequence[tuple[date, Mapping[str, int]]]
    by_campaign: Mapping[int, Mapping[str, int]]

    @property
    def yesterday(self) -> Mapping[str, int]:
        return dict(self.days).get(self.day - timedelta(days=1), {})

    @property
    def quiet(self) -> bool:
        """Nothing came in all these days."""
        return not any(sums.get("placed") for _day, sums in self.days)

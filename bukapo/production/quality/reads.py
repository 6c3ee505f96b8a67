"""What quality control tells: how a work order's pieces stand, what is out, what it cost, what is short."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from django.db.models import F, Sum

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo
from bukapo.production.floor.steps import Floor, floor_of
from bukapo.production.models import Defect, Inspection, QualityCount, WorkOrder, WorkOrderSize
from bukapo.production.quality.rules import (
    NOTHING,
    REWORK,
    Tally,
    all_lost,
    reached,
    shortage,
)

INSPECTIONS_SHOWN = 50
GONE = ("cancelled", "refused")


@dataclass(frozen=True)
class SizeQuality:
    """One size at one place: its tally, and `waiting` pieces that came there and were not checked."""

    position: int
    product: str
    label: str
    tally: Tally
    waiting: int


@dataclass(frozen=True)
class ToldDefect:
    """`out` pieces have not come back. `place` is a stage's name, "" at the store.

    `cost` (rupiah) and `bearer` are for the seller alone.
    """

    id: int
    place: str
    size: str
    reason: str
    note: str
    remedy: str
    back_to: str
    pieces: int
    passed: int
    scrapped: int
    out: int
    cost: int
    bearer: str


@dataclass(frozen=True)
class ToldInspection:
    """`place` is a stage's name, "" at the store."""

    id: int
    place: str
    state: str
    at: datetime
    note: str
    checked: int
    passed: int
    defects: tuple[ToldDefect, ...]
    photos: tuple[Photo, ...]
    may_withdraw: bool


@dataclass(frozen=True)
class Quality:
    """Quality control of one work order. `short` pieces will be missing for buyers."""

    sizes: tuple[SizeQuality, ...]
    stages: tuple[str, ...]
    inspections: tuple[ToldInspection, ...]
    total: Tally
    waiting: int
    short: int
    cost_workshop: int
    cost_store: int

    @property
    def out(self) -> list[ToldDefect]:
        """Defects of which something has not come back, oldest first."""
        return [one for check in reversed(self.inspections) for one in check.defects if one.out]


def quality_of(store_id: int, work_order_id: int, place: int) -> Quality:
    """At `place`: what was checked, what waits; and of all places what is out and lost. A fixed number of queries."""
    order = WorkOrder.objects.of(store_id).get(pk=work_order_id)
    floor = floor_of(order)
    tallies = floor.tallies
    sizes = []
    for size, come in zip(floor.sizes, _come(floor, place), strict=True):
        tally = tallies.get((place, size.position), NOTHING)
        waiting = max(0, come - tally.checked) if order.state in ("working", "done") else 0
        sizes.append(SizeQuality(size.position, size.product, size.label, tally, waiting))
    total = reduce(Tally.plus, (one.tally for one in sizes), NOTHING)
    inspections = _inspections(order)
    defects = [one for check in inspections if check.state != "withdrawn" for one in check.defects]
    return Quality(
        sizes=tuple(sizes),
        stages=tuple(floor.names),
        inspections=inspections,
        total=total,
        waiting=sum(one.waiting for one in sizes),
        short=sum(
            shortage(ordered=size.ordered, spare=size.spare, lost=all_lost(tallies, position))
            for position, size in enumerate(floor.sizes)
        ),
        cost_workshop=sum(one.cost for one in defects if one.bearer == "workshop"),
        cost_store=sum(one.cost for one in defects if one.bearer == "store"),
    )


def _come(floor: Floor, place: int) -> Sequence[int]:
    return floor.incoming if place == 0 else reached(floor.done, floor.targets, place)


def _inspections(order: WorkOrder) -> tuple[ToldInspection, ...]:
    """Newest first."""
    rows = Inspection.objects.of(order.store_id).filter(work_order=order).select_related("stage")
    shown = rows.prefetch_related("sizes", "photos__photo", "defects__size", "defects__back_to")
    return tuple(_told(row) for row in shown.order_by("-id")[:INSPECTIONS_SHOWN])


def _told(row: Inspection) -> ToldInspection:
    place = row.stage.name if row.stage else ""
    defects = tuple(_told_defect(one, row.state, place) for one in row.defects.all())
    came_back = any(one.remedy != "scrap" and one.passed + one.scrapped for one in defects)
    return ToldInspection(
        id=row.pk,
        place=place,
        state=row.state,
        at=row.at,
        note=row.note,
        checked=sum(one.checked for one in row.sizes.all()),
        passed=sum(one.passed for one in row.sizes.all()),
        defects=defects,
        photos=tuple(one.photo for one in row.photos.all()),
        may_withdraw=row.state != "withdrawn" and not came_back,
    )


def _told_defect(row: Defect, state: str, place: str) -> ToldDefect:
    return ToldDefect(
        id=row.pk,
        place=place,
        size=row.size.label,
        reason=row.reason,
        note=row.note,
        remedy=row.remedy,
        back_to=row.back_to.name if row.back_to and row.remedy == REWORK else "",
        pieces=row.pieces,
        passed=row.passed,
        scrapped=row.scrapped,
        out=row.out if state == "open" else 0,
        cost=row.cost,
        bearer=row.bearer,
    )


def shortages(store_id: int, work_order_ids: Iterable[int]) -> dict[int, int]:
    """Work order -> pieces that buyers will miss because they were scrapped beyond the spare ones. One query."""
    rows = QualityCount.objects.of(store_id).filter(
        size__work_order_id__in=list(work_order_ids), scrapped__gt=0
    )
    per_size = rows.values("size__work_order_id", "size_id", "size__ordered", "size__spare")
    short: Counter[int] = Counter()
    for row in per_size.annotate(lost=Sum("scrapped")).order_by():
        missing = shortage(ordered=row["size__ordered"], spare=row["size__spare"], lost=row["lost"])
        if missing:
            short[row["size__work_order_id"]] += missing
    return dict(short)


@dataclass(frozen=True)
class Balance:
    """One size of a PO: `ordered` = `good` + `in_work` + `short`, as far as its work orders go; `spare` beyond."""

    product: str
    values: tuple[str, ...]
    ordered: int
    spare: int
    good: int
    lost: int

    @property
    def in_work(self) -> int:
        """Pieces that can still become good."""
        return max(0, self.ordered + self.spare - self.good - self.lost)

    @property
    def short(self) -> int:
        """Buyers' pieces that will be missing: ordered - good - still in work."""
        return max(0, self.ordered - self.good - self.in_work)


def balances(campaign: Campaign, good: dict[tuple[str, tuple[str, ...]], int]) -> list[Balance]:
    """Every size of a PO's work orders against what is good (`floor.yields.good_pieces`). Two queries.

    Pieces that a workshop lost are lost to the ones that work on after it, too.
    """
    live = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign).exclude(state__in=GONE)
    wanted: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    sizes = WorkOrderSize.objects.of(campaign.store_id).filter(work_order__in=live.filter(followers=None))
    for product, values, ordered, spare in sizes.values_list("product", "values", "ordered", "spare"):
        both = wanted.setdefault((product, tuple(values)), [0, 0])
        both[0] += ordered
        both[1] += spare
    gone: Counter[tuple[str, tuple[str, ...]]] = Counter()
    rows = QualityCount.objects.of(campaign.store_id).filter(size__work_order__in=live, scrapped__gt=0)
    for product, values, scrapped in rows.values_list("size__product", "size__values", "scrapped"):
        gone[product, tuple(values)] += scrapped
    return [
        Balance(product, values, ordered, spare, good.get((product, values), 0), gone[product, values])
        for (product, values), (ordered, spare) in wanted.items()
    ]


def lost_at_stages(store_id: int, work_order_ids: Iterable[int]) -> dict[int, int]:
    """Stage -> pieces that will never come to it because they were scrapped there or before. One query."""
    rows = QualityCount.objects.of(store_id).filter(stage__isnull=False, scrapped__gt=0)
    rows = rows.filter(stage__work_order_id__in=list(work_order_ids))
    rows = rows.filter(stage__work_order__stages__position__gte=F("stage__position"))
    found = rows.values("stage__work_order__stages").annotate(lost=Sum("scrapped")).order_by()
    return {row["stage__work_order__stages"]: row["lost"] for row in found}

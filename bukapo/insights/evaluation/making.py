"""How a PO was made: its work orders against their plan, who made it, what was wrong."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Sum

from bukapo.campaigns.models import Campaign, Promise
from bukapo.campaigns.rules import MADE_TO_ORDER, PRODUCED, SHIP_UNTIL
from bukapo.insights import rules
from bukapo.insights.evaluation.legs import Leg, Made, Plan, StageDone, StageRow, course, stage_rows
from bukapo.insights.rules import Kept
from bukapo.production.models import Defect, InspectedSize, QualityCount, Stage, WorkOrder
from bukapo.production.quality.rules import REWORK, SCRAP

MOST_SHOWN = 8


@dataclass(frozen=True)
class Moved:
    """A promise that was moved, with the reason as buyers read it."""

    what: str
    was: date
    day: date
    reason: str


@dataclass(frozen=True)
class Supplier:
    """A workshop's part in the PO. `late` days of its worst work order (0: none), `faults` pieces wrong at first."""

    name: str
    work_orders: int
    pieces: int
    finished: int
    on_time: int
    late: int
    checked: int
    faults: int
    reworked: int
    scrapped: int

    @property
    def fault_bp(self) -> int | None:
        return rules.share(self.faults, self.checked)


@dataclass(frozen=True)
class SizeLoss:
    """Of `checked` pieces of a size, `lost` never became good."""

    label: str
    checked: int
    lost: int

    @property
    def lost_bp(self) -> int | None:
        return rules.share(self.lost, self.checked)


@dataclass(frozen=True)
class Making:
    """`legs`: where the days went; `stages`: each stage over all work orders. `reasons` {reason: pieces}."""

    legs: tuple[Leg, ...] = ()
    stages: tuple[StageRow, ...] = ()
    moved: tuple[Moved, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    sizes: tuple[SizeLoss, ...] = ()


def making_of(campaign: Campaign, kept: Sequence[Kept]) -> Making:
    """`kept` are the PO's promises. Six queries."""
    orders = _orders(campaign)
    checked, faults, reasons = _faults(campaign)
    return Making(
        legs=_legs(campaign, kept, orders),
        stages=stage_rows(orders),
        moved=_moved(campaign),
        suppliers=_suppliers(orders, _pieces(campaign), checked, faults),
        reasons=tuple(reasons.most_common()),
        sizes=_sizes(campaign),
    )


def _orders(campaign: Campaign) -> list[Made]:
    zone = ZoneInfo(campaign.store.zone)
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign)
    live = rows.exclude(state__in=["refused", "cancelled"]).order_by("pk")
    stages: dict[int, list[StageDone]] = defaultdict(list)
    steps = (
        Stage.objects.of(campaign.store_id).filter(work_order__in=live).order_by("work_order_id", "position")
    )
    for order, name, due, finished in steps.values_list("work_order_id", "name", "due", "finished_at"):
        stages[order].append(StageDone(name, due, _day(finished, zone)))
    columns = (
        "pk", "number", "workshop_name", "sent_at", "accepted_at", "done_at", "deadline", "after__number",
    )  # fmt: skip
    return [
        Made(
            number, workshop, sent.astimezone(zone).date(), _day(accepted, zone), _day(done, zone), deadline,
            tuple(stages[pk]), after or "",
        )
        for pk, number, workshop, sent, accepted, done, deadline, after in live.values_list(*columns)
    ]  # fmt: skip


def _legs(campaign: Campaign, kept: Sequence[Kept], orders: Sequence[Made]) -> tuple[Leg, ...]:
    told = {one.what: one for one in kept}
    closed = campaign.closed_at or campaign.closes_at
    if (
        campaign.kind == MADE_TO_ORDER
        or PRODUCED not in told
        or closed is None
        or campaign.state == "published"
    ):
        return ()
    made, sent = told[PRODUCED], told.get(SHIP_UNTIL)
    plan = Plan(
        closed=closed.astimezone(ZoneInfo(campaign.store.zone)).date(),
        made_by=made.first,
        made=made.actual,
        sent_by=sent.first if sent else None,
        sent=sent.actual if sent else None,
    )
    return course(plan, orders)


def _moved(campaign: Campaign) -> tuple[Moved, ...]:
    last: dict[str, date] = {}
    found = []
    rows = Promise.objects.of(campaign.store_id).filter(campaign=campaign).order_by("pk")
    for what, day, reason in rows.values_list("what", "day", "reason"):
        if what in last and day != last[what]:
            found.append(Moved(what, last[what], day, reason))
        last[what] = day
    return tuple(found[-MOST_SHOWN:])


def _pieces(campaign: Campaign) -> dict[str, int]:
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign)
    live = rows.exclude(state__in=["refused", "cancelled"]).order_by()
    return dict(live.values_list("workshop_name").annotate(n=Sum("pieces")))


def _faults(campaign: Campaign) -> tuple[dict[str, int], dict[str, Counter[str]], Counter[str]]:
    """(workshop -> checked pieces, workshop -> remedy -> pieces, reason -> pieces). Two queries."""
    maker = "inspection__work_order__workshop_name"
    mine = {"inspection__work_order__campaign": campaign}
    looked = InspectedSize.objects.of(campaign.store_id).filter(**mine).exclude(inspection__state="withdrawn")
    checked = dict(looked.order_by().values_list(maker).annotate(n=Sum("checked")))
    by_maker: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    rows = Defect.objects.of(campaign.store_id).filter(**mine).exclude(inspection__state="withdrawn")
    for name, remedy, reason, pieces in (
        rows.order_by().values_list(maker, "remedy", "reason").annotate(n=Sum("pieces"))
    ):
        by_maker[name][remedy] += pieces
        reasons[reason] += pieces
    return checked, by_maker, reasons


def _suppliers(
    orders: Sequence[Made], pieces: dict[str, int], checked: dict[str, int], faults: dict[str, Counter[str]]
) -> tuple[Supplier, ...]:
    by_name: dict[str, list[Made]] = defaultdict(list)
    for one in orders:
        by_name[one.workshop].append(one)
    told = []
    for name, rows in by_name.items():
        lates = [(one.over - one.deadline).days for one in rows if one.over]
        wrong = faults.get(name, Counter())
        told.append(
            Supplier(
                name, len(rows), pieces.get(name, 0), len(lates), sum(days <= 0 for days in lates),
                max([0, *lates]), checked.get(name, 0), sum(wrong.values()), wrong[REWORK], wrong[SCRAP],
            )
        )  # fmt: skip
    return tuple(sorted(told, key=lambda one: (-one.pieces, one.name))[:MOST_SHOWN])


def _sizes(campaign: Campaign) -> tuple[SizeLoss, ...]:
    """A piece that is checked at several places counts once: at the place with most checks. One query."""
    rows = QualityCount.objects.of(campaign.store_id).filter(
        size__work_order__campaign=campaign, checked__gt=0
    )
    most: dict[int, int] = {}
    label: dict[int, str] = {}
    lost: Counter[str] = Counter()
    facts = rows.values_list("size_id", "size__product", "size__values", "checked", "scrapped")
    for size, product, values, checked, scrapped in facts:
        label[size] = " / ".join(values) or product
        most[size] = max(most.get(size, 0), checked)
        lost[label[size]] += scrapped
    whole: Counter[str] = Counter()
    for size, checked in most.items():
        whole[label[size]] += checked
    found = [SizeLoss(name, checked, lost[name]) for name, checked in whole.items()]
    return tuple(sorted(found, key=lambda one: (-one.lost, one.label)))


def _day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if moment else None

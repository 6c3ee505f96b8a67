"""A workshop's numbers, calendar and work orders as the engine takes them. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from bukapo.production.models import DayOff, StagePace, StageReport, WorkOrder, Workshop, WorkWeek
from bukapo.production.promise.calendar import Closure, WorkDays
from bukapo.production.promise.learn import Guess
from bukapo.production.promise.outlook import TYPED_DOUBT, Known, Work
from bukapo.production.promise.past import Past, Report
from bukapo.production.promise.typed import TypedPace
from bukapo.production.promise.usual import key_of
from bukapo.production.promise.writes import OPEN

MOST_PAST = 40
"""Work orders of a workshop that are looked at, the latest."""


@dataclass(frozen=True)
class Shop:
    """A workshop of a store: of its directory, or only a name on work orders ("" = nobody in particular)."""

    store_id: int
    zone: str
    workshop: Workshop | None = None
    name: str = ""

    @property
    def key(self) -> str:
        """The same on every run, for the seed."""
        return f"{self.store_id}:{self.workshop.pk if self.workshop else key_of(self.name)}"

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def today(self, at: datetime) -> date:
        return at.astimezone(self.tz).date()


@dataclass(frozen=True)
class Own:
    """`past` of `known` with the row of each, oldest first."""

    known: Known
    rows: tuple[WorkOrder, ...]

    def queue(self, before: WorkOrder | None = None) -> list[Past]:
        """Open work, what was sent before `before`."""
        return [
            past
            for row, past in zip(self.rows, self.known.past, strict=True)
            if row.state in OPEN and (before is None or row.pk < before.pk)
        ]

    def work(self, order: WorkOrder) -> Work:
        """An open work order as it stands. KeyError when it is not among the rows."""
        row, past = {row.pk: (row, past) for row, past in zip(self.rows, self.known.past, strict=True)}[
            order.pk
        ]
        stages = list(row.stages.all())
        return Work(
            stages=tuple(stage.name for stage in stages),
            pieces=past.pieces,
            sent=past.sent,
            done=tuple(stage.done for stage in stages),
            begun=past.begun is not None,
        )

    @property
    def stages(self) -> tuple[str, ...]:
        """Of the latest work order; () when there is none."""
        return tuple(stage.name for stage in self.rows[-1].stages.all()) if self.rows else ()


def own_facts(shop: Shop, *, until: WorkOrder | None = None) -> Own:
    """Seven queries at most. `until`: with that work order as the last."""
    found = _orders(shop) if until is None else _orders(shop).filter(pk__lte=until.pk)
    rows = list(found.prefetch_related("stages").order_by("-pk")[:MOST_PAST])[::-1]
    reports = _reports(shop, rows)
    past = tuple(_past(row, reports[row.pk], ZoneInfo(shop.zone)) for row in rows)
    typed = {key_of(p.stage): _guess(p) for p in typed_paces(shop.store_id, shop.workshop)}
    return Own(Known(shop.key, work_days(shop.store_id, shop.workshop), typed, past), tuple(rows))


def typed_paces(store_id: int, workshop: Workshop | None, *, own: bool = False) -> list[TypedPace]:
    """What the workshop says; without anything of its own what counts for any (unless `own`)."""
    mine = Q(workshop=workshop) if own or workshop is None else Q(workshop=workshop) | Q(workshop=None)
    rows = list(StagePace.objects.of(store_id).filter(mine))
    its = [row for row in rows if row.workshop_id == (workshop.pk if workshop else None)]
    return [TypedPace(row.stage, row.each, row.people) for row in its or rows]


def work_days(store_id: int, workshop: Workshop | None) -> WorkDays:
    """The workshop's calendar, else the store's, else what is usual."""
    mine = Q(workshop=workshop) | Q(workshop=None)
    rows = {row.workshop_id: row for row in WorkWeek.objects.of(store_id).filter(mine)}
    week = rows.get(workshop.pk if workshop else None) or rows.get(None)
    if week is None:
        return WorkDays()
    off = DayOff.objects.of(store_id).filter(week=week).order_by("works", "first", "id")
    return WorkDays(
        tuple(day == "1" for day in week.weekdays),
        week.national,
        week.joint,
        week.before,
        week.after,
        tuple(Closure(row.first, row.last, row.name, row.works) for row in off),
    )


def _guess(pace: TypedPace) -> Guess:
    return Guess(pace.each * pace.people, TYPED_DOUBT, pace.people, source="typed")


def _orders(shop: Shop) -> "QuerySet[Any]":
    rows = WorkOrder.objects.of(shop.store_id).exclude(state__in=["cancelled", "refused"])
    if shop.workshop is not None:
        return rows.filter(workshop=shop.workshop)
    return rows.filter(workshop=None, workshop_name__iexact=shop.name)


def _reports(shop: Shop, rows: Sequence[WorkOrder]) -> dict[int, list[tuple[int, int, datetime]]]:
    found = StageReport.objects.of(shop.store_id).filter(stage__work_order__in=[row.pk for row in rows])
    told: dict[int, list[tuple[int, int, datetime]]] = defaultdict(list)
    for order, *report in found.order_by("id").values_list(
        "stage__work_order_id", "stage__position", "count", "at"
    ):
        told[order].append(tuple(report))
    return told


def _past(row: WorkOrder, reports: Sequence[tuple[int, int, datetime]], zone: ZoneInfo) -> Past:
    """A report that takes something back leaves the highest count: what was made was made."""
    stages = list(row.stages.all())
    started = min((at for _place, count, at in reports if count), default=None)
    finished = [stage.finished_at for stage in stages if stage.finished_at]
    ended = row.done_at or (max(finished) if finished and len(finished) == len(stages) else None)
    return Past(
        stages=tuple(key_of(stage.name) for stage in stages),
        pieces=row.pieces,
        sent=row.sent_at.astimezone(zone).date(),
        begun=started.astimezone(zone).date() if started else None,
        over=ended.astimezone(zone).date() if ended else None,
        reports=tuple(Report(place, at.astimezone(zone).date(), count) for place, count, at in reports),
    )

"""The board of a store: all its open work orders, weighed in a fixed number of queries, and one page of them told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Sum

from bukapo.production.board.rules import (
    WHOLE,
    Standing,
    WorkingDays,
    concerns,
    pieces_a_day,
    planned,
    urgency,
)
from bukapo.production.models import HandOverSize, Stage, StageReport, WorkOrder
from bukapo.production.promise.facts import work_days
from bukapo.production.promise.reads import latest_forecasts
from bukapo.production.quality.reads import lost_at_stages, shortages
from bukapo.stores.models import Store

PAGE = 40
OPEN = ("sent", "questioned", "accepted", "working")
COLUMNS = (
    "id", "number", "state", "workshop_name", "campaign__title", "campaign__slug", "deadline", "pieces", "question",
    "accepted_at", "after__number",
)  # fmt: skip


@dataclass(frozen=True)
class BoardStage:
    """`today` pieces passed it since midnight; `wanted` would be a day's share of what is left until the deadline."""

    name: str
    done: int
    target: int
    today: int
    wanted: int

    @property
    def finished(self) -> bool:
        return self.done >= self.target


@dataclass(frozen=True)
class BoardLine:
    """One work order. `done` and `plan` are basis points of all stage work; `days` to the deadline (below 0: past).

    `ready` pieces can be worked on: all of them, or what has arrived from the work order numbered `after`.
    """

    number: str
    state: str
    workshop_name: str
    campaign: str
    campaign_slug: str
    deadline: date
    days: int
    pieces: int
    stages: tuple[BoardStage, ...]
    done: int
    plan: int | None
    foreseen: tuple[date, date] | None
    short: int
    question: str
    quiet_days: int
    concerns: tuple[str, ...]
    after: str
    ready: int

    @property
    def days_late(self) -> int:
        """Days past the deadline."""
        return max(0, -self.days)

    @property
    def current(self) -> BoardStage | None:
        """The first stage that is not finished."""
        return next((stage for stage in self.stages if not stage.finished), None)


@dataclass(frozen=True)
class Board:
    """Everything open, most urgent first. `counts` {concern: work orders}; `today` per stage name, in order."""

    lines: tuple[BoardLine, ...]
    counts: dict[str, int]

    def of(self, concern: str) -> tuple[BoardLine, ...]:
        """The lines with that concern; all of them for ""."""
        return tuple(one for one in self.lines if not concern or concern in one.concerns)


@dataclass
class _Facts:
    """What was read of all open work orders, by id (of the work order, or of the stage)."""

    stages: dict[int, list[tuple[int, str, int, int]]] = field(default_factory=dict)
    moved: dict[int, datetime] = field(default_factory=dict)
    reported: dict[int, datetime] = field(default_factory=dict)
    before_today: dict[int, int] = field(default_factory=dict)
    lost: dict[int, int] = field(default_factory=dict)
    short: dict[int, int] = field(default_factory=dict)
    foreseen: dict[int, Any] = field(default_factory=dict)
    arrived: dict[int, int] = field(default_factory=dict)


def board(store: Store, now: datetime, *, campaign_id: int | None = None, workshop_name: str = "") -> Board:
    """The open work orders of a store, of one PO or of one workshop. Eleven queries, however many there are."""
    rows = _open(store, campaign_id, workshop_name)
    orders, zone = list(rows.values(*COLUMNS)), ZoneInfo(store.zone)
    facts = _facts(store, [order["id"] for order in orders], _midnight(now, zone))
    today = now.astimezone(zone).date()
    accepted = [order["accepted_at"].astimezone(zone).date() for order in orders if order["accepted_at"]]
    known = [today, *accepted, *(order["deadline"] for order in orders)]
    days = WorkingDays(min(known), max(known), work_days(store.pk, None).works)
    lines = [_line(order, facts, days, today, now, zone) for order in orders]
    lines.sort(key=lambda one: urgency(one.concerns, one.deadline, one.number))
    return Board(tuple(lines), dict(Counter(worry for one in lines for worry in one.concerns)))


def _open(store: Store, campaign_id: int | None, workshop_name: str) -> "QuerySet[Any]":
    """Also a refused work order, until its PO has another one that was sent later."""
    rows = WorkOrder.objects.of(store)
    later = rows.filter(campaign_id=OuterRef("campaign_id"), pk__gt=OuterRef("pk"))
    waits = Q(state="refused", campaign__state="closed", campaign__produced_at=None) & ~Exists(later)
    rows = rows.filter(Q(state__in=OPEN) | waits)
    if campaign_id is not None:
        rows = rows.filter(campaign_id=campaign_id)
    if workshop_name:
        rows = rows.filter(workshop_name=workshop_name)
    return rows.order_by("id")


def _facts(store: Store, ids: Sequence[int], midnight: datetime) -> _Facts:
    facts = _Facts(short=shortages(store.pk, ids), foreseen=latest_forecasts(store.pk, ids))
    facts.lost = lost_at_stages(store.pk, ids)
    come = HandOverSize.objects.of(store).filter(hand_over__receiver__in=ids, received__isnull=False)
    come = come.order_by().values("hand_over__receiver").annotate(n=Sum("received"))
    facts.arrived = dict(come.values_list("hand_over__receiver", "n"))
    rows = Stage.objects.of(store).filter(work_order_id__in=ids).order_by("work_order_id", "position")
    for pk, order, name, done, target in rows.values_list("id", "work_order_id", "name", "done", "target"):
        facts.stages.setdefault(order, []).append((pk, name, done, target))
    reports = StageReport.objects.of(store).filter(stage__work_order_id__in=ids)
    last = reports.values("stage_id", "stage__work_order_id").annotate(at=Max("at")).order_by()
    moved_today = []
    for row in last:
        order = row["stage__work_order_id"]
        facts.moved[order] = max(row["at"], facts.moved.get(order, row["at"]))
        if row["at"] >= midnight:
            moved_today.append(row["stage_id"])
    facts.before_today = dict.fromkeys(moved_today, 0) | _before(store, moved_today, midnight)
    return facts


def _before(store: Store, stage_ids: Sequence[int], midnight: datetime) -> dict[int, int]:
    """Where stages that moved today stood when the day began."""
    reports = StageReport.objects.of(store)
    earlier = reports.filter(stage_id__in=stage_ids, at__lt=midnight).order_by().values("stage_id")
    last = reports.filter(pk__in=earlier.annotate(last=Max("id")).values("last"))
    return dict(last.values_list("stage_id", "count"))


def _line(
    order: dict[str, Any], facts: _Facts, days: WorkingDays, today: date, now: datetime, zone: ZoneInfo
) -> BoardLine:
    pk, deadline, accepted_at = order["id"], order["deadline"], order["accepted_at"]
    stages = tuple(_stages(pk, facts, days, deadline, today))
    whole = sum(stage.target for stage in stages)
    done = WHOLE * sum(min(stage.done, stage.target) for stage in stages) // whole if whole else 0
    accepted = accepted_at.astimezone(zone).date() if accepted_at else None
    plan = planned(days, accepted=accepted, deadline=deadline, today=today) if accepted else None
    moved = max(filter(None, (facts.moved.get(pk), accepted_at)), default=None)
    forecast = facts.foreseen.get(pk)
    standing = Standing(
        order["state"], deadline, done, plan, moved, forecast.p50 if forecast else None,
        facts.short.get(pk, 0), bool(order["question"]),
    )  # fmt: skip
    return BoardLine(
        number=order["number"],
        state=order["state"],
        workshop_name=order["workshop_name"],
        campaign=order["campaign__title"],
        campaign_slug=order["campaign__slug"],
        deadline=deadline,
        days=(deadline - today).days,
        pieces=order["pieces"],
        stages=stages,
        done=done,
        plan=plan,
        foreseen=(forecast.p50, forecast.p90) if forecast else None,
        short=standing.short,
        question=order["question"],
        quiet_days=(now - moved).days if moved else 0,
        concerns=concerns(standing, today=today, now=now),
        after=order["after__number"] or "",
        ready=facts.arrived.get(pk, 0) if order["after__number"] else order["pieces"],
    )


def _stages(
    order: int, facts: _Facts, days: WorkingDays, deadline: date, today: date
) -> Iterator[BoardStage]:
    """What was scrapped is nobody's work any more: the targets are without it."""
    for pk, name, done, target in facts.stages.get(order, ()):
        target = max(0, target - facts.lost.get(pk, 0))
        moved = done - facts.before_today[pk] if pk in facts.before_today else 0
        wanted = pieces_a_day(days, left=max(0, target - done), deadline=deadline, today=today)
        yield BoardStage(name, done, target, max(0, moved), wanted)


def _midnight(now: datetime, zone: ZoneInfo) -> datetime:
    return now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)

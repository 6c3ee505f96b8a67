"""The directory with the record of each workshop, all of it computed from its work orders."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Max, Min, OuterRef, QuerySet, Subquery

from bukapo.production.models import Stage, WorkOrder, Workshop
from bukapo.production.promise.writes import OPEN
from bukapo.production.quality.complaints import complaints
from bukapo.production.quality.record import Record, rate, record_by_month, records, together
from bukapo.production.workshops.rules import middle
from bukapo.stores.models import Store

PAGE = 30
LATELY = 20
"""Finished work orders that the lead time is the middle of, the latest ones."""


@dataclass(frozen=True)
class Given:
    """A work order. `through` pieces have passed its last stage; `days` it took; `late` past the deadline (0: not)."""

    number: str
    state: str
    campaign: str
    campaign_slug: str
    pieces: int
    through: int
    deadline: date
    sent_at: datetime
    done_at: datetime | None
    unit_cost: int | None
    days: int | None
    late: int


@dataclass(frozen=True)
class Told:
    """What a workshop's work says of it.

    `needed` days (the middle of `of` finished work orders) from the work order, or from the first pieces that came
    from another, to done. `made` pieces, `complained` of them were wrong in buyers' hands; `refused` work
    orders. `open` soonest deadline first, `past` latest first.
    """

    workshop: Workshop
    record: Record = field(default_factory=Record)
    needed: int | None = None
    of: int = 0
    made: int = 0
    refused: int = 0
    complained: int = 0
    open: tuple[Given, ...] = ()
    past: tuple[Given, ...] = ()

    @property
    def open_pieces(self) -> int:
        """Still to be made."""
        return sum(max(0, one.pieces - one.through) for one in self.open)

    @property
    def complaint_rate(self) -> int | None:
        """Basis points of the pieces made, half up."""
        return rate(self.complained, self.made)

    @property
    def last_price(self) -> Given | None:
        """The latest work order whose cost a piece was written down."""
        priced = [one for one in (*self.open, *self.past) if one.unit_cost is not None]
        return max(priced, key=lambda one: one.sent_at, default=None)

    @property
    def known(self) -> bool:
        """Anything was finished or checked."""
        return bool(self.record.finished or self.record.checked or self.complained)


def workshops(store: Store, *, archived: bool = False) -> "QuerySet[Workshop]":
    """The lines of the directory, by name."""
    rows: QuerySet[Workshop] = Workshop.objects.of(store).filter(archived_at__isnull=not archived)
    return rows.order_by("name", "id")


def told(store: Store, rows: Sequence[Workshop]) -> list[Told]:
    """Each with its record. Six queries, however many there are."""
    found: dict[int, list[Record]] = defaultdict(list)
    for (workshop, _name), record in records(store.pk).items():
        if workshop is not None:  # a workshop that was renamed is one maker under several names
            found[workshop].append(record)
    given, wrong = _given(store, [row.pk for row in rows]), _complained(store)
    return [_told(row, together(found[row.pk]), given.get(row.pk, []), wrong[row.pk]) for row in rows]


def told_one(store: Store, row: Workshop) -> tuple[Told, dict[str, Record]]:
    """With its record month by month. Six queries."""
    months = record_by_month(store.pk, workshop_id=row.pk)
    given = _given(store, [row.pk]).get(row.pk, [])
    return _told(row, together(months.values()), given, _complained(store)[row.pk]), months


def _complained(store: Store) -> Counter[int]:
    """Workshop -> pieces that buyers found wrong. One query."""
    found: Counter[int] = Counter()
    for (workshop, _name), reasons in complaints(store.pk).items():
        found[workshop or 0] += reasons.total()
    return found


def unlisted(store: Store) -> list[str]:
    """Names that stand on work orders and not in the directory. Two queries."""
    known = {name.casefold() for name in Workshop.objects.of(store).values_list("name", flat=True)}
    rows = WorkOrder.objects.of(store).filter(workshop=None).order_by("workshop_name")
    names = rows.values_list("workshop_name", flat=True).distinct()[:200]
    return [name for name in names if name.casefold() not in known][:20]


def busiest(store: Store, most: int) -> list[Workshop]:
    """Those that were given work last, then by name. One query."""
    rows = workshops(store).annotate(last=Max("work_orders__pk"))
    return list(rows.order_by(F("last").desc(nulls_last=True), "name")[:most])


def _given(store: Store, ids: Sequence[int]) -> dict[int, list[Given]]:
    """Workshop -> its work orders, the latest first. One query."""
    last = Stage.objects.of(store).filter(work_order=OuterRef("pk")).order_by("-position").values("done")[:1]
    rows = WorkOrder.objects.of(store).filter(workshop__in=ids, state__in=[*OPEN, "done", "refused"])
    rows = rows.annotate(through=Subquery(last), came=Min("arrivals__received_at")).order_by("-pk")
    zone, found = ZoneInfo(store.zone), defaultdict[int, list[Given]](list)
    for row in rows.values(
        "workshop_id", "number", "state", "campaign__title", "campaign__slug", "pieces", "through", "deadline",
        "sent_at", "done_at", "unit_cost", "came", "after_id",
    ):  # fmt: skip
        found[row["workshop_id"]].append(_one(row, zone))
    return found


def _one(row: dict[str, Any], zone: ZoneInfo) -> Given:
    over = row["done_at"] and row["done_at"].astimezone(zone).date()
    begun = row["came"] if row["after_id"] and row["came"] else row["sent_at"]
    return Given(
        number=row["number"],
        state=row["state"],
        campaign=row["campaign__title"],
        campaign_slug=row["campaign__slug"],
        pieces=row["pieces"],
        through=row["through"] or 0,
        deadline=row["deadline"],
        sent_at=row["sent_at"],
        done_at=row["done_at"],
        unit_cost=row["unit_cost"],
        days=max(0, (over - begun.astimezone(zone).date()).days) if over else None,
        late=max(0, (over - row["deadline"]).days) if over else 0,
    )


def _told(workshop: Workshop, record: Record, given: Iterable[Given], complained: int) -> Told:
    orders = list(given)
    past = [one for one in orders if one.state == "done"]
    days = [one.days for one in past[:LATELY] if one.days is not None]
    running = sorted((one for one in orders if one.state in OPEN), key=lambda one: one.deadline)
    return Told(
        workshop=workshop,
        record=record,
        needed=middle(days),
        of=len(days),
        made=sum(one.through for one in past),
        refused=sum(one.state == "refused" for one in orders),
        complained=complained,
        open=tuple(running),
        past=tuple(past),
    )

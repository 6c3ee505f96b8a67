"""The record of who makes things, from facts: how much was wrong, how much came back, how much was late.

Rates are basis points, rounded half up.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum

from bukapo.campaigns.models import Campaign
from bukapo.production.models import Defect, InspectedSize, QualityCount, WorkOrder
from bukapo.production.quality.rules import BEARERS, REPLACE, REWORK, SCRAP
from bukapo.stores.models import Store

Maker = tuple[int | None, str]
"""(a workshop of the directory, the name on its work orders); without a directory entry the name alone."""


def rate(part: int, whole: int) -> int | None:
    """Basis points, half up; None of nothing."""
    return (2 * 10_000 * part + whole) // (2 * whole) if whole else None


@dataclass(frozen=True)
class Record:
    """`checked` pieces were looked at, `defects` of them were wrong at first.

    `finished` work orders were done, `on_time` of them by their deadline; `late` are the days of the others.
    """

    checked: int = 0
    reworked: int = 0
    replaced: int = 0
    scrapped: int = 0
    finished: int = 0
    on_time: int = 0
    late: tuple[int, ...] = ()

    @property
    def defects(self) -> int:
        return self.reworked + self.replaced + self.scrapped

    @property
    def defect_rate(self) -> int | None:
        """Of the checked pieces."""
        return rate(self.defects, self.checked)

    @property
    def rework_rate(self) -> int | None:
        """Of the checked pieces."""
        return rate(self.reworked, self.checked)

    @property
    def on_time_rate(self) -> int | None:
        """Of the finished work orders."""
        return rate(self.on_time, self.finished)

    @property
    def days_late(self) -> int | None:
        """The middle one of the late work orders' days (the smaller of two)."""
        return sorted(self.late)[(len(self.late) - 1) // 2] if self.late else None


def records(
    store_id: int, *, since: datetime | None = None, until: datetime | None = None
) -> dict[Maker, Record]:
    """Every maker of this store, over what was checked and finished in [since, until). Four queries."""
    return _records(store_id, since, until)


def record_of_store(store_id: int, *, since: datetime | None = None, until: datetime | None = None) -> Record:
    """All makers of this store together."""
    return together(_records(store_id, since, until).values())


def record_by_month(store_id: int, *, workshop_id: int | None = None) -> dict[str, Record]:
    """`2026-11` in the store's zone -> the record of that month; of one workshop, or of all. Oldest first."""
    zone = ZoneInfo(Store.objects.get(pk=store_id).zone)
    found: dict[str, dict[str, Any]] = defaultdict(_blank)
    for row in _checked(store_id, None, None):
        if workshop_id in (None, row["maker"][0]):
            _count_check(found[f"{row['at'].astimezone(zone):%Y-%m}"], row)
    for (workshop, _), done_at, deadline in _finished(store_id, None, None):
        if workshop_id in (None, workshop):
            day = done_at.astimezone(zone).date()
            _count_finish(found[f"{day:%Y-%m}"], day, deadline)
    return {month: _made(found[month]) for month in sorted(found)}


def _records(store_id: int, since: datetime | None, until: datetime | None) -> dict[Maker, Record]:
    zone = ZoneInfo(Store.objects.get(pk=store_id).zone)
    found: dict[Maker, dict[str, Any]] = defaultdict(_blank)
    for row in _checked(store_id, since, until):
        _count_check(found[row["maker"]], row)
    for maker, done_at, deadline in _finished(store_id, since, until):
        _count_finish(found[maker], done_at.astimezone(zone).date(), deadline)
    return {maker: _made(one) for maker, one in found.items()}


def _checked(store_id: int, since: datetime | None, until: datetime | None) -> Iterable[dict[str, Any]]:
    """Checks that count, each with its pieces and its faults by remedy. Two queries."""
    when = _between("inspection__at", since, until) & ~Q(inspection__state="withdrawn")
    maker = ("inspection__work_order__workshop_id", "inspection__work_order__workshop_name")
    faults: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Defect.objects.of(store_id).filter(when).values_list("inspection_id", "remedy")
    for inspection, remedy, pieces in rows.annotate(n=Sum("pieces")).order_by():
        faults[inspection][remedy] = pieces
    looked = InspectedSize.objects.of(store_id).filter(when).values("inspection_id", "inspection__at", *maker)
    for row in looked.annotate(checked=Sum("checked")).order_by():
        yield {
            "maker": (row[maker[0]], row[maker[1]]),
            "at": row["inspection__at"],
            "checked": row["checked"],
            "faults": faults[row["inspection_id"]],
        }


def _finished(
    store_id: int, since: datetime | None, until: datetime | None
) -> Iterable[tuple[Maker, datetime, date]]:
    """Every work order that was done: its maker, when, and its deadline. One query."""
    rows = WorkOrder.objects.of(store_id).filter(_between("done_at", since, until), state="done")
    facts = rows.values_list("workshop_id", "workshop_name", "done_at", "deadline")
    for workshop, name, done_at, deadline in facts:
        yield (workshop, name), done_at, deadline


def _between(field: str, since: datetime | None, until: datetime | None) -> Q:
    when = Q()
    if since is not None:
        when &= Q(**{f"{field}__gte": since})
    if until is not None:
        when &= Q(**{f"{field}__lt": until})
    return when


def _blank() -> dict[str, Any]:
    return {"checked": 0, REWORK: 0, REPLACE: 0, SCRAP: 0, "finished": 0, "on_time": 0, "late": []}


def _count_check(one: dict[str, Any], row: dict[str, Any]) -> None:
    one["checked"] += row["checked"]
    for remedy, pieces in row["faults"].items():
        one[remedy] += pieces


def _count_finish(one: dict[str, Any], day: date, deadline: date) -> None:
    one["finished"] += 1
    if day > deadline:
        one["late"].append((day - deadline).days)
    else:
        one["on_time"] += 1


def _made(one: dict[str, Any]) -> Record:
    return Record(
        one["checked"],
        one[REWORK],
        one[REPLACE],
        one[SCRAP],
        one["finished"],
        one["on_time"],
        tuple(one["late"]),
    )


def together(many: Iterable[Record]) -> Record:
    """One record of several: of one maker under two names, of all its months."""
    whole = _blank()
    for one in many:
        whole["checked"] += one.checked
        whole[REWORK] += one.reworked
        whole[REPLACE] += one.replaced
        whole[SCRAP] += one.scrapped
        whole["finished"] += one.finished
        whole["on_time"] += one.on_time
        whole["late"] += one.late
    return _made(whole)


@dataclass(frozen=True)
class Share:
    """Of `checked` pieces of one size, `defective` were wrong at first and `lost` never became good."""

    checked: int
    defective: int
    lost: int

    @property
    def defect_share(self) -> int | None:
        """Basis points."""
        return rate(self.defective, self.checked)

    @property
    def lost_share(self) -> int | None:
        """Basis points: what spare pieces have to make up for."""
        return rate(self.lost, self.checked)


def defect_shares(store_id: int) -> dict[tuple[str, tuple[str, ...]], Share]:
    """(product as the recap names it, values of its options) -> its history in this store. Two queries.

    A piece that is checked at the workshop and again in the shop counts once: at the place with more checks.
    """
    faults: dict[tuple[str, tuple[str, ...]], int] = defaultdict(int)
    live = Defect.objects.of(store_id).exclude(inspection__state="withdrawn")
    for product, values, pieces in live.values_list("size__product", "size__values", "pieces"):
        faults[product, tuple(values)] += pieces
    most: dict[int, int] = {}
    named: dict[int, tuple[str, tuple[str, ...]]] = {}
    lost: dict[tuple[str, tuple[str, ...]], int] = defaultdict(int)
    rows = QualityCount.objects.of(store_id).filter(checked__gt=0)
    facts = rows.values_list("size_id", "size__product", "size__values", "checked", "scrapped")
    for size, product, values, checked, scrapped in facts:
        named[size] = (product, tuple(values))
        most[size] = max(most.get(size, 0), checked)
        lost[named[size]] += scrapped
    seen: dict[tuple[str, tuple[str, ...]], int] = defaultdict(int)
    for size, checked in most.items():
        seen[named[size]] += checked
    return {piece: Share(checked, faults[piece], lost[piece]) for piece, checked in seen.items()}


def quality_costs(campaign: Campaign) -> dict[str, int]:
    """Rupiah that the defects of a PO cost, by who bears them."""
    rows = Defect.objects.of(campaign.store_id).filter(inspection__work_order__campaign=campaign)
    sums = (
        rows.exclude(inspection__state="withdrawn").values_list("bearer").annotate(n=Sum("cost")).order_by()
    )
    found = dict(sums)
    return {bearer: found.get(bearer, 0) or 0 for bearer in BEARERS}

"""A store's record says of its claims what the journal says: when each was to be decided, when it was."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.stores.models import Store
from bukapo.trust.claims.record import claims_record
from bukapo.trust.models import Claim

WHY = "the audit reads every store"
DECIDED = ("claim.offered", "claim.granted", "claim.refused")


@dataclass(frozen=True)
class _Clock:
    """`due_at`: the last deadline told; `decided_at`: the first decision; `overdue_at`: the last time it was told."""

    due_at: datetime | None = None
    decided_at: datetime | None = None
    overdue_at: datetime | None = None
    withdrawn: bool = False

    @property
    def counts_as(self) -> str:
        if self.overdue_at or (self.decided_at and self.due_at and self.decided_at > self.due_at):
            return "overdue"
        return "in_time" if self.decided_at else "running"


def clocks() -> Iterator[Breach]:
    """Every claim was to be decided, and was decided, when its events say; the record counts exactly these."""
    told = _told()
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Claim.objects.across_stores(WHY).order_by("pk")
    for row in rows.iterator(chunk_size=1000):
        clock = told.get(row.pk, _Clock())
        if (row.due_at, row.decided_at, row.overdue_at) != (clock.due_at, clock.decided_at, clock.overdue_at):
            yield Breach("claim", f"claim {row.pk}", "was to be decided, or was, at another time than told")
        if not clock.withdrawn:
            counted[row.store_id][clock.counts_as] += 1
    for store in Store.objects.order_by("pk"):
        said, own = claims_record(store.pk), counted[store.pk]
        if (said.claims, said.in_time, said.overdue) != (own.total(), own["in_time"], own["overdue"]):
            yield Breach("record", f"store {store.pk}", "tells another number of claims answered in time")


def _told() -> dict[int, _Clock]:
    found: dict[int, _Clock] = {}
    rows = EventRow.objects.filter(subject="trust.Claim").order_by("subject_id", "seq")
    for claim, kind, data, at in rows.values_list("subject_id", "kind", "data", "at").iterator(
        chunk_size=2000
    ):
        found[claim] = _after(found.get(claim, _Clock()), kind, data, at)
    return found


def _after(clock: _Clock, kind: str, data: Mapping[str, Any], at: datetime) -> _Clock:
    if kind in ("claim.opened", "claim.declined", "claim.answered", "claim.reopened"):
        return replace(clock, due_at=datetime.fromisoformat(data["due_at"]))
    if kind in DECIDED:
        return replace(clock, decided_at=clock.decided_at or at)
    if kind == "claim.overdue":
        return replace(clock, overdue_at=at)
    return replace(clock, withdrawn=clock.withdrawn or kind == "claim.withdrawn")

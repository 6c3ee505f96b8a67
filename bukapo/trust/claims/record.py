"""How a store deals with claims, from facts: for its public record and its evaluations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from bukapo.trust.claims.rules import REFUSED, SETTLED, WITHDRAWN
from bukapo.trust.models import Claim

LATEST = 500
"""Claims whose time to the first answer the middle one is taken of."""

_LATE = Q(overdue_at__isnull=False) | Q(decided_at__gt=F("due_at"))
"""A deadline passed without a decision, also where the decision came before the worker looked."""


@dataclass(frozen=True)
class ClaimsRecord:
    """Over claims that came in a time; withdrawn ones count nowhere. `answered` had a decision, `overdue` of all had
    none by a deadline, `in_time` had one by every deadline; of the others the time still runs. `refused` stand so now.
    `took`: the middle time to the first decision (the shorter of two).
    """

    claims: int
    answered: int
    overdue: int
    in_time: int
    settled: int
    refused: int
    took: timedelta | None

    @property
    def due(self) -> int:
        """Those that were to be decided by now: in time or too late."""
        return self.in_time + self.overdue


def claims_record(
    store_id: int,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    campaign_id: int | None = None,
    campaigns: Iterable[int] | None = None,
) -> ClaimsRecord:
    """Of a store, or of one or some of its POs, over claims that came in [since, until). Two queries."""
    rows = Claim.objects.of(store_id).exclude(state=WITHDRAWN)
    if since is not None:
        rows = rows.filter(opened_at__gte=since)
    if until is not None:
        rows = rows.filter(opened_at__lt=until)
    if campaign_id is not None:
        rows = rows.filter(order__campaign_id=campaign_id)
    if campaigns is not None:
        rows = rows.filter(order__campaign_id__in=list(campaigns))
    sums = rows.aggregate(
        claims=Count("pk"),
        answered=Count("pk", filter=Q(decided_at__isnull=False)),
        overdue=Count("pk", filter=_LATE),
        in_time=Count("pk", filter=Q(decided_at__isnull=False) & ~_LATE),
        settled=Count("pk", filter=Q(state=SETTLED)),
        refused=Count("pk", filter=Q(state=REFUSED)),
    )
    times = rows.filter(decided_at__isnull=False).order_by("-pk").values_list("opened_at", "decided_at")
    took = sorted(decided - opened for opened, decided in times[:LATEST]) if sums["answered"] else []
    return ClaimsRecord(**sums, took=took[(len(took) - 1) // 2] if took else None)

"""What waits behind the entries of a seller's menu, counted in one query for every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from bukapo.messaging.inbox.reads import waiting_rows
from bukapo.stores.models import Store
from bukapo.trust.claims.reads import to_decide


@dataclass(frozen=True)
class Badge:
    """`late` of `count` should have been dealt with by now."""

    count: int = 0
    late: int = 0


def badges_of(store: Store, *, at: datetime) -> Mapping[str, Badge]:
    """By route of the menu. One query."""
    claims = to_decide(store.pk)
    asked = {f"asked_{place}": _many(rows) for place, rows in enumerate(waiting_rows(store.pk))}
    found = (
        Store.objects.filter(pk=store.pk)
        .annotate(**asked, claims=_many(claims), overdue=_many(claims.filter(due_at__lte=at)))
        .values(*asked, "claims", "overdue")
        .get()
    )
    return {
        "inbox": Badge(sum(found[name] for name in asked)),
        "claims": Badge(found["claims"], found["overdue"]),
    }


def _many(rows: "QuerySet[Any]") -> Coalesce:
    """How many rows, as a part of another query."""
    alike = rows.order_by().annotate(alike=Value(1)).values("alike")
    return Coalesce(Subquery(alike.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField())

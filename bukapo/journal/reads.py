"""The journal told to somebody: a timeline."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.journal.events import CATALOGUE
from bukapo.journal.models import EventRow


@dataclass(frozen=True)
class Moment:
    """One line of a timeline. `data` is the event's payload; `at` is UTC."""

    kind: str
    at: datetime
    actor_kind: str
    actor_label: str
    data: dict[str, Any]


def timeline(
    *, audience: str, order_id: int, campaign_id: int | None = None, limit: int = 200
) -> list[Moment]:
    """What this audience may see of an order, and of its campaign's production, oldest first.

    At most `limit` of each: an order's first ones, a campaign's last ones.
    """
    kinds = [kind for kind, event in CATALOGUE.items() if audience in event.audience]
    rows = list(EventRow.objects.filter(order_id=order_id, kind__in=kinds).order_by("id")[:limit])
    if campaign_id is not None:
        told = [kind for kind in kinds if not CATALOGUE[kind].personal]
        of_campaign = EventRow.objects.filter(campaign_id=campaign_id, order_id__isnull=True, kind__in=told)
        rows += list(of_campaign.order_by("-id")[:limit])
    rows.sort(key=lambda row: (row.at, row.pk))
    return [Moment(r.kind, r.at, r.actor_kind, r.actor_label, r.data) for r in rows]


def history(*, store_id: int, limit: int = 100, before: int | None = None) -> list[EventRow]:
    """A store's audit trail, newest first."""
    rows = EventRow.objects.filter(store_id=store_id)
    return list((rows.filter(pk__lt=before) if before else rows).order_by("-id")[:limit])

"""Keeping a big recap's glance, and how its orders differ from it since. The worker asks every second."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, Max, OuterRef, Q

from bukapo.insights.recaps.content import difference_content, glance_content
from bukapo.insights.recaps.rows import KeptRecap
from bukapo.insights.tallies.count import cursor_now
from bukapo.journal.models import EventRow
from bukapo.production.models import FrozenRecap
from bukapo.production.opened import verified
from bukapo.production.reads.recaps import differs_now, recap_difference
from bukapo.production.refusals import RecapAltered

WHY = "the worker keeps recaps of every store"
BIG = 3_000
"""Pieces. A smaller recap is opened and compared whenever somebody looks at it: that takes milliseconds."""
AT_MOST_EVERY = timedelta(minutes=1)
"""A comparison goes through every line (seconds for 100,000 orders)."""
QUIET = (
    "order.payment_received", "order.payment_reminded", "order.proof_sent", "order.proof_rejected",
    "order.balance_asked", "order.instalment_asked", "order.packed", "order.shipped", "order.received",
    "order.dropped_off", "order.tracking_corrected", "order.reviewed", "order.question_asked",
    "order.pickup_chosen", "order.promised",
)  # fmt: skip
"""What happens to every order of a PO after it is closed, and never changes what it holds."""


def keep_recaps(at: datetime) -> int:
    """Recaps kept, and compared anew; at most one of each in a round."""
    return _keep_missing() + _compare_next(at)


def _keep_missing() -> int:
    known = KeptRecap.objects.across_stores(WHY).values("pk")
    rows = FrozenRecap.objects.across_stores(WHY).filter(order=None).exclude(pk__in=known)
    told = rows.order_by("campaign_id", "version").values_list("pk", "content__totals__pieces").first()
    if told is None:
        return 0
    row = rows.select_related("campaign").defer("content").get(pk=told[0])
    kept = KeptRecap(recap=row, store_id=row.store_id, campaign=row.campaign, pieces=told[1])
    if kept.pieces >= BIG:
        _fill(kept, row)
    KeptRecap.objects.bulk_create([kept], ignore_conflicts=True)
    return 1


def _fill(kept: KeptRecap, row: FrozenRecap) -> None:
    """Give it what its page shows. Of one that was altered nothing is kept: its page opens it, and says so."""
    earlier = FrozenRecap.objects.of(row.store_id).filter(
        campaign=row.campaign_id, order=None, version__lt=row.version
    )
    before = earlier.aggregate(v=Max("version"))["v"]
    try:
        found = recap_difference(row.campaign, before, row.version) if before else None
        kept.content = glance_content(verified(row))
    except RecapAltered:
        return
    kept.before = None if found is None else difference_content(found)


def _compare_next(at: datetime) -> int:
    """The latest version of a PO in which something happened since it was compared."""
    later = FrozenRecap.objects.across_stores(WHY).filter(
        campaign=OuterRef("campaign"), order=None, version__gt=OuterRef("recap__version")
    )
    events = EventRow.objects.filter(campaign_id=OuterRef("campaign_id"), pk__gt=OuterRef("seen"))
    rows = KeptRecap.objects.across_stores(WHY).filter(~Exists(later), Exists(events), content__isnull=False)
    due = rows.filter(Q(counted_at=None) | Q(counted_at__lte=at - AT_MOST_EVERY))
    row = due.select_related("campaign").order_by("counted_at", "pk").first()
    if row is None:
        return 0
    until = settled(row.campaign_id)
    changes: dict[str, Any] = {"seen": until, "counted_at": at}
    if row.counted_at is None or loud(row.campaign_id, row.seen, until):
        try:
            found = differs_now(row.campaign, at)
        except RecapAltered:
            changes["content"] = None
        else:
            changes["changes"] = difference_content(found)
    KeptRecap.objects.of(row.store_id).filter(pk=row.pk).update(**changes)
    return 1


def settled(campaign_id: int) -> int:
    """The PO's last event before which none can appear any more (on PostgreSQL a smaller id may come later)."""
    events = EventRow.objects.filter(campaign_id=campaign_id)
    if connection.vendor != "sqlite":
        events = events.filter(pk__lte=cursor_now().settled)
    return events.order_by("-pk").values_list("pk", flat=True).first() or 0


def loud(campaign_id: int, after: int, until: int | None = None) -> bool:
    """Whether something happened that may change what orders hold."""
    events = EventRow.objects.filter(campaign_id=campaign_id, pk__gt=after, order_id__isnull=False)
    if until is not None:
        events = events.filter(pk__lte=until)
    return events.exclude(kind__in=QUIET).exists()

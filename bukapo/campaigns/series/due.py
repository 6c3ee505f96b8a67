"""What time makes due for series: the next batch opens when the last one is over, once, however long that was ago."""

from datetime import datetime

import structlog
from django.db.models import OuterRef, Subquery

from bukapo.campaigns.models import Campaign, Series
from bukapo.campaigns.readiness import NotReady
from bukapo.campaigns.series.writes import open_next_batch, pause_series
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal

log = structlog.get_logger("bukapo.campaigns")
LACKING = "BukaPO berhenti membuka gelombang baru: ada yang belum lengkap ({what})."


def open_next(at: datetime) -> int:
    """For every running series whose last batch is over; one that lacks something is paused, and its seller told."""
    every = "the worker serves every store"
    batches = Campaign.objects.across_stores(every).filter(series=OuterRef("pk")).order_by("-batch")
    rows = Series.objects.across_stores(every).filter(state="running").annotate(
        last=Subquery(batches.values("batch")[:1]),
        last_state=Subquery(batches.values("state")[:1]),
        last_short=Subquery(batches.values("fell_short_at")[:1]),
    )  # fmt: skip
    over = rows.filter(last_state__in=["published", "closed", "finished"])
    over = over.exclude(last_state="published", last_short=None)
    done = 0
    for store_id, pk, last in list(over.values_list("store_id", "pk", "last")[:50]):
        who = {"store_id": store_id, "series_id": pk, "actor": SYSTEM_ACTOR, "at": at}
        try:
            open_next_batch(**who, after=last)
        except NotReady as lacking:
            what = "; ".join(missing.say() for missing in lacking.missing)
            pause_series(**who, reason=LACKING.format(what=what))
        except Refusal:
            continue  # somebody was faster
        done += 1
    return done

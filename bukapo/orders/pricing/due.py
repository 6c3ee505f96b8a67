"""What time makes due for moving prices. The worker asks; each step is its own write."""

from datetime import datetime

from bukapo.orders.models import Settlement
from bukapo.orders.pricing.settle import settle_some
from bukapo.orders.writes.place import insisting

_EVERY = "the worker serves every store"


def settle_prices(at: datetime) -> int:
    """One chunk of every PO whose prices are still to be settled, oldest first; returns how many orders were done."""
    jobs = Settlement.objects.across_stores(_EVERY).filter(done_at=None).order_by("begun_at", "pk")
    done = 0
    for store_id, pk in list(jobs.values_list("store_id", "pk")[:20]):
        done += insisting(
            lambda store=store_id, job=pk: settle_some(store_id=store, settlement_id=job, at=at)
        )
    return done

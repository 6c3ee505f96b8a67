"""What time makes due below a minimum. The worker asks; each order is its own write."""

from datetime import datetime

from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Shortage
from bukapo.orders.shortage.carry import carry_one, finish, touched

_EVERY = "the worker serves every store"
MOST = 200
"""Orders of one PO done in one round: other work of the worker is not held up."""


def carry_out(at: datetime) -> int:
    """Every shortage under way, oldest first; returns how many orders (and ends) were done."""
    done = 0
    for job in list(Shortage.objects.across_stores(_EVERY).filter(done_at=None).order_by("pk")[:20]):
        facts = {"store_id": job.store_id, "shortage_id": job.pk, "at": at}
        left = touched(job)
        for order_id in left[:MOST]:
            try:
                done += bool(carry_one(**facts, order_id=order_id))
            except Refusal:
                continue  # a proof waits for its decision, or somebody was faster
        if len(left) <= MOST:
            done += finish(**facts)
    return done

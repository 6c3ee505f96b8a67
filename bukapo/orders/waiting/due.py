"""What time makes due for who waits. The worker calls it."""

from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.writes.draw import hold_draw

_BATCH = 50


def hold_draws(at: datetime) -> int:
    """Hold every draw whose time has come; returns how many."""
    rows = Campaign.objects.across_stores("the worker serves every store").filter(
        state="published", draw_at__lte=at, drawn_at__isnull=True
    )
    done = 0
    for store_id, pk in rows.order_by("draw_at", "id").values_list("store_id", "pk")[:_BATCH]:
        try:
            hold_draw(store_id=store_id, campaign_id=pk, actor=SYSTEM_ACTOR, at=at)
        except Refusal:
            continue  # somebody was faster
        done += 1
    return done

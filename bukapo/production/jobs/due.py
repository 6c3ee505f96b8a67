"""Confirmed orders that have no job yet. The worker asks; every order is its own write."""

from datetime import datetime

import structlog

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import MADE_TO_ORDER
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order
from bukapo.production.jobs.start import RUNNING, start_job
from bukapo.production.refusals import RecapUnsound

_BATCH = 50
log = structlog.get_logger("bukapo.production")


def start_confirmed(at: datetime) -> int:
    """Begin the job of every confirmed order of a PO made to order, however it was confirmed; returns how many.

    First confirmed, first in the queue.
    """
    running = Campaign.objects.across_stores("the worker serves every store").filter(
        kind=MADE_TO_ORDER, state__in=RUNNING
    )
    ids = list(running.values_list("pk", flat=True))
    if not ids:
        return 0
    orders = Order.objects.across_stores("the worker serves every store").filter(
        campaign_id__in=ids, state="confirmed", job=None
    )
    begun = 0
    for store_id, order_id in orders.order_by("confirmed_at", "pk").values_list("store_id", "pk")[:_BATCH]:
        try:
            begun += start_job(store_id=store_id, order_id=order_id, actor=SYSTEM_ACTOR, at=at) is not None
        except RecapUnsound as unsound:
            log.error("job not begun: its recap is unsound", order=order_id, what=unsound.params["what"])
        except Refusal:
            continue
    return begun

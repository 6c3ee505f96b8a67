"""What an agreed day makes due: charges are asked some days before it. Every charge is its own write."""

from datetime import datetime

from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.writes.ask import ask_planned
from bukapo.payments.models import Charge
from bukapo.payments.plans import ASKED_AHEAD

_BATCH = 100
ASKABLE = ["confirmed", "shipped", "received"]
"""Before the first payment nobody is asked for the second."""


def ask_due(at: datetime) -> int:
    """Planned charges whose day is at most `ASKED_AHEAD` away; returns how many were asked."""
    rows = Charge.objects.across_stores("the worker serves every store").filter(
        state="planned", due_at__lte=at + ASKED_AHEAD, order__state__in=ASKABLE
    )
    done = 0
    for store_id, pk in list(rows.order_by("due_at", "pk").values_list("store_id", "pk")[:_BATCH]):
        try:
            ask_planned(store_id=store_id, charge_id=pk, actor=SYSTEM_ACTOR, at=at)
        except Refusal:
            continue  # somebody was faster, or the order has ended
        done += 1
    return done

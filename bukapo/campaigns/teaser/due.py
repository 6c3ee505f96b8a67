"""Addresses that never confirmed are forgotten. The worker asks; each is its own write."""

from datetime import datetime

from bukapo.campaigns.models import Interest
from bukapo.campaigns.teaser.rules import UNCONFIRMED_FOR
from bukapo.campaigns.teaser.signing import withdraw_interest
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal

BATCH = 100


def forget_unconfirmed(at: datetime) -> int:
    """Erase addresses a week after nobody said yes to their letter; returns how many."""
    rows = Interest.objects.across_stores("the worker serves every store").filter(
        state="waiting", signed_up_at__lt=at - UNCONFIRMED_FOR
    )
    done = 0
    for store_id, pk in rows.order_by("signed_up_at").values_list("store_id", "pk")[:BATCH]:
        try:
            withdraw_interest(store_id=store_id, interest_id=pk, lapsed=True, actor=SYSTEM_ACTOR, at=at)
        except Refusal:
            continue  # they said yes just now
        done += 1
    return done

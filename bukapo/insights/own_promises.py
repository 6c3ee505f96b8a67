"""Made to order, every order has promises of its own: what became of each."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import PRODUCED, SHIP_UNTIL
from bukapo.insights.rules import Kept
from bukapo.orders.models import Job, OrderPromise
from bukapo.shipping.models import Parcel

COUNTED = [PRODUCED, SHIP_UNTIL]


def own_promises(campaign: Campaign, zone: ZoneInfo) -> tuple[Kept, ...]:
    """Two of each order that was not called off. Three queries."""
    store_id = campaign.store_id
    jobs = Job.objects.of(store_id).filter(campaign=campaign).exclude(order__state="cancelled")
    made = dict(jobs.values_list("order_id", "made_at"))
    parcels = Parcel.objects.of(store_id).filter(order__in=list(made), handed_at__isnull=False)
    left = dict(parcels.values_list("order_id", "handed_at"))
    told: dict[tuple[int, str], list[date]] = {}
    rows = OrderPromise.objects.of(store_id).filter(order__in=list(made), what__in=COUNTED)
    for promise in rows.order_by("pk"):
        told.setdefault((promise.order_id, promise.what), []).append(promise.day)
    kept = []
    for (order, what), days in told.items():
        at = made[order] if what == PRODUCED else left.get(order)
        actual = at.astimezone(zone).date() if at else None
        kept.append(Kept(what, days[0], days[-1], len(days) - 1, actual))
    return tuple(kept)


def worst(kept: Sequence[Kept], today: date) -> tuple[Kept, ...]:
    """Per kind the promise that was missed most, so far."""
    found = []
    for what in COUNTED:
        rows = [one for one in kept if one.what == what]
        if rows:
            found.append(max(rows, key=lambda one: ((one.actual or today) - one.first).days))
    return tuple(found)

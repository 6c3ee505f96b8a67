"""Parcels that should have arrived by now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import Order
from bukapo.orders.parcels.rules import USUAL_DAYS, days_of
from bukapo.shipping.models import Zone

PAGE = 100


@dataclass(frozen=True)
class Stuck:
    """`days` since it left; `usual` days its zone takes at most. `missed`: the buyer says it has not come."""

    number: str
    secret: str
    buyer_name: str
    phone: str
    city: str
    courier: str
    tracking: str
    handed_at: datetime
    days: int
    usual: int
    missed: bool
    note: str


def stuck_count(campaign: Campaign, *, at: datetime) -> int:
    """How many; two queries."""
    return _stuck(campaign, at).count()


def stuck_parcels(campaign: Campaign, *, at: datetime) -> list[Stuck]:
    """Those whose buyer waits first, then the oldest; at most `PAGE`. Two queries."""
    rows = _stuck(campaign, at).select_related("parcel__not_arrived", "zone")
    found = [_told(order, at) for order in rows.order_by("parcel__handed_at", "id")[:PAGE]]
    return sorted(found, key=lambda one: not one.missed)


def _stuck(campaign: Campaign, at: datetime) -> "QuerySet[Any]":
    """On its way for longer than its zone takes, or missed by its buyer."""
    late = Q(zone=None, parcel__handed_at__lte=at - timedelta(days=USUAL_DAYS))
    for pk, days in Zone.objects.of(campaign.store_id).values_list("pk", "days"):
        late |= Q(zone_id=pk, parcel__handed_at__lte=at - timedelta(days=days_of(days)))
    rows = Order.objects.of(campaign.store_id).filter(campaign=campaign, state="shipped")
    return rows.filter(late | Q(parcel__not_arrived__isnull=False))


def _told(order: Order, at: datetime) -> Stuck:
    parcel: Any = getattr(order, "parcel")  # noqa: B009
    missed = getattr(parcel, "not_arrived", None)
    return Stuck(
        number=order.number,
        secret=order.secret,
        buyer_name=order.buyer_name,
        phone=order.phone,
        city=order.city,
        courier=parcel.courier,
        tracking=parcel.tracking_number,
        handed_at=parcel.handed_at,
        days=(at - parcel.handed_at).days,
        usual=days_of(order.zone.days if order.zone else ""),
        missed=missed is not None,
        note=missed.note if missed else "",
    )

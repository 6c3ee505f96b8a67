"""Parcels that should have arrived by now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import Order, PartShipment
from bukapo.orders.parcels.rules import USUAL_DAYS, days_of
from bukapo.shipping.models import Zone

PAGE = 100


@dataclass(frozen=True)
class Stuck:
    """`days` since it left; `usual` days its zone takes at most. `missed`: the buyer says it has not come.

    `ahead`: it is the part of an order that went ahead.
    """

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
    ahead: bool = False


def stuck_count(campaign: Campaign, *, at: datetime, parts: bool = True) -> int:
    """How many; two queries, a third where `parts` may be on their way as well."""
    usual = _usual(campaign)
    ahead = _stuck_parts(campaign, usual, at).count() if parts else 0
    return _stuck(campaign, usual, at).count() + ahead


def stuck_orders(campaign: Campaign, *, at: datetime) -> set[int]:
    """Ids of the orders with such a parcel. Two queries."""
    usual = _usual(campaign)
    parts = _stuck_parts(campaign, usual, at).order_by().values_list("order_id", flat=True)
    return set(_stuck(campaign, usual, at).order_by().values_list("pk", flat=True).union(parts))


def stuck_parcels(campaign: Campaign, *, at: datetime) -> list[Stuck]:
    """Those whose buyer waits first, then the oldest; at most `PAGE` of each kind. Three queries."""
    usual = _usual(campaign)
    rows = _stuck(campaign, usual, at).select_related("parcel__not_arrived", "zone")
    found = [_told(order, at) for order in rows.order_by("parcel__handed_at", "id")[:PAGE]]
    parts = _stuck_parts(campaign, usual, at).select_related("order__zone").order_by("handed_at", "id")[:PAGE]
    found += [_part_told(part, at) for part in parts]
    return sorted(found, key=lambda one: (not one.missed, one.handed_at))


def _stuck(campaign: Campaign, usual: Mapping[int, int], at: datetime) -> "QuerySet[Any]":
    """On its way for longer than its zone takes, or missed by its buyer."""
    rows = Order.objects.of(campaign.store_id).filter(
        campaign=campaign, state="shipped", parcel__state="handed_over"
    )
    late = _late(usual, at, zone="zone", left="parcel__handed_at__lte")
    return rows.filter(late | Q(parcel__not_arrived__isnull=False))


def _stuck_parts(campaign: Campaign, usual: Mapping[int, int], at: datetime) -> "QuerySet[Any]":
    """The same, of parts that went ahead."""
    rows = PartShipment.objects.of(campaign.store_id).filter(order__campaign=campaign, state="sent")
    late = _late(usual, at, zone="order__zone", left="handed_at__lte")
    return rows.filter(late | Q(missed_at__isnull=False))


def _usual(campaign: Campaign) -> dict[int, int]:
    """Zone -> days after which its parcels are overdue."""
    rows = Zone.objects.of(campaign.store_id).values_list("pk", "days")
    return {pk: days_of(days) for pk, days in rows}


def _late(usual: Mapping[int, int], at: datetime, *, zone: str, left: str) -> Q:
    late = Q(**{zone: None, left: at - timedelta(days=USUAL_DAYS)})
    for pk, days in usual.items():
        late |= Q(**{f"{zone}_id": pk, left: at - timedelta(days=days)})
    return late


def _part_told(part: PartShipment, at: datetime) -> Stuck:
    order, left = part.order, part.handed_at
    assert left is not None  # it is on its way
    return Stuck(
        order.number, order.secret, order.buyer_name, order.phone, order.city, part.courier, part.tracking_number,
        left, (at - left).days, days_of(order.zone.days if order.zone else ""), part.missed_at is not None,
        part.missed_note, ahead=True,
    )  # fmt: skip


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

"""Whom a lock concerns: only orders of which something can still be changed."""

from typing import Any

from django.db.models import QuerySet

from bukapo.campaigns.locks.rules import ADDRESS, ORDER
from bukapo.campaigns.models import Campaign
from bukapo.orders.models import Order
from bukapo.shipping.rules import COURIER


def orders_before_lock(campaign: Campaign, lock: str) -> "QuerySet[Any]":
    """Orders whose buyers are told of the lock; nobody where the way can't be changed at all."""
    rows = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=["placed", "confirmed"])
    if lock == ORDER:
        return rows
    rows = rows.filter(parcel__isnull=True)
    if lock == ADDRESS:
        return rows.filter(fulfilment=COURIER)
    return rows if campaign.pickup and campaign.courier else rows.none()

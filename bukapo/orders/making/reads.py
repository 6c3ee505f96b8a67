"""Queues and promises of orders that are made one by one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import MADE_TO_ORDER
from bukapo.orders.models import Job, Order, OrderPromise


def waiting_jobs(store_id: int, workshop: str) -> "QuerySet[Any]":
    """The workshop's queue as it now is: neither made nor called off, the next one first."""
    rows = Job.objects.of(store_id).filter(workshop=workshop, made_at=None, order__state="confirmed")
    return rows.order_by("place", "pk")


def all_made_at(campaign: Campaign) -> datetime | None:
    """When the last job of a closed PO made to order was made; None while one is not, or there is none."""
    if campaign.state != "closed" or campaign.kind != MADE_TO_ORDER:
        return None
    rows = Job.objects.of(campaign.store_id).filter(campaign=campaign)
    if rows.filter(made_at=None, order__state="confirmed").exists():
        return None
    latest: datetime | None = rows.aggregate(at=Max("made_at"))["at"]
    return latest


def job_of(order: Order) -> Job | None:
    """The order's job, once it has begun."""
    job: Job | None = Job.objects.of(order.store_id).filter(order=order).first()
    return job


def order_promises(order: Order) -> list[OrderPromise]:
    """Every promise this buyer was ever given, oldest first."""
    return list(OrderPromise.objects.of(order.store_id).filter(order=order).order_by("pk"))


def current_order_promises(order: Order) -> dict[str, OrderPromise]:
    """The promise that counts, per kind (`produced`, `ship_from`, `ship_until`)."""
    return {promise.what: promise for promise in order_promises(order)}


def promises_of_orders(store_id: int, orders: Iterable[int]) -> dict[int, dict[str, OrderPromise]]:
    """Order id -> its promises that count. One query."""
    told: dict[int, dict[str, OrderPromise]] = {}
    rows = OrderPromise.objects.of(store_id).filter(order_id__in=list(orders)).order_by("pk")
    for promise in rows:
        told.setdefault(promise.order_id, {})[promise.what] = promise
    return told

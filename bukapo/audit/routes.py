"""The store's own driver: a route holds what its events put on it, and everything on one that left is on its way."""

from collections.abc import Iterator
from typing import Any

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.orders.models import DeliveryRoute, RouteStop
from bukapo.orders.rules import DELIVERED

WHY = "the audit reads every store"


def routes() -> Iterator[Breach]:
    """Each route's parcels are those it was made of, less what stayed; none that stayed behind counts as sent by it."""
    told = _told()
    stops: dict[int, dict[int, str]] = {}
    rows = RouteStop.objects.across_stores(WHY).order_by("pk")
    for route, parcel, state in rows.values_list("route_id", "parcel_id", "parcel__order__state"):
        stops.setdefault(route, {})[parcel] = state
    for route in DeliveryRoute.objects.across_stores(WHY).order_by("pk"):
        made, left = told.get(("route.made", route.pk), {}), told.get(("route.left", route.pk), {})
        should = (
            set() if route.state == "dropped" else set(made.get("parcels", ())) - set(left.get("stayed", ()))
        )
        here = stops.get(route.pk, {})
        if set(here) != should:
            yield Breach("route", f"route {route.pk}", "holds other parcels than its events say")
        if route.state == "out" and not set(here.values()) <= set(DELIVERED):
            yield Breach("route", f"route {route.pk}", "left with a parcel that is not on its way")


def _told() -> dict[tuple[str, int], dict[str, Any]]:
    rows = EventRow.objects.filter(kind__in=["route.made", "route.left"])
    return {(kind, pk): data for kind, pk, data in rows.values_list("kind", "subject_id", "data")}

"""Routes of the store's own driver. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.catalog.models import Photo
from bukapo.journal.models import Journaled
from bukapo.orders.routes.rules import ROUTE, STOP
from bukapo.shipping.models import Parcel
from bukapo.stores.scope import StoreOwned


class DeliveryRoute(Journaled, StoreOwned):
    """Parcels that `driver` brings on `day`. `secret` opens the driver's page: addresses, no phones, no prices."""

    state = models.CharField(max_length=8, default="planned")
    secret = models.CharField(max_length=32, unique=True)
    driver = models.CharField(max_length=60)
    day = models.DateField()
    made_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(ROUTE.moves)), name="route_state_known")
        ]


class RouteStop(StoreOwned):
    """One parcel on a route, the `position`-th door. Its moves are events of its order."""

    route = models.ForeignKey(DeliveryRoute, on_delete=models.PROTECT, related_name="stops")
    parcel = models.OneToOneField(Parcel, on_delete=models.PROTECT, related_name="stop")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=11, default="waiting")
    note = models.CharField(max_length=200, blank=True, default="")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["route_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["route", "position"], name="stop_position_once"),
            models.CheckConstraint(condition=Q(state__in=list(STOP.moves)), name="stop_state_known"),
        ]

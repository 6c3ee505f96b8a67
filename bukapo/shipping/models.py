from django.db import models
from django.db.models import Q

from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.notices.rows import CourierNotice
from bukapo.shipping.rules import FULFILMENTS, GROUP, PARCEL
from bukapo.shipping.tariffs.rows import FeeQuestion, FeeSurvey
from bukapo.stores.scope import StoreOwned

__all__ = ["Booking", "CourierAccount", "CourierNotice", "FeeQuestion", "FeeSurvey", "Parcel", "Zone"]


class Zone(StoreOwned):
    """A row of the fee table: rupiah for the first and each further kilogram to these `areas` (free text)."""

    name = models.CharField(max_length=60)
    areas = models.CharField(max_length=300, blank=True, default="")
    courier = models.CharField(max_length=40, blank=True, default="")
    first_kg = models.PositiveIntegerField()
    next_kg = models.PositiveIntegerField()
    days = models.CharField(max_length=20, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["store", "name"], name="zone_name_once")]


class Parcel(StoreOwned):
    """What leaves for one order. `tracking_number` (resi) is empty for a pickup."""

    order = models.OneToOneField("orders.Order", on_delete=models.PROTECT, related_name="parcel")
    state = models.CharField(max_length=12, default="packed")
    method = models.CharField(max_length=8)
    courier = models.CharField(max_length=40, blank=True, default="")
    tracking_number = models.CharField(max_length=40, blank=True, default="")
    weight = models.PositiveIntegerField()  # grams
    packed_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(PARCEL.moves)), name="parcel_state_known"),
            models.CheckConstraint(condition=Q(method__in=FULFILMENTS), name="parcel_method_known"),
            models.UniqueConstraint(
                fields=["store", "courier", "tracking_number"],
                condition=~Q(tracking_number="") & ~Q(method=GROUP),  # a group's orders leave in one parcel
                name="tracking_number_once",
            ),
        ]

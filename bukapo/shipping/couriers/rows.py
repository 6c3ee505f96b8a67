"""The table of this part of shipping; `shipping.models` brings it to Django."""

from django.db import models
from django.db.models import Q

from bukapo.journal.models import Journaled
from bukapo.shipping.port import LIVE, SANDBOX, Point
from bukapo.stores.scope import StoreOwned


class CourierAccount(Journaled, StoreOwned):
    """A store's keys at one courier service, sandbox or live. Never deleted: bookings name it, and are looked up by it.

    `sealed` holds the keys (`stores.seal`); `shown` what may be seen of each ("…3f9a"); `token` is the secret part of
    the address that notices come to. `couriers` are the canonical codes that may carry; the `from_…` columns say where
    parcels are fetched, `from_place` in the service's own name of the area. `trouble`: what the service said the last
    time the keys were tried, "" when good.
    """

    service = models.CharField(max_length=20)
    mode = models.CharField(max_length=8)
    active = models.BooleanField(default=True)
    sealed = models.TextField()
    shown = models.JSONField(default=dict)
    token = models.CharField(max_length=32, unique=True)
    couriers = models.JSONField(default=list)
    from_name = models.CharField(max_length=80)
    from_phone = models.CharField(max_length=20)
    from_address = models.CharField(max_length=400)
    from_city = models.CharField(max_length=80, blank=True, default="")
    from_postal_code = models.CharField(max_length=5, blank=True, default="")
    from_place = models.CharField(max_length=60, blank=True, default="")
    from_label = models.CharField(max_length=160, blank=True, default="")
    checked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True, default="")
    saved_at = models.DateTimeField()

    class Meta:
        app_label = "shipping"
        ordering = ["service", "mode"]
        constraints = [
            models.UniqueConstraint(
                fields=["store", "service", "mode"], name="courier_service_once_per_mode"
            ),
            models.UniqueConstraint(
                fields=["store", "service"], name="courier_service_one_mode_active", condition=Q(active=True)
            ),
            models.CheckConstraint(condition=Q(mode__in=[SANDBOX, LIVE]), name="courier_service_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.service} ({self.mode})"

    @property
    def origin(self) -> Point:
        """Where parcels are fetched."""
        return Point(
            self.from_name, self.from_phone, self.from_address, self.from_city, self.from_postal_code, self.from_place
        )  # fmt: skip

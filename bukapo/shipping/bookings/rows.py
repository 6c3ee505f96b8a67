"""The table of this part of shipping; `shipping.models` brings it to Django."""

from typing import Any

from django.db import models
from django.db.models import Q

from bukapo.journal.models import Journaled
from bukapo.shipping.bookings.rules import BOOKING, LIVE
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.port import DROP_OFF, PICKUP
from bukapo.stores.scope import StoreOwned


class Booking(Journaled, StoreOwned):
    """A parcel that a courier service was asked to carry. `reference` is ours and unique for ever.

    It is the order's `parcel`, or the `part` of the order that goes ahead of it in a parcel of its own, or a `group`'s
    (which has no one order).

    `courier` and `service` are canonical codes, `told` the service's own name of what was chosen (`Rate.token`).
    `fee_asked` rupiah the seller was told, `fee` what it is by now (the courier's scales); the buyer's shipping fee is
    another thing and is touched by neither. `words`, `history`: the courier's own.
    """

    account = models.ForeignKey(CourierAccount, on_delete=models.PROTECT, related_name="bookings")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, null=True, related_name="bookings")
    group = models.ForeignKey(
        "orders.GroupParcel", on_delete=models.PROTECT, null=True, related_name="bookings"
    )
    parcel = models.ForeignKey(
        "shipping.Parcel", on_delete=models.PROTECT, null=True, related_name="bookings"
    )
    part = models.ForeignKey(
        "orders.PartShipment", on_delete=models.PROTECT, null=True, related_name="bookings"
    )
    reference = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default="asked")
    courier = models.CharField(max_length=12)
    service = models.CharField(max_length=30)
    kind = models.CharField(max_length=8)
    told = models.CharField(max_length=80, blank=True, default="")
    by = models.CharField(max_length=8)
    grams = models.PositiveIntegerField()
    cod = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=60, blank=True, default="")
    fee_asked = models.PositiveIntegerField()
    fee = models.PositiveIntegerField()
    external_id = models.CharField(max_length=80, blank=True, default="")
    waybill = models.CharField(max_length=40, blank=True, default="")
    link = models.CharField(max_length=300, blank=True, default="")
    words = models.CharField(max_length=200, blank=True, default="")
    history = models.JSONField(default=list)
    why = models.CharField(max_length=300, blank=True, default="")
    asked_at = models.DateTimeField()
    pickup_at = models.DateTimeField(null=True)
    news_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)
    looks = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "shipping"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(BOOKING.moves)), name="booking_state_known"),
            models.CheckConstraint(condition=Q(by__in=[PICKUP, DROP_OFF]), name="booking_way_known"),
            models.UniqueConstraint(fields=["account", "reference"], name="booking_reference_once"),
            models.UniqueConstraint(
                fields=["account", "external_id"], condition=~Q(external_id=""), name="booking_external_once"
            ),
            models.UniqueConstraint(
                fields=["parcel"], condition=Q(state__in=LIVE), name="booking_one_per_parcel"
            ),
            models.UniqueConstraint(
                fields=["part"], condition=Q(state__in=LIVE), name="booking_one_per_part"
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(state__in=LIVE), name="booking_one_per_group"
            ),
            models.CheckConstraint(
                condition=Q(order__isnull=False, parcel__isnull=False, part=None, group=None)
                | Q(order__isnull=False, parcel=None, part__isnull=False, group=None)
                | Q(order=None, parcel=None, part=None, group__isnull=False),
                name="booking_of_one_parcel",
            ),
        ]
        indexes = [
            models.Index(fields=["look_at"], name="booking_to_look_up", condition=Q(look_at__isnull=False)),
            models.Index(fields=["order"], name="booking_by_order"),
        ]

    @property
    def whose(self) -> Any:
        """The order it is of, or the group."""
        group: Any = self.group
        return self.order or group.roster

    @property
    def unsure(self) -> bool:
        """Nobody knows whether the service took it on."""
        return bool(self.state == "asked" and self.looks > 0)

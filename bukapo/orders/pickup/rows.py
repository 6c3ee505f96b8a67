"""Slots for fetching orders. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.campaigns.models import Campaign
from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class PickupSlot(Journaled, StoreOwned):
    """From `starts_at` to `ends_at` there is room for `capacity` buyers; `taken` have chosen it.

    `taken` is counted by the guarded UPDATE of a choice, and the CHECK refuses one too many whatever the load.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="pickup_slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    open = models.BooleanField(default=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "starts_at", "ends_at"], name="pickup_slot_once"),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="pickup_slot_not_over"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="pickup_slot_forward"),
        ]


class PickupChoice(StoreOwned):
    """When the buyer of an order comes; `code` is shown at the counter."""

    order = models.OneToOneField("orders.Order", on_delete=models.PROTECT, related_name="pickup")
    slot = models.ForeignKey(PickupSlot, on_delete=models.PROTECT, related_name="choices")
    code = models.CharField(max_length=8)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "code"], name="pickup_code_once")]

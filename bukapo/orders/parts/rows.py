"""Parts sent ahead. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.orders.parts.rules import LIVE, PART
from bukapo.payments.models import Allowance, Refund
from bukapo.stores.scope import StoreOwned


class PartShipment(StoreOwned):
    """`lines` [position, variant id, pieces] of an order, sent before the rest. Its moves are events of the order.

    The second sending is the seller's cost. `handed_at`, courier and tracking number once it is sent. `missed_at`: its
    buyer says that it has not come.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="parts")
    state = models.CharField(max_length=9, default="asked")
    lines = models.JSONField()
    pieces = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    courier = models.CharField(max_length=40, blank=True, default="")
    tracking_number = models.CharField(max_length=40, blank=True, default="")
    handed_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    missed_note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(PART.moves)), name="part_state_known"),
            models.CheckConstraint(condition=Q(pieces__gt=0), name="part_of_something"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state__in=LIVE), name="part_live_once_per_order"
            ),
        ]


class DroppedRest(StoreOwned):
    """What was not sent of an order when it ended after its `part` had left: `lines` [position, variant id, pieces].

    `amount` rupiah came off its price, `refund` of it goes back. Told by `order.rest_dropped`.
    """

    order = models.OneToOneField("orders.Order", on_delete=models.PROTECT, related_name="dropped_rest")
    part = models.OneToOneField(PartShipment, on_delete=models.PROTECT, related_name="dropped_rest")
    lines = models.JSONField()
    pieces = models.PositiveIntegerField()
    amount = models.PositiveIntegerField()
    allowance = models.OneToOneField(Allowance, on_delete=models.PROTECT, null=True, related_name="+")
    refund = models.OneToOneField(Refund, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(pieces__gt=0), name="dropped_rest_of_something")]

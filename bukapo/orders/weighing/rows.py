"""What the scale said. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.orders.weighing.rules import OUTCOMES
from bukapo.stores.scope import StoreOwned


class Weighing(StoreOwned):
    """An order's parcel weighed `grams`; its fee became `fee` from `fee_was` rupiah, or stayed: see `outcome`.

    Append-only: the last one is what the parcel weighs.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="weighings")
    grams = models.PositiveIntegerField()
    fee_was = models.PositiveIntegerField()
    fee = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(grams__gt=0), name="weighing_of_something"),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="weighing_outcome_known"),
        ]

"""The tables of orders that are made one by one. (`orders.models` imports them, so that Django finds them.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import PROMISES
from bukapo.stores.scope import StoreOwned


class Job(StoreOwned):
    """The production of one order: there is exactly one for each confirmed order of a PO made to order.

    It waits in the queue of `workshop` (a name) in order of `place`: that of its beginning, unless it was moved. It
    takes `least` to `most` work days. Made (`made_at`) it can leave the house.
    """

    order = models.OneToOneField("orders.Order", on_delete=models.PROTECT, related_name="job")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="jobs")
    workshop = models.CharField(max_length=80)
    place = models.BigIntegerField()
    least = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    begun_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(least__gte=1, most__gte=F("least")), name="job_of_some_days")
        ]
        indexes = [
            models.Index(
                fields=["store", "workshop", "place"],
                name="job_in_queue",
                condition=Q(made_at__isnull=True),
            )
        ]


class OrderPromise(StoreOwned):
    """A date told to one buyer: between `first` and `day`. Append-only: the last row per `what` counts."""

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="promises")
    what = models.CharField(max_length=12)
    first = models.DateField()
    day = models.DateField()
    reason = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(what__in=PROMISES), name="order_promise_kind_known"),
            models.CheckConstraint(condition=Q(first__lte=F("day")), name="order_promise_in_order"),
        ]

from django.db import models
from django.db.models import Q

from bukapo.campaigns.models import Campaign
from bukapo.stores.scope import StoreOwned


class Shortage(StoreOwned):
    """One carrying out of what a PO's buyers chose, begun by `campaign.fell_short`; its orders need no list.

    `short`: [{"product_id", "option", "value", "pieces", "counted"}], the minimums that were not reached (none when
    the seller merges a batch by hand). `whole`: the PO does not run. `merge`: everybody joins `target` (a batch).
    `extends`: who chose to wait stays, and the PO closes later. The numbers count orders.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="shortages")
    short = models.JSONField(default=list)
    whole = models.BooleanField()
    merge = models.BooleanField(default=False)
    extends = models.BooleanField(default=False)
    target = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    moved = models.PositiveIntegerField(default=0)
    swapped = models.PositiveIntegerField(default=0)
    refunded = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(done_at__isnull=True), name="shortage_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["id"], name="shortage_to_do", condition=Q(done_at__isnull=True))]

"""What a seller says of the cost of a PO. (`production.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.models import Campaign
from bukapo.stores.scope import StoreOwned


class Capital(StoreOwned):
    """Rupiah as the seller knows them: `each` a piece costs where the product has no cost of its own, `fixed` costs
    that come once (design, sample), `spent` already paid for this PO.

    The workshop wants `down_bp` basis points of the cost or `down_fixed` rupiah before it begins.
    """

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="capital")
    each = models.PositiveIntegerField(null=True)
    fixed = models.PositiveIntegerField(default=0)
    down_bp = models.PositiveIntegerField(default=0)
    down_fixed = models.PositiveIntegerField(default=0)
    spent = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(down_bp__lte=10_000), name="capital_down_at_most_all"),
            models.CheckConstraint(condition=Q(down_bp=0) | Q(down_fixed=0), name="capital_down_in_one_way"),
        ]

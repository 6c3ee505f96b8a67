"""The pace of a PO made to order. (`campaigns.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.campaigns.made.rules import Pace
from bukapo.stores.scope import StoreOwned


class MadeToOrder(StoreOwned):
    """See `made.rules.Pace`. The workshop is the campaign's `workshop_name`."""

    campaign = models.OneToOneField(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="made_to_order"
    )
    stages = models.JSONField(default=list)
    least_days = models.PositiveSmallIntegerField()
    most_days = models.PositiveSmallIntegerField()
    at_once = models.PositiveSmallIntegerField(default=1)
    ship_days = models.PositiveSmallIntegerField(default=2)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(least_days__gte=1, most_days__gte=F("least_days"), at_once__gte=1),
                name="pace_of_something",
            )
        ]

    def pace(self) -> Pace:
        """As the rules know it."""
        return Pace(tuple(self.stages), self.least_days, self.most_days, self.at_once, self.ship_days)

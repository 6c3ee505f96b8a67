"""What was foreseen, and when. (`production.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.stores.scope import StoreOwned


class Forecast(StoreOwned):
    """The days by which a work order is finished in 50, 80, 90 of 100 simulated courses. Append-only: the last counts.

    `bottleneck` is the stage that decides, `left` the pieces that had not passed the last stage when it was made.
    """

    work_order = models.ForeignKey("production.WorkOrder", on_delete=models.PROTECT, related_name="forecasts")
    p50 = models.DateField()
    p80 = models.DateField()
    p90 = models.DateField()
    bottleneck = models.CharField(max_length=40, blank=True, default="")
    left = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(p50__lte=F("p80"), p80__lte=F("p90")), name="forecast_in_order"
            )
        ]

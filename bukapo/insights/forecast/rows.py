"""What was foreseen of a PO's final count. (`insights.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.stores.scope import StoreOwned


class ForecastMade(StoreOwned):
    """Pieces a PO was foreseen to end with, when `share` basis points of its window had passed and `pieces` were held.

    Between `low` and `high` in eight of ten cases; all three empty while too little was known. Append-only: the
    evaluation compares each with what came of it. `straight` is what the pace so far alone would have said.
    """

    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="forecasts", db_index=False
    )
    made_at = models.DateTimeField()
    share = models.PositiveIntegerField()
    pieces = models.PositiveIntegerField()
    low = models.PositiveIntegerField(null=True)
    median = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    straight = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(low__isnull=True, median__isnull=True, high__isnull=True, straight__isnull=True)
                | Q(low__lte=F("median"), median__lte=F("high"), straight__isnull=False),
                name="pieces_foreseen_in_order",
            ),
            models.CheckConstraint(condition=Q(share__lte=10_000), name="foreseen_within_the_window"),
            models.UniqueConstraint(fields=["campaign", "made_at"], name="foreseen_once_at_a_time"),
        ]

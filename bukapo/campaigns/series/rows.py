from django.db import models
from django.db.models import Q

from bukapo.campaigns.series.rules import SERIES
from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class Series(Journaled, StoreOwned):
    """A continuous PO. Its batches are campaigns (`Campaign.series`, numbered from 1 in `Campaign.batch`).

    `rhythm` (`series.rules.Rhythm`), `cap` and `minimum` (pieces of a batch) count for batches that open from now on.
    """

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=80)
    state = models.CharField(max_length=10, default="running")
    rhythm = models.JSONField()
    cap = models.PositiveIntegerField(null=True)
    minimum = models.PositiveIntegerField(null=True)
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["store", "slug"], name="series_slug_once"),
            models.CheckConstraint(condition=Q(state__in=list(SERIES.moves)), name="series_state_known"),
        ]

    def __str__(self) -> str:
        return self.title

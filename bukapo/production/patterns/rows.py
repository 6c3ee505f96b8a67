"""A store's own lists of stages. (`production.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class StagePattern(Journaled, StoreOwned):
    """A list of stages under a name; one named like a built-in list stands in its place. `dropped_at`: not offered."""

    name = models.CharField(max_length=40)
    stages = models.JSONField(default=list)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["store", "name"], name="stage_pattern_once")]

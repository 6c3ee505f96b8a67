"""A workshop as a store knows it. (`production.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class Workshop(Journaled, StoreOwned):
    """A konveksi, supplier or kitchen of one store. It has no account: `secret` opens the page of all its work.

    `lead_days` is what it says it needs, `least` the fewest pieces it takes (MOQ); `prices` are [what, rupiah a piece]
    as last agreed. What it really does is computed from its work orders, never typed.
    """

    name = models.CharField(max_length=80)
    person = models.CharField(max_length=80, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")
    city = models.CharField(max_length=80, blank=True, default="")
    secret = models.CharField(max_length=32, unique=True)
    lead_days = models.PositiveSmallIntegerField(null=True)
    least = models.PositiveIntegerField(null=True)
    prices = models.JSONField(default=list)
    note = models.TextField(blank=True, default="")
    made_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["store", "name"], name="workshop_name_once")]

    def __str__(self) -> str:
        return self.name

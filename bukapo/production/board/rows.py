"""Screens on a wall. (`production.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class WallLink(Journaled, StoreOwned):
    """A screen that shows the day's work without a login: who knows `secret` sees it, until it is `ended_at`.

    `workshop_name` narrows it to that workshop's work orders, so that a workshop does not see the others.
    """

    name = models.CharField(max_length=60)
    secret = models.CharField(max_length=32, unique=True)
    workshop_name = models.CharField(max_length=80, blank=True, default="")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

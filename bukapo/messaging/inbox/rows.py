"""Answers kept for another time. (`messaging.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class SavedReply(Journaled, StoreOwned):
    """`title` names it on its button; one that is not `active` is kept for the journal only."""

    title = models.CharField(max_length=40)
    body = models.CharField(max_length=1000)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.CheckConstraint(condition=~models.Q(body=""), name="saved_reply_says")]

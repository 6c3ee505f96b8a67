"""Updates on a PO. (`messaging.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo
from bukapo.journal.models import Journaled
from bukapo.messaging.broadcasts.rows import Broadcast
from bukapo.messaging.updates.rules import UPDATE
from bukapo.stores.scope import StoreOwned


class Update(Journaled, StoreOwned):
    """One update on a PO. `facts` are what it was drafted from, `since` when they begin; `text` is the draft, later
    what was sent. `week` is the day its turn came in the store's zone, empty for one that the seller asked for.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="updates")
    week = models.DateField(null=True)
    state = models.CharField(max_length=7, default="waiting")
    facts = models.JSONField()
    text = models.TextField()
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, related_name="+")
    broadcast = models.OneToOneField(Broadcast, on_delete=models.PROTECT, null=True, related_name="update")
    since = models.DateTimeField()
    drafted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "week"], name="update_once_a_week"),
            models.UniqueConstraint(
                fields=["campaign"], name="update_waits_alone", condition=Q(state="waiting")
            ),
            models.CheckConstraint(condition=Q(state__in=list(UPDATE.moves)), name="update_state_known"),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at=None) | (~Q(state="waiting") & ~Q(ended_at=None)),
                name="update_ends_once",
            ),
        ]


class PhotoChoice(Journaled, StoreOwned):
    """Whether buyers see a photo of the workshop; without a row they do."""

    photo = models.OneToOneField(Photo, on_delete=models.PROTECT, related_name="+")
    shown = models.BooleanField(default=True)

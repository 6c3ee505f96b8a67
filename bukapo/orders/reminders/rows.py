"""Reminders that were said. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.models import Campaign
from bukapo.journal.models import Journaled
from bukapo.orders.reminders.rules import REMINDER, WHAT
from bukapo.stores.scope import StoreOwned


class Reminder(Journaled, StoreOwned):
    """At `said_at` it was true and was said; since `over_at` it is not any more. Once per PO and kind."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="reminders")
    what = models.CharField(max_length=14)
    state = models.CharField(max_length=4, default="said")
    said_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "what"], name="reminder_once"),
            models.CheckConstraint(condition=Q(what__in=WHAT), name="reminder_known"),
            models.CheckConstraint(condition=Q(state__in=list(REMINDER.moves)), name="reminder_state_known"),
        ]
        indexes = [models.Index(fields=["id"], name="reminder_standing", condition=Q(state="said"))]

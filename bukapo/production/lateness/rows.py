"""What the seller has been told about lateness. (`production.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.models import Campaign
from bukapo.journal.models import Journaled
from bukapo.production.lateness.rules import SIGNS
from bukapo.stores.scope import StoreOwned


class DelayWarning(Journaled, StoreOwned):
    """One sign that a promise may not be kept (`lateness.rules.Sign`), told once. Append-only."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="delay_warnings")
    work_order = models.ForeignKey(
        "production.WorkOrder", on_delete=models.PROTECT, related_name="delay_warnings"
    )
    sign = models.CharField(max_length=8)
    what = models.CharField(max_length=12, blank=True, default="")
    promised = models.DateField()
    honest = models.DateField(null=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(sign__in=SIGNS), name="delay_warning_sign_known"),
            models.UniqueConstraint(
                fields=["work_order", "sign", "what", "promised", "honest"], name="delay_warning_once"
            ),
            models.UniqueConstraint(
                fields=["work_order", "sign", "what", "promised"],
                name="delay_warning_once_unforeseen",
                condition=Q(honest__isnull=True),
            ),
        ]

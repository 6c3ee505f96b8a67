"""(`campaigns.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class CopiedCaption(Journaled, StoreOwned):
    """A caption as the seller last copied it: the `facts` it stated (`captions.facts.stated`) and their digest."""

    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="copied_captions"
    )
    mood = models.CharField(max_length=10)
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    copied_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "mood", "channel", "language"], name="caption_copied_once"
            )
        ]

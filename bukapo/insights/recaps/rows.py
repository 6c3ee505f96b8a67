"""What is kept of a frozen recap. (`insights.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.stores.scope import StoreOwned


class KeptRecap(StoreOwned):
    """A frozen recap of so many `pieces`; of a big one (`keep.BIG`) also its glance (`content`).

    `before`: what it changed of the version before it, None for the first.
    Of the latest version also `changes`: how the orders differ from it, as of the event `seen` (`counted_at`, UTC).
    """

    recap = models.OneToOneField(
        "production.FrozenRecap", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    pieces = models.PositiveIntegerField()
    content = models.JSONField(null=True)
    before = models.JSONField(null=True)
    changes = models.JSONField(null=True)
    seen = models.BigIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)

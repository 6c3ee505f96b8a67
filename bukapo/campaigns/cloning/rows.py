"""Where a draft came from. (`campaigns.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.stores.scope import StoreOwned


class CampaignOrigin(StoreOwned):
    """`campaign` was cloned from `origin`. `applied` {setting: [old, new, sureness]}: suggestions taken over then.

    Never edited: the next evaluation says what became of each.
    """

    campaign = models.OneToOneField("campaigns.Campaign", on_delete=models.PROTECT, related_name="origin")
    origin = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="clones")
    applied = models.JSONField(default=dict)
    cloned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(campaign=models.F("origin")), name="campaign_not_its_own_origin"
            )
        ]

"""What a seller said of a sentence that the linter only suspects. (`campaigns.models` imports it for Django.)"""

from django.db import models

from bukapo.stores.scope import StoreOwned


class OverruledSentence(StoreOwned):
    """Somebody of the store (`by`) read this `sentence` and says that it takes no right from buyers. Never edited.

    It counts in this PO, for this `rule`'s code and these very words (`name`: `linting.overruling.name_of`). `carried`:
    taken along with the PO it was cloned from; whose word it is and when stay as they were there.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="overruled")
    name = models.CharField(max_length=64)
    rule = models.CharField(max_length=40)
    sentence = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    carried = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "name"], name="sentence_overruled_once_per_campaign")
        ]

"""(`campaigns.models` imports them, so that Django finds them.)"""

from django.db import models
from django.db.models import Q

from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class ShortLink(Journaled, StoreOwned):
    """`/s/<code>/` leads to `campaign`'s page, or to the store's own without one. `source`: where it is shown."""

    code = models.CharField(max_length=7, unique=True)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, null=True, related_name="short_links"
    )
    source = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "source"], name="link_once_per_source"),
            models.UniqueConstraint(
                fields=["store", "source"], condition=Q(campaign__isnull=True), name="link_of_a_store_once"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class LinkDay(StoreOwned):
    """How often a link was followed on a day of the store's zone: `people` by a browser, `machines` by programs.

    Counted beside the journal: a visit changes nothing, and a thousand of them in a minute must not wait for orders.
    """

    link = models.ForeignKey(ShortLink, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    people = models.PositiveIntegerField(default=0)
    machines = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["link", "day"], name="link_day_once")]

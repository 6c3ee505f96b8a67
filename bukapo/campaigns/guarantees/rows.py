"""The tables of declared guarantees. (`campaigns.models` imports them, so that Django finds them.)"""

from django.db import models
from django.db.models import Q

from bukapo.stores.scope import StoreOwned


class Ladder(StoreOwned):
    """What is declared: for a PO, or without `campaign` what the store's new POs begin with.

    `rungs` [[days, remedy, rupiah, basis points]] are the small ones. `refund_after` is empty in the store's own row:
    there `Store.late_refund_days` says it. A PO gets its own row at the latest when its terms are frozen.
    """

    campaign = models.OneToOneField(
        "campaigns.Campaign", on_delete=models.PROTECT, null=True, related_name="ladder"
    )
    rungs = models.JSONField(default=list)
    refund_after = models.PositiveSmallIntegerField(null=True)
    fit_days = models.PositiveSmallIntegerField(default=0)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store"], name="ladder_once_per_store", condition=Q(campaign__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(campaign__isnull=True, refund_after__isnull=True)
                | Q(campaign__isnull=False, refund_after__lte=60),
                name="ladder_refunds_after_days",
            ),
        ]


class FrozenGuarantee(StoreOwned):
    """What one version of the terms guarantees, as data. Never edited: orders that name these terms keep it.

    `ladder` holds every rung, the refund's too. `ship_until`: the promised day in these terms.
    """

    terms = models.OneToOneField("campaigns.Terms", on_delete=models.PROTECT, related_name="guarantee")
    ladder = models.JSONField()
    ship_until = models.DateField(null=True)
    defect_days = models.PositiveSmallIntegerField()
    fit_days = models.PositiveSmallIntegerField()
    tolerance_cm = models.PositiveSmallIntegerField()
    answer_hours = models.PositiveSmallIntegerField()
    refund_days = models.PositiveSmallIntegerField()

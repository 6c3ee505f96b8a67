from django.db import models
from django.db.models import Q

from bukapo.catalog.models import Photo, Product
from bukapo.stores.scope import StoreOwned


class Bundle(StoreOwned):
    """Several pieces at one `price` (rupiah), offered in one PO. Buyers were promised it: fixed once the PO is open.

    `adds_surcharges`: a variant's surcharge comes on top. Since `stopped_at` nobody new may order it.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="bundles")
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=500, blank=True, default="")
    price = models.PositiveIntegerField()
    adds_surcharges = models.BooleanField(default=True)
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "name"], name="bundle_name_once"),
            models.CheckConstraint(condition=Q(price__gt=0), name="bundle_costs_something"),
        ]

    def __str__(self) -> str:
        return self.name


class BundleSlot(StoreOwned):
    """One piece in a package. `fixed` is {option name: value name}; what it leaves open the buyer chooses."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT)
    fixed = models.JSONField(default=dict)

    class Meta:
        ordering = ["bundle_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "position"], name="bundle_slot_once"),
        ]

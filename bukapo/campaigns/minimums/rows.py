from django.db import models
from django.db.models import Q

from bukapo.catalog.models import Product
from bukapo.stores.scope import StoreOwned


class Minimum(StoreOwned):
    """`pieces` that must be paid for at closing: of the whole PO, of a `product`, or of its pieces with this `value`.

    `option` is what the value belongs to ("Warna"), for words.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="minimums")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True)
    option = models.CharField(max_length=40, blank=True, default="")
    value = models.CharField(max_length=40, blank=True, default="")
    pieces = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "product", "option", "value"], name="minimum_once"),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(product__isnull=True), name="minimum_once_of_the_whole"
            ),
            models.CheckConstraint(condition=Q(pieces__gt=1), name="minimum_of_several"),
            models.CheckConstraint(
                condition=Q(value="", option="") | Q(product__isnull=False) & ~Q(value="") & ~Q(option=""),
                name="minimum_value_is_of_a_product",
            ),
        ]

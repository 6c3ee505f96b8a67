"""The calculator's sheet of a product, as last saved. (`production.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.catalog.models import Product
from bukapo.stores.scope import StoreOwned


class CostSheet(StoreOwned):
    """`parts` [[what, kind, rupiah, thousandths of a unit]], `steps` [[from pieces, rupiah]] of the maker: see `rules`.

    `pieces` is the run it was reckoned for, `each` the rupiah of a piece that came out (the product's `cost` since).
    """

    product = models.OneToOneField(Product, on_delete=models.PROTECT, related_name="cost_sheet")
    parts = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    reject_bp = models.PositiveSmallIntegerField(default=0)
    overhead_bp = models.PositiveSmallIntegerField(default=0)
    pieces = models.PositiveIntegerField()
    each = models.PositiveIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reject_bp__lte=5_000, overhead_bp__lte=5_000), name="cost_sheet_shares"
            ),
            models.CheckConstraint(condition=Q(pieces__gt=0), name="cost_sheet_of_a_run"),
        ]

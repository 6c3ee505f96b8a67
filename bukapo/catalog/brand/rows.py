"""(`catalog.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.catalog.brand.rules import FIRST_COLOUR
from bukapo.stores.scope import StoreOwned


class Brand(StoreOwned):
    """How a store looks on its page and on posters: `colour` names one of `brand.rules.COLOURS`."""

    colour = models.CharField(max_length=10, default=FIRST_COLOUR)
    line = models.CharField(max_length=120, blank=True, default="")
    logo = models.ForeignKey("catalog.Photo", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store"], name="brand_once_per_store")]

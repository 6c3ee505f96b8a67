from django.db import models
from django.db.models import Q

from bukapo.catalog.brand.rows import Brand as Brand
from bukapo.journal.models import Journaled
from bukapo.stores.scope import StoreOwned


class Product(Journaled, StoreOwned):
    """`size_chart` is {"columns": ["Ukuran", "Lebar", …], "rows": [["S", "48", …], …], "note": "…"} or {}.

    Money in rupiah, `weight` in grams per piece, measures in millimetres of the packed piece.
    """

    name = models.CharField(max_length=100)
    description = models.TextField(blank=True, default="")
    normal_price = models.PositiveIntegerField(default=0)
    cost = models.PositiveIntegerField(null=True, blank=True)  # HPP; seller only
    weight = models.PositiveIntegerField(default=200)
    length = models.PositiveIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    size_chart = models.JSONField(default=dict, blank=True)
    archived = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(weight__gt=0), name="product_weighs_something")]

    def __str__(self) -> str:
        return self.name


class Option(StoreOwned):
    """Ukuran, Warna, Lengan …, in the product's order. `is_size` marks the one the size chart speaks of."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="options")
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    is_size = models.BooleanField(default=False)

    class Meta:
        ordering = ["product_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["product", "name"], name="option_name_once"),
            models.UniqueConstraint(fields=["product", "position"], name="option_position_once"),
        ]


class OptionValue(StoreOwned):
    """XL, Hitam, Panjang …; `surcharge` rupiah on the product's price. `is_default` is taken when nothing is said."""

    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="values")
    name = models.CharField(max_length=40)
    surcharge = models.PositiveIntegerField(default=0)
    position = models.PositiveSmallIntegerField()
    is_default = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["option_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["option", "name"], name="value_name_once"),
            models.UniqueConstraint(
                fields=["option"], condition=Q(is_default=True), name="value_default_once"
            ),
        ]


class Variant(StoreOwned):
    """One orderable combination. `values` holds the value names in option order; `label` joins them with " / "."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="variants")
    label = models.CharField(max_length=200)
    values = models.JSONField(default=list)
    surcharge = models.PositiveIntegerField(default=0)
    sku = models.CharField(max_length=60, blank=True, default="")
    position = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["product_id", "position"]
        constraints = [models.UniqueConstraint(fields=["product", "label"], name="variant_once")]

    def __str__(self) -> str:
        return self.label


class PersonalizationField(StoreOwned):
    """Something the buyer writes on their piece. `price` rupiah per piece when filled.

    `kind`: text | number | choice. `alphabet` is a set of allowed characters beyond letters, digits and space
    ("" = none beyond). `choices` only for choice.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="personalizations")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, default="text")
    max_length = models.PositiveSmallIntegerField(default=20)
    alphabet = models.CharField(max_length=40, blank=True, default="")
    choices = models.JSONField(default=list, blank=True)
    price = models.PositiveIntegerField(default=0)
    required = models.BooleanField(default=False)
    help = models.CharField(max_length=160, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["product_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["product", "name"], name="personalization_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["text", "number", "choice"]), name="personalization_kind"
            ),
        ]


class Photo(StoreOwned):
    """A re-encoded picture. Files: media/photos/<key>-<width>.{webp,avif} for each of `widths` (pixels).

    `place` says what it shows: product | campaign | proof | progress | review | evidence | talk | logo | claim. Proofs,
    talk and claims are private files.
    """

    key = models.CharField(max_length=32, unique=True)
    place = models.CharField(max_length=10, default="product")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="photos")
    alt = models.CharField(max_length=160, blank=True, default="")
    widths = models.JSONField(default=list)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    fingerprint = models.CharField(
        max_length=64
    )  # SHA-256 of the file as sent: the same proof twice is noticed
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["store", "fingerprint"], name="photo_by_fingerprint")]

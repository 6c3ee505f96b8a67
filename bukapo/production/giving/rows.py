"""What a work order says beside its numbers. (`production.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.catalog.models import Photo
from bukapo.stores.scope import StoreOwned


class WorkOrderDesign(StoreOwned):
    """One print or embroidery: where it stands, how it is made, how big, and its picture.

    `product` is one of the recap's, "" for all of them. `size` as the trade writes it: "28 × 35 cm".
    """

    work_order = models.ForeignKey("production.WorkOrder", on_delete=models.PROTECT, related_name="designs")
    position = models.PositiveSmallIntegerField()
    product = models.CharField(max_length=120, blank=True, default="")
    place = models.CharField(max_length=40)
    technique = models.CharField(max_length=80, blank=True, default="")
    size = models.CharField(max_length=40, blank=True, default="")
    caption = models.CharField(max_length=200, blank=True, default="")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["work_order_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["work_order", "position"], name="work_order_design_once"),
        ]


class WorkOrderQuestion(StoreOwned):
    """What a workshop wanted to know before it accepted, and the seller's answer ("" while there is none)."""

    work_order = models.ForeignKey("production.WorkOrder", on_delete=models.PROTECT, related_name="questions")
    text = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

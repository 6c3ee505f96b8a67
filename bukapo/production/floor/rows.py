"""Pieces on the floor, size by size. (`production.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.stores.scope import StoreOwned


class WorkOrderSize(StoreOwned):
    """One variant in a work order: `ordered` pieces for buyers, `spare` ones beyond; `values` as in the recap.

    Both are 0 for a size that an addendum took away before any of it was made.
    """

    work_order = models.ForeignKey("production.WorkOrder", on_delete=models.PROTECT, related_name="sizes")
    position = models.PositiveSmallIntegerField()
    product = models.CharField(max_length=120)
    values = models.JSONField(default=list)
    ordered = models.PositiveIntegerField()
    spare = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["work_order_id", "position"]
        constraints = [models.UniqueConstraint(fields=["work_order", "position"], name="size_position_once")]

    @property
    def target(self) -> int:
        """Pieces to make."""
        return int(self.ordered + self.spare)

    @property
    def label(self) -> str:
        """`XL / Hitam`, or the product's name where it has no options."""
        return " / ".join(self.values) or str(self.product)


class StageCount(StoreOwned):
    """`done` pieces of one size have passed a stage; the stage's own `done` is the sum of these."""

    stage = models.ForeignKey("production.Stage", on_delete=models.PROTECT, related_name="counts")
    size = models.ForeignKey(WorkOrderSize, on_delete=models.PROTECT, related_name="counts")
    done = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["stage_id", "size_id"]
        constraints = [models.UniqueConstraint(fields=["stage", "size"], name="stage_count_once")]

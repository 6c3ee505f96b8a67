"""What was checked and what was wrong. (`production.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.catalog.models import Photo
from bukapo.journal.models import Journaled
from bukapo.production.quality.rules import BEARERS, INSPECTION, REASONS, REMEDIES, SCRAP
from bukapo.stores.scope import StoreOwned

SIZE = "production.WorkOrderSize"
STAGE = "production.Stage"


class Inspection(Journaled, StoreOwned):
    """One check of a work order's goods: at a stage of the workshop, or (`stage` None) when they arrived at the store.

    `photo` shows what passed and may be shown to buyers. `key` names the sending, so that it is not counted twice.
    """

    work_order = models.ForeignKey(
        "production.WorkOrder", on_delete=models.PROTECT, related_name="inspections"
    )
    stage = models.ForeignKey(STAGE, on_delete=models.PROTECT, null=True, related_name="inspections")
    state = models.CharField(max_length=10)
    note = models.CharField(max_length=300, blank=True, default="")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True)
    key = models.CharField(max_length=64, null=True, unique=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(INSPECTION.moves)), name="inspection_state_known"
            )
        ]


class InspectedSize(StoreOwned):
    """`checked` pieces of one size in one check, `passed` of them at once. Append-only."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="sizes")
    size = models.ForeignKey(SIZE, on_delete=models.PROTECT, related_name="+")
    checked = models.PositiveIntegerField()
    passed = models.PositiveIntegerField()

    class Meta:
        ordering = ["inspection_id", "size_id"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "size"], name="inspected_size_once"),
            models.CheckConstraint(
                condition=Q(checked__gt=0, passed__lte=F("checked")), name="inspected_passed_of_checked"
            ),
        ]


class Defect(StoreOwned):
    """`pieces` of one size with one fault. Of those that were to come back, `passed` are in order, `scrapped` are lost.

    Pieces that nobody can use (`remedy` scrap) are scrapped from the start. `cost` rupiah, for all of them together,
    is what the seller says; only the seller sees it and who bears it. `back_to`: the stage that does it again.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="defects")
    size = models.ForeignKey(SIZE, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10)
    note = models.CharField(max_length=120, blank=True, default="")
    remedy = models.CharField(max_length=8)
    back_to = models.ForeignKey(STAGE, on_delete=models.PROTECT, null=True, related_name="+")
    pieces = models.PositiveIntegerField()
    passed = models.PositiveIntegerField(default=0)
    scrapped = models.PositiveIntegerField(default=0)
    cost = models.PositiveIntegerField(default=0)
    bearer = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=list(REASONS), remedy__in=list(REMEDIES)), name="defect_known"
            ),
            models.CheckConstraint(
                condition=Q(pieces__gt=0, pieces__gte=F("passed") + F("scrapped")), name="defect_adds_up"
            ),
            models.CheckConstraint(
                condition=~Q(remedy=SCRAP) | Q(passed=0, scrapped=F("pieces")), name="defect_scrap_is_lost"
            ),
            models.CheckConstraint(
                condition=Q(cost=0) | Q(bearer__in=list(BEARERS)), name="defect_cost_has_bearer"
            ),
        ]

    @property
    def out(self) -> int:
        """Pieces that have not come back."""
        return int(self.pieces - self.passed - self.scrapped)


class DefectReturn(StoreOwned):
    """Pieces of a defect came back: `passed` in order, `scrapped` after all. Append-only."""

    defect = models.ForeignKey(Defect, on_delete=models.PROTECT, related_name="returns")
    passed = models.PositiveIntegerField(default=0)
    scrapped = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(passed__gt=0) | Q(scrapped__gt=0), name="defect_return_of_something"
            )
        ]


class InspectionPhoto(StoreOwned):
    """A picture of what was wrong. Seller and workshop see it, buyers never."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]


class QualityCount(StoreOwned):
    """How the pieces of one size stand at one place (`stage` None: at the store): the sum of its checks and returns."""

    size = models.ForeignKey(SIZE, on_delete=models.PROTECT, related_name="quality")
    stage = models.ForeignKey(STAGE, on_delete=models.PROTECT, null=True, related_name="quality")
    checked = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)
    reworking = models.PositiveIntegerField(default=0)
    replacing = models.PositiveIntegerField(default=0)
    scrapped = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["size_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["size", "stage"], condition=Q(stage__isnull=False), name="quality_once_per_stage"
            ),
            models.UniqueConstraint(
                fields=["size"], condition=Q(stage__isnull=True), name="quality_once_on_arrival"
            ),
            models.CheckConstraint(
                condition=Q(checked=F("passed") + F("reworking") + F("replacing") + F("scrapped")),
                name="quality_adds_up",
            ),
        ]


class BuyerDefect(StoreOwned):
    """`pieces` of one size that a buyer found wrong after every check. Append-only; `cause` is told once per size."""

    size = models.ForeignKey(SIZE, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10)
    pieces = models.PositiveIntegerField()
    cause = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["cause", "size"], name="buyer_defect_once"),
            models.CheckConstraint(
                condition=Q(reason__in=list(REASONS), pieces__gt=0), name="buyer_defect_known"
            ),
        ]

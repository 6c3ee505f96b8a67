from django.db import models
from django.db.models import F, Q

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo
from bukapo.journal.models import Journaled
from bukapo.orders.models import Order
from bukapo.production.board.rows import WallLink
from bukapo.production.capital.rows import Capital
from bukapo.production.costing.rows import CostSheet
from bukapo.production.floor.rows import StageCount, WorkOrderSize
from bukapo.production.giving.rows import WorkOrderDesign, WorkOrderQuestion
from bukapo.production.handover.rows import HandOver, HandOverSize, LostPieces
from bukapo.production.lateness.rows import DelayWarning
from bukapo.production.patterns.rows import StagePattern
from bukapo.production.promise.rows import DayOff, Forecast, StagePace, WorkWeek
from bukapo.production.quality.rows import (
    BuyerDefect,
    Defect,
    DefectReturn,
    InspectedSize,
    Inspection,
    InspectionPhoto,
    QualityCount,
)
from bukapo.production.rules import WORK_ORDER
from bukapo.production.swaps.rows import Swap
from bukapo.production.workshops.rows import Workshop
from bukapo.stores.scope import StoreOwned

__all__ = [
    "BuyerDefect",
    "Capital",
    "CostSheet",
    "DayOff",
    "Defect",
    "DefectReturn",
    "DelayWarning",
    "Forecast",
    "FrozenRecap",
    "HandOver",
    "HandOverSize",
    "InspectedSize",
    "Inspection",
    "InspectionPhoto",
    "LostPieces",
    "QualityCount",
    "Stage",
    "StageCount",
    "StagePattern",
    "StagePace",
    "StageReport",
    "Swap",
    "WallLink",
    "WorkOrder",
    "WorkOrderDesign",
    "WorkOrderQuestion",
    "WorkOrderSize",
    "WorkWeek",
    "Workshop",
]


class FrozenRecap(StoreOwned):
    """What was ordered when the PO closed, or as amended later. Never edited: `digest` seals `content`.

    `order`: the recap of that one order, frozen when its job began (made to order). Versions count within the PO.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="recaps")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="recaps")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True, default="")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["campaign_id", "version"]
        constraints = [models.UniqueConstraint(fields=["campaign", "version"], name="recap_version_once")]


class WorkOrder(Journaled, StoreOwned):
    """SPK: what a workshop is to make, from one frozen recap. `unit_cost` rupiah per piece, seller only.

    `workshop_name` and `workshop_phone` are as they were when it was sent. `order` is the one buyer whose goods these
    are (made to order). `after`: its pieces come from that work order. `question` waits for the seller's answer.
    `part`: {} is the whole recap; else `how` it was chosen and `lines`, the recap's lines whose names it holds; the
    pieces are its sizes. `groups` are [product, specification]: what is true of one product only.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="work_orders")
    recap = models.ForeignKey(FrozenRecap, on_delete=models.PROTECT)
    number = models.CharField(max_length=16, unique=True)
    secret = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=10, default="sent")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, null=True, related_name="work_orders")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="work_orders")
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    question = models.CharField(max_length=300, blank=True, default="")
    workshop_name = models.CharField(max_length=80)
    workshop_phone = models.CharField(max_length=20, blank=True, default="")
    deadline = models.DateField()
    specification = models.JSONField(default=list)  # [["Bahan", "Cotton combed 24s"], …]
    groups = models.JSONField(default=list)
    part = models.JSONField(default=dict)
    note = models.TextField(blank=True, default="")
    unit_cost = models.PositiveIntegerField(null=True)
    pieces = models.PositiveIntegerField()
    design = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True)
    sent_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(WORK_ORDER.moves)), name="work_order_state_known"
            ),
        ]


class Stage(StoreOwned):
    """One step of a work order: `done` of `target` pieces, through by `due`; `instruction` is what to mind in it."""

    work_order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="stages")
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    target = models.PositiveIntegerField()
    instruction = models.CharField(max_length=200, blank=True, default="")
    due = models.DateField(null=True)
    done = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["work_order_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["work_order", "position"], name="stage_position_once"),
            models.CheckConstraint(condition=Q(done__lte=F("target")), name="stage_done_at_most_target"),
        ]


class StageReport(StoreOwned):
    """What the workshop told: the stage stands at `count` pieces. Append-only.

    `counts` {position of the size: pieces} is how they divide. `key` names the sending: a phone without a signal sends
    again and is not counted twice.
    """

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="reports")
    count = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    key = models.CharField(max_length=64, null=True, unique=True)
    note = models.CharField(max_length=200, blank=True, default="")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

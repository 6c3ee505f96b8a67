"""Hand-overs between workshops, and to the seller. (`production.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.catalog.models import Photo
from bukapo.journal.models import Journaled
from bukapo.production.floor.rows import WorkOrderSize
from bukapo.production.handover.rules import HAND_OVER
from bukapo.stores.scope import StoreOwned


class HandOver(Journaled, StoreOwned):
    """The `number`th lot that leaves a work order: to one that follows it, or (`receiver` null) to the seller.

    `secret` opens the page on which whoever holds the pieces says what arrived. `key` names the sending.
    """

    work_order = models.ForeignKey(
        "production.WorkOrder", on_delete=models.PROTECT, related_name="hand_overs"
    )
    receiver = models.ForeignKey(
        "production.WorkOrder", on_delete=models.PROTECT, null=True, related_name="arrivals"
    )
    number = models.PositiveSmallIntegerField()
    secret = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=10, default="sent")
    key = models.CharField(max_length=64, null=True, unique=True)
    note = models.CharField(max_length=200, blank=True, default="")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    received_note = models.CharField(max_length=200, blank=True, default="")
    received_photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["work_order", "number"], name="hand_over_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=list(HAND_OVER.moves)), name="hand_over_state_known"
            ),
        ]


class HandOverSize(StoreOwned):
    """Pieces of one size in a hand-over; `received` is null until the receiver has counted.

    `again` of the `sent` ones make up for pieces that were short before. `for_size` is the receiver's own row.
    """

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="sizes")
    size = models.ForeignKey(WorkOrderSize, on_delete=models.PROTECT, related_name="handed")
    for_size = models.ForeignKey(WorkOrderSize, on_delete=models.PROTECT, null=True, related_name="arrived")
    sent = models.PositiveIntegerField()
    again = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["hand_over_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "size"], name="hand_over_size_once"),
            models.CheckConstraint(condition=Q(sent__gt=0), name="hand_over_of_something"),
            models.CheckConstraint(
                condition=Q(received__isnull=True) | Q(received__lte=F("sent")), name="received_at_most_sent"
            ),
            models.CheckConstraint(condition=Q(again__lte=F("sent")), name="again_at_most_sent"),
        ]


class LostPieces(StoreOwned):
    """Pieces that were short at a hand-over and will not turn up: the sender or the seller says so, with the reason."""

    work_order = models.ForeignKey("production.WorkOrder", on_delete=models.PROTECT, related_name="lost")
    size = models.ForeignKey(WorkOrderSize, on_delete=models.PROTECT, related_name="lost")
    pieces = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(pieces__gt=0), name="lost_something")]

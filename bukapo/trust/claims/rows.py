"""The tables of claims. (`trust.models` imports them, so that Django finds them.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo, Variant
from bukapo.journal.models import Journaled
from bukapo.orders.models import Order, OrderLine
from bukapo.production.models import WorkOrder
from bukapo.stores.scope import StoreOwned
from bukapo.trust.claims.rules import BUYER, CLAIM, REASONS, REMEDIES, RETURN, SELLER, SOURCES


class Claim(Journaled, StoreOwned):
    """The `number`-th claim of an order: what was wrong, what its buyer wishes, what was decided and became of it.

    `due_at` is when it must be decided by, as the order's terms say; `overdue_at` when it was not. `late`: the terms do
    not promise it (any more): it came after their days, or they say nothing of it. `whole` rupiah the claimed pieces
    cost when it came. What is offered or granted stands in `remedy` … `note`; `of_work_order` is who made the pieces.
    `return_*`: the goods on their way back; `courier` and `tracking_number`: the new or repaired ones on theirs.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="claims")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default="open")
    reason = models.CharField(max_length=12)
    wish = models.CharField(max_length=8)
    body = models.CharField(max_length=1000)
    late = models.BooleanField(default=False)
    whole = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    remedy = models.CharField(max_length=8, blank=True, default="")
    amount = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=10, blank=True, default="")
    work_order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, null=True, related_name="+")
    batch = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="+")
    of_work_order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True, default="")
    answer = models.CharField(max_length=300, blank=True, default="")  # the buyer's, to an offer or a refusal
    answered_refusal = models.BooleanField(default=False)
    return_state = models.CharField(max_length=8, blank=True, default="")
    return_payer = models.CharField(max_length=6, blank=True, default="")
    return_courier = models.CharField(max_length=40, blank=True, default="")
    return_number = models.CharField(max_length=40, blank=True, default="")
    courier = models.CharField(max_length=40, blank=True, default="")
    tracking_number = models.CharField(max_length=40, blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="claim_number_once"),
            models.UniqueConstraint(fields=["order", "key"], name="claim_key_once"),
            models.CheckConstraint(condition=Q(state__in=list(CLAIM.moves)), name="claim_state_known"),
            models.CheckConstraint(
                condition=Q(reason__in=list(REASONS), wish__in=list(REMEDIES)), name="claim_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(remedy__in=["", *REMEDIES], source__in=["", *SOURCES]), name="claim_remedy_known"
            ),
            models.CheckConstraint(
                condition=Q(return_state__in=["", *RETURN.moves], return_payer__in=["", SELLER, BUYER]),
                name="claim_return_known",
            ),
            models.CheckConstraint(condition=Q(amount__lte=F("whole")), name="claim_amount_at_most_whole"),
        ]
        indexes = [
            models.Index(fields=["store", "state", "due_at"], name="claim_by_deadline"),
            models.Index(fields=["due_at"], name="claim_to_decide", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.order.number}/{self.number}"


class ClaimedPiece(StoreOwned):
    """`pieces` of an order's line. `variant`: the other size that is wished for."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="pieces")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    pieces = models.PositiveIntegerField()
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["claim_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "line"], name="claimed_line_once"),
            models.CheckConstraint(condition=Q(pieces__gt=0), name="claimed_of_something"),
        ]


class ClaimPhoto(StoreOwned):
    """A private picture of what is wrong: for the buyer's link and the people of the store."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["claim_id", "id"]

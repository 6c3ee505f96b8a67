"""The tables of a short yield. (`orders.models` imports them, so that Django finds them.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import SHORT_RULES
from bukapo.catalog.models import Variant
from bukapo.journal.models import Journaled
from bukapo.orders.allotment.rules import SHORT
from bukapo.stores.scope import StoreOwned


class Allocation(Journaled, StoreOwned):
    """Fewer good pieces than ordered, given out by the rule of the terms. Never edited: `digest` seals it.

    `seed`: of the draw, opened by it. `counted`: [product, values, ordered, reported by the workshop, counted by the
    seller, already sent] of each variant that is short. `left` {variant id: good pieces that nobody ordered}.
    Buyers choose until `answer_by`.
    """

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="allocation")
    rule = models.CharField(max_length=5)
    seed = models.CharField(max_length=64, blank=True, default="")
    counted = models.JSONField()
    left = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    answer_by = models.DateTimeField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rule__in=SHORT_RULES), name="allocation_rule_known"),
        ]


class Allotment(StoreOwned):
    """What one order line of a short variant gets: `given` of `ordered`. `place` of its order in the line."""

    allocation = models.ForeignKey(Allocation, on_delete=models.PROTECT, related_name="allotments")
    line = models.ForeignKey("orders.OrderLine", on_delete=models.PROTECT, related_name="allotments")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT)
    code = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()
    since = models.DateTimeField(null=True)
    place = models.PositiveIntegerField()
    product = models.CharField(max_length=120)
    values = models.JSONField(default=list)
    ordered = models.PositiveIntegerField()
    given = models.PositiveIntegerField()

    class Meta:
        ordering = ["allocation_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["allocation", "line"], name="allotment_once_per_line"),
            models.CheckConstraint(condition=Q(given__lte=F("ordered")), name="allotment_at_most_ordered"),
        ]


class ShortPiece(StoreOwned):
    """`pieces` of an order line that did not come out, and what became of them.

    `variant`: which other one the buyer took. `amount` rupiah were taken off the order for them, `how` it was decided.
    """

    allocation = models.ForeignKey(Allocation, on_delete=models.PROTECT, related_name="short_pieces")
    line = models.ForeignKey("orders.OrderLine", on_delete=models.PROTECT, related_name="short_pieces")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="short_pieces")
    pieces = models.PositiveIntegerField()
    state = models.CharField(max_length=8, default="open")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, null=True)
    amount = models.PositiveIntegerField(default=0)
    how = models.CharField(max_length=7, blank=True, default="")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["allocation_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["allocation", "line"], name="short_once_per_line"),
            models.CheckConstraint(condition=Q(pieces__gt=0), name="short_of_something"),
            models.CheckConstraint(condition=Q(state__in=list(SHORT.moves)), name="short_state_known"),
            models.CheckConstraint(
                condition=Q(state="swapped", variant__isnull=False)
                | (~Q(state="swapped") & Q(variant__isnull=True)),
                name="short_swapped_names_the_other",
            ),
        ]
        indexes = [models.Index(fields=["order"], name="short_open", condition=Q(state="open"))]

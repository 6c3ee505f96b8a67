"""The tables of guarantees. (`trust.models` imports them, so that Django finds them.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.guarantees.rules import REFUND, SMALL
from bukapo.campaigns.models import Terms
from bukapo.orders.models import Order
from bukapo.payments.models import Allowance, Credit, Refund
from bukapo.stores.scope import StoreOwned
from bukapo.trust.guarantees.rules import REMEDY


class GuaranteeRemedy(StoreOwned):
    """What one order got, or was offered, because it was late: once per rung of the ladder in its `terms`.

    `day`: the promised day it was counted from. `amount` rupiah: of the credit, of the shipping fee, or of the money
    that is offered (and, once taken, promised back). `how` an offer was decided: by link, by silence.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="remedies")
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()
    remedy = models.CharField(max_length=8)
    state = models.CharField(max_length=8)
    day = models.DateField()
    amount = models.PositiveIntegerField()
    credit = models.OneToOneField(Credit, on_delete=models.PROTECT, null=True, related_name="guarantee")
    allowance = models.OneToOneField(Allowance, on_delete=models.PROTECT, null=True, related_name="guarantee")
    refund = models.OneToOneField(Refund, on_delete=models.PROTECT, null=True, related_name="guarantee")
    made_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    how = models.CharField(max_length=7, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["order", "days", "remedy"], name="remedy_once_per_rung"),
            models.UniqueConstraint(
                fields=["order"], name="remedy_refund_offered_once", condition=Q(remedy=REFUND)
            ),
            models.CheckConstraint(condition=Q(state__in=list(REMEDY.moves)), name="remedy_state_known"),
            models.CheckConstraint(
                condition=Q(remedy__in=SMALL, state="given", answer_by__isnull=True)
                | (Q(remedy=REFUND, answer_by__isnull=False) & ~Q(state="given")),
                name="remedy_given_or_offered",
            ),
        ]
        indexes = [
            models.Index(fields=["answer_by"], name="remedy_to_lapse", condition=Q(state="offered")),
            models.Index(fields=["store", "made_at"], name="remedy_by_store"),
        ]


class KeptStake(StoreOwned):
    """What waits in a PO of many orders, as the worker summed it at `counted_at` (`guarantees.kept`). Whole rupiah.

    `groups` are [terms id, day it counts from, orders, goods, shipping, of them by courier, money held]; the rest is
    `groups.Had`.
    """

    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.OneToOneField("campaigns.Campaign", on_delete=models.PROTECT, related_name="kept_stake")
    counted_at = models.DateTimeField()
    groups = models.JSONField()
    given_orders = models.PositiveIntegerField()
    given = models.PositiveBigIntegerField()
    offers = models.PositiveIntegerField()
    offered = models.PositiveBigIntegerField()

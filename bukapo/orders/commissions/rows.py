"""Payouts to partners, order by order. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.models import Partner
from bukapo.orders.commissions.ways import HOW
from bukapo.payments.models import Credit
from bukapo.stores.models import BankAccount
from bukapo.stores.scope import StoreOwned


class CommissionPayout(StoreOwned):
    """`amount` rupiah paid to a partner: from a bank account, in cash, or as a `credit` (a buyer who invited)."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="payouts")
    amount = models.PositiveIntegerField()
    how = models.CharField(max_length=8)
    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, null=True, related_name="+")
    credit = models.OneToOneField(Credit, on_delete=models.PROTECT, null=True, related_name="reward_of")
    note = models.CharField(max_length=120, blank=True, default="")
    paid_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="commission_payout_of_something"),
            models.CheckConstraint(condition=Q(how__in=HOW), name="commission_payout_way_known"),
        ]


class CommissionShare(StoreOwned):
    """What one order gave to a payout; below zero what an earlier payout paid for it and it did not keep.

    `seen` is the order's version then: an order unchanged since must still earn what was paid for it.
    """

    payout = models.ForeignKey(CommissionPayout, on_delete=models.PROTECT, related_name="shares")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="commissions")
    amount = models.IntegerField()
    seen = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["payout", "order"], name="commission_share_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="commission_share_of_something"),
        ]

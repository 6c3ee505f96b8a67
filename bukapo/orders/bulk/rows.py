"""Parcels of groups. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.orders.bulk.rules import ASKED, FEES, GROUP_PARCEL, NONE, PAID
from bukapo.orders.rosters.rows import Roster
from bukapo.stores.models import BankAccount
from bukapo.stores.scope import StoreOwned


class GroupParcel(StoreOwned):
    """One parcel with the goods of `orders` (ids; once sent: those that left). Its moves are events of the group.

    `told` grams as reckoned from the goods, `weight` by the scale: both the sums of its orders'. `fee` rupiah the
    coordinator owes for it, of which `ppn` is the state's; `bank_account` where it was paid, None for cash.
    """

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="parcels")
    state = models.CharField(max_length=8, default="packed")
    orders = models.JSONField()
    told = models.PositiveIntegerField(default=0)
    weight = models.PositiveIntegerField(default=0)
    courier = models.CharField(max_length=40, blank=True, default="")
    tracking_number = models.CharField(max_length=40, blank=True, default="")
    fee = models.PositiveIntegerField(default=0)
    ppn = models.PositiveIntegerField(default=0)
    fee_state = models.CharField(max_length=8, default=NONE)
    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, null=True, related_name="+")
    packed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(GROUP_PARCEL.moves)), name="group_parcel_state_known"
            ),
            models.CheckConstraint(condition=Q(fee_state__in=FEES), name="group_parcel_fee_known"),
            models.CheckConstraint(
                condition=~Q(fee_state__in=[ASKED, PAID]) | Q(fee__gt=0), name="group_parcel_fee_of_something"
            ),
            models.UniqueConstraint(
                fields=["roster"], condition=Q(state="packed"), name="group_parcel_packed_once"
            ),
        ]

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bukapo.journal.models import Journaled
from bukapo.kernel.zones import ZONES
from bukapo.stores.scope import StoreOwned

OWNER, STAFF = "owner", "staff"


class Store(Journaled):
    """A seller's shop. Policies are typed columns: they render into the terms of every campaign."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    about = models.TextField(blank=True, default="")
    city = models.CharField(max_length=80)
    address = models.TextField(blank=True, default="")
    zone = models.CharField(
        max_length=20, choices=[(z, label) for z, label in ZONES.items()], default="Asia/Jakarta"
    )
    phone = models.CharField(max_length=20)
    email = models.EmailField(blank=True, default="")
    instagram = models.CharField(max_length=60, blank=True, default="")
    registration = models.CharField(max_length=60, blank=True, default="")  # NIB, optional
    # policies, all stated to the buyer before ordering
    cancel_before_close = models.BooleanField(default=True)
    cancel_fee_percent = models.PositiveSmallIntegerField(default=0)
    refund_days = models.PositiveSmallIntegerField(default=7)
    exchange_days = models.PositiveSmallIntegerField(default=7)
    late_refund_days = models.PositiveSmallIntegerField(default=14)
    size_tolerance_cm = models.PositiveSmallIntegerField(default=2)
    complaint_hours = models.PositiveSmallIntegerField(default=48)
    settle_late = models.BooleanField(default=True)  # late money decides itself: in again, or promised back
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(zone__in=list(ZONES)), name="store_zone_known"),
            models.CheckConstraint(
                condition=Q(cancel_fee_percent__lte=100), name="store_cancel_fee_at_most_all"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(StoreOwned):
    """A person's role in a store: owner (everything) or staff (everything but members, banks and deleting)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=8, default=OWNER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "user"], name="member_once_per_store"),
            models.CheckConstraint(condition=Q(role__in=[OWNER, STAFF]), name="member_role_known"),
        ]


class BankAccount(StoreOwned):
    """Where buyers transfer to. Never deleted (payments name it), only put out of use."""

    bank = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    holder = models.CharField(max_length=80)
    active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "bank", "number"], name="bank_account_once")]

    def __str__(self) -> str:
        return f"{self.bank} {self.number}"


class StaticQris(StoreOwned):
    """The store's QRIS as its sticker shows it (`payload`), and the bank account where its money lands.

    Never deleted, only put out of use: at most one is active. `merchant`, `city` and `nmid` are read from the code.
    """

    payload = models.CharField(max_length=512)
    nmid = models.CharField(max_length=15)
    merchant = models.CharField(max_length=25)
    city = models.CharField(max_length=15)
    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="qris")
    active = models.BooleanField(default=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store"], condition=Q(active=True), name="qris_active_once"),
        ]

    def __str__(self) -> str:
        return f"{self.merchant}, {self.city}"


class TaxPeriod(StoreOwned):
    """From `since` (inclusive) to `until` the store is PKP: orders placed in it carry PPN all their life.

    `npwp` holds 15 or 16 digits. Append-only but for `until`; two periods never overlap.
    """

    npwp = models.CharField(max_length=16)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["store"], condition=Q(until=None), name="tax_period_open_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="tax_period_forward"
            ),
        ]

"""The tables of this part of payments; `payments.models` brings them to Django."""

from django.db import models
from django.db.models import Q

from bukapo.journal.models import Journaled
from bukapo.payments.gateways.rules import NOTICE
from bukapo.payments.port import LIVE, SANDBOX
from bukapo.stores.scope import StoreOwned


class GatewayAccount(Journaled, StoreOwned):
    """A store's keys at one gateway, sandbox or live. Never deleted: attempts name it, and are looked up with it.

    `sealed` holds the keys (`seal`); `shown` what may be seen of each ("…3f9a"); `token` is the secret part of the
    address that notices come to. `trouble`: what the gateway said the last time the keys were tried, "" when good.
    """

    gateway = models.CharField(max_length=20)
    mode = models.CharField(max_length=8)
    active = models.BooleanField(default=True)
    sealed = models.TextField()
    shown = models.JSONField(default=dict)
    token = models.CharField(max_length=32, unique=True)
    methods = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True, default="")
    saved_at = models.DateTimeField()

    class Meta:
        app_label = "payments"
        ordering = ["gateway", "mode"]
        constraints = [
            models.UniqueConstraint(fields=["store", "gateway", "mode"], name="gateway_once_per_mode"),
            models.UniqueConstraint(
                fields=["store", "gateway"], name="gateway_one_mode_active", condition=Q(active=True)
            ),
            models.CheckConstraint(condition=Q(mode__in=[SANDBOX, LIVE]), name="gateway_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} ({self.mode})"


class Notice(Journaled, StoreOwned):
    """What a gateway told us, stored before anything is done about it. `body` is the raw text.

    `key` makes copies of the same news one row. `claims` moves nothing: the gateway is asked back (`orders.gateways`).
    """

    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=120)
    body = models.TextField()
    headers = models.JSONField(default=dict)
    verified = models.BooleanField()
    reference = models.CharField(max_length=80, blank=True, default="")
    external_id = models.CharField(max_length=80, blank=True, default="")
    claims = models.CharField(max_length=8, blank=True, default="")
    state = models.CharField(max_length=8)
    why = models.CharField(max_length=40, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "payments"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="notice_once"),
            models.CheckConstraint(condition=Q(state__in=list(NOTICE.moves)), name="notice_state_known"),
            models.CheckConstraint(
                condition=Q(verified=True) | Q(state="refused"), name="notice_unverified_is_refused"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="notice_due", condition=Q(state="new")),
            models.Index(fields=["store", "id"], name="notice_by_store"),
        ]


class Payout(StoreOwned):
    """Money a gateway sent to the store's bank: `amount` rupiah arrived, `fee` rupiah the gateway kept."""

    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="payouts")
    bank_account = models.ForeignKey("stores.BankAccount", on_delete=models.PROTECT, related_name="+")
    amount = models.PositiveIntegerField()
    fee = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True, default="")
    paid_at = models.DateTimeField()

    class Meta:
        app_label = "payments"
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="payout_of_something")]

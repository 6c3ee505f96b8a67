"""The table of this part of shipping; `shipping.models` brings it to Django."""

from django.db import models
from django.db.models import Q

from bukapo.journal.models import Journaled
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.notices.rules import NOTICE
from bukapo.stores.scope import StoreOwned


class CourierNotice(Journaled, StoreOwned):
    """One callback; `body` is the raw text. `key` makes copies of the same news one row; `claims` moves nothing."""

    account = models.ForeignKey(CourierAccount, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=120)
    body = models.TextField()
    reference = models.CharField(max_length=80, blank=True, default="")
    external_id = models.CharField(max_length=80, blank=True, default="")
    claims = models.CharField(max_length=12, blank=True, default="")
    state = models.CharField(max_length=8)
    why = models.CharField(max_length=40, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "shipping"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="courier_notice_once"),
            models.CheckConstraint(
                condition=Q(state__in=list(NOTICE.moves)), name="courier_notice_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="courier_notice_due", condition=Q(state="new")),
            models.Index(fields=["store", "id"], name="courier_notice_by_store"),
        ]

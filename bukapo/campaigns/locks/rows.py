"""Which locks were announced. (`campaigns.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.campaigns.locks.rules import LOCKS
from bukapo.stores.scope import StoreOwned


class LockNotice(StoreOwned):
    """At `told_at` the buyers of a PO were told that a lock counts from `locks_at` on. Once per lock."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="lock_notices")
    lock = models.CharField(max_length=8)
    locks_at = models.DateTimeField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "lock"], name="lock_announced_once"),
            models.CheckConstraint(condition=Q(lock__in=LOCKS), name="lock_known"),
        ]

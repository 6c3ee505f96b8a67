"""Orders on their way to another buyer. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.journal.models import Journaled
from bukapo.orders.handover.rules import HANDOVER
from bukapo.stores.scope import StoreOwned


class Handover(Journaled, StoreOwned):
    """`secret` opens the page on which the new buyer accepts.

    `from_…` is who handed the order over, kept for the seller: the money came from them. `to_…` is whom they named.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="handovers")
    state = models.CharField(max_length=10, default="offered")
    secret = models.CharField(max_length=32, unique=True)
    to_name = models.CharField(max_length=80)
    to_phone = models.CharField(max_length=20)
    from_name = models.CharField(max_length=80)
    from_phone = models.CharField(max_length=20)
    paid = models.PositiveIntegerField()  # rupiah held of the order when it was accepted
    offered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(HANDOVER.moves)), name="handover_state_known"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state="offered"), name="handover_once_per_order"
            ),
        ]

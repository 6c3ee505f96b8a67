"""Offers to trade a piece. (`production.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.journal.models import Journaled
from bukapo.production.swaps.rules import LIVE, SWAP
from bukapo.stores.scope import StoreOwned


class Swap(Journaled, StoreOwned):
    """`order` gives one piece of the variant `gives` for one of `wants`; `taker` is the order that agreed.

    Neither buyer is ever told who the other is.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="swaps")
    state = models.CharField(max_length=10, default="offered")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="swaps")
    taker = models.ForeignKey("orders.Order", on_delete=models.PROTECT, null=True, related_name="swaps_taken")
    gives = models.ForeignKey("catalog.Variant", on_delete=models.PROTECT, related_name="+")
    wants = models.ForeignKey("catalog.Variant", on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(SWAP.moves)), name="swap_state_known"),
            models.CheckConstraint(condition=~Q(gives=F("wants")), name="swap_of_two_variants"),
            models.CheckConstraint(
                condition=Q(taker__isnull=True) | ~Q(taker=F("order")), name="swap_between_two_orders"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["taken", "done"], taker__isnull=False)
                | Q(state__in=["offered", "withdrawn"]),
                name="swap_taken_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state__in=LIVE), name="swap_once_per_order"
            ),
            models.UniqueConstraint(
                fields=["taker"], condition=Q(state="taken"), name="swap_taken_once_per_order"
            ),
        ]

"""What was counted, and how far. (`insights.models` imports it, so that Django finds it.)"""

from datetime import datetime

from django.db import models

from bukapo.insights.tallies.rules import HOUR_FIELDS, VARIANT_FIELDS, HourKey, VariantKey
from bukapo.stores.scope import StoreOwned


class HourTally(StoreOwned):
    """Orders of one PO that came in one hour (UTC) by one way in, as they stand now. Money in whole rupiah.

    `placed` counts every order ever accepted; `held` those that hold their `pieces`, of which `waiting` have not made
    their first payment. `charged` to those that hold, `owed` of it still to come; `received` less what went back, of
    all.
    """

    SUMS = HOUR_FIELDS

    # Read by (campaign, hour) or (store, hour), never by the store alone.
    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="hours", db_index=False
    )
    hour = models.DateTimeField()
    source = models.CharField(max_length=8)
    placed = models.IntegerField(default=0)
    held = models.IntegerField(default=0)
    pieces = models.IntegerField(default=0)
    waiting = models.IntegerField(default=0)
    waiting_pieces = models.IntegerField(default=0)
    expired = models.IntegerField(default=0)
    cancelled = models.IntegerField(default=0)
    charged = models.BigIntegerField(default=0)
    owed = models.BigIntegerField(default=0)
    received = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "hour", "source"], name="hour_tally_once"),
        ]
        indexes = [models.Index(fields=["store", "hour"], name="hour_tally_by_store")]

    @property
    def key(self) -> HourKey:
        hour: datetime = self.hour
        return self.store_id, self.campaign_id, hour, self.source


class VariantTally(StoreOwned):
    """Pieces of one variant that orders of a PO hold, and the rupiah of their lines. `waiting_pieces`: not yet paid."""

    SUMS = VARIANT_FIELDS

    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    variant = models.ForeignKey("catalog.Variant", on_delete=models.PROTECT, related_name="+", db_index=False)
    pieces = models.IntegerField(default=0)
    waiting_pieces = models.IntegerField(default=0)
    goods = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "variant"], name="variant_tally_once"),
        ]

    @property
    def key(self) -> VariantKey:
        return self.store_id, self.campaign_id, self.variant_id


class CountedOrder(StoreOwned):
    """An order as it stands in the tallies: what must be taken out of them before it is counted anew.

    `kept` = paid less refunded; `lines` are [variant id, pieces, rupiah].
    """

    # Written by the thousand behind every drop: the audit compares what a constraint would look up.
    store = models.ForeignKey(
        "stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    order = models.OneToOneField(
        "orders.Order", on_delete=models.PROTECT, primary_key=True, related_name="+", db_constraint=False
    )
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    hour = models.DateTimeField()
    source = models.CharField(max_length=8)
    state = models.CharField(max_length=10)
    pieces = models.PositiveIntegerField()
    charged = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    lines = models.JSONField(default=list)


class TallyCursor(models.Model):
    """How far the journal was followed (one row). Every event up to `seen` was looked at.

    Up to `settled` none can appear any more: on PostgreSQL a smaller id may be committed later. `mark` becomes
    `settled` when every transaction older than `mark_xid` is over, and what lies between was looked at again.
    """

    seen = models.BigIntegerField(default=0)
    settled = models.BigIntegerField(default=0)
    mark = models.BigIntegerField(default=0)
    mark_xid = models.BigIntegerField(default=0)
    turn = models.BigIntegerField(default=0)

"""What was counted, and how far. (`insights.models` imports it, so that Django finds it.)"""

from django.db import models

from bukapo.insights.tallies.rules import (
    BUNDLE_FIELDS,
    DUE_FIELDS,
    FLOW_FIELDS,
    HOUR_FIELDS,
    STANDING_FIELDS,
    STATE_FIELDS,
    VARIANT_FIELDS,
    WORDING_FIELDS,
)
from bukapo.stores.scope import StoreOwned


class HourTally(StoreOwned):
    """Orders of one PO that came in one hour (UTC) by one way in, as they stand now. Money in whole rupiah.

    `placed` counts every order ever accepted; `held` those that hold their `pieces`, of which `waiting` have not made
    their first payment. `charged` to those that hold, `owed` of it still to come; `received` less what went back, of
    all.
    """

    KEY = ("store_id", "campaign_id", "hour", "source")
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


class VariantTally(StoreOwned):
    """Pieces of one variant that orders of a PO hold, and the rupiah of their lines. `waiting_pieces`: not yet paid.

    `loose_pieces` are in no package, `early_pieces` of them were ordered while the early price counted.
    """

    KEY = ("store_id", "campaign_id", "variant_id")
    SUMS = VARIANT_FIELDS

    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    variant = models.ForeignKey("catalog.Variant", on_delete=models.PROTECT, related_name="+", db_index=False)
    pieces = models.IntegerField(default=0)
    waiting_pieces = models.IntegerField(default=0)
    goods = models.BigIntegerField(default=0)
    loose_pieces = models.IntegerField(default=0)
    early_pieces = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "variant"], name="variant_tally_once"),
        ]


class BundleTally(StoreOwned):
    """Packages of one kind that orders of a PO hold, the `pieces` in them and the rupiah of their `goods`."""

    KEY = ("store_id", "campaign_id", "bundle_id")
    SUMS = BUNDLE_FIELDS

    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    bundle = models.ForeignKey("campaigns.Bundle", on_delete=models.PROTECT, related_name="+", db_index=False)
    packages = models.IntegerField(default=0)
    pieces = models.IntegerField(default=0)
    goods = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "bundle"], name="bundle_tally_once"),
        ]


class StateTally(StoreOwned):
    """Orders of a PO that are in one state now. Money in whole rupiah.

    `income` = their goods less what was taken off them; `over` was kept beyond what each of them is charged. `paid`
    came in all, `forgiven` was let go; `filled` came for their charges, `begun` of it for those that still wait;
    `asked` is to come now, `later` will be asked.
    """

    KEY = ("store_id", "campaign_id", "state")
    SUMS = STATE_FIELDS

    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10)
    orders = models.IntegerField(default=0)
    pieces = models.IntegerField(default=0)
    charged = models.BigIntegerField(default=0)
    income = models.BigIntegerField(default=0)
    over = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    forgiven = models.BigIntegerField(default=0)
    filled = models.BigIntegerField(default=0)
    asked = models.BigIntegerField(default=0)
    later = models.BigIntegerField(default=0)
    begun = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "state"], name="state_tally_once"),
        ]


class FlowTally(StoreOwned):
    """Rupiah that left `source` and arrived at `destination` for the orders of a PO that are in one state now."""

    KEY = ("store_id", "campaign_id", "state", "source_id", "destination_id")
    SUMS = FLOW_FIELDS

    # Read by the PO, and by the store for its whole books.
    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10)
    source = models.ForeignKey("ledger.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    destination = models.ForeignKey(
        "ledger.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    amount = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "state", "source", "destination"], name="flow_tally_once"
            ),
        ]


class StandingTally(StoreOwned):
    """Orders of a PO that no list tells apart: state, way of handing over, and the marks of `rules`."""

    KEY = ("store_id", "campaign_id", "state", "fulfilment", "marks")
    SUMS = STANDING_FIELDS

    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10)
    fulfilment = models.CharField(max_length=8)
    marks = models.CharField(max_length=8, blank=True)
    orders = models.IntegerField(default=0)
    pieces = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "state", "fulfilment", "marks"], name="standing_tally_once"
            ),
        ]


class DueTally(StoreOwned):
    """Rupiah still to come of a PO's open charges that are due in one hour (counted since 1970, UTC)."""

    KEY = ("store_id", "campaign_id", "hour")
    SUMS = DUE_FIELDS

    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    hour = models.IntegerField()
    rest = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "hour"], name="due_tally_once")]


class WordingTally(StoreOwned):
    """Lines of a PO's holding orders that read alike: variant, and how it read when it was ordered (`rules.parted`)."""

    KEY = ("store_id", "campaign_id", "variant_id", "wording")
    SUMS = WORDING_FIELDS

    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    variant = models.ForeignKey("catalog.Variant", on_delete=models.PROTECT, related_name="+", db_index=False)
    wording = models.TextField()
    lines = models.IntegerField(default=0)
    pieces = models.IntegerField(default=0)
    goods = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "variant", "wording"], name="wording_tally_once"),
        ]


TALLIES = (
    HourTally, VariantTally, BundleTally, StateTally, FlowTally, StandingTally, DueTally, WordingTally,
)  # fmt: skip
"""Everything that is added up: each says what its rows are known by (`KEY`) and what they sum (`SUMS`)."""


def key_of(row: models.Model) -> tuple[object, ...]:
    """Of a tally's row, as `rules.Delta` has it."""
    names: tuple[str, ...] = row.KEY  # type: ignore[attr-defined]
    return tuple(getattr(row, name) for name in names)


class CountedOrder(StoreOwned):
    """An order as it stands in the tallies: what must be taken out of them before it is counted anew.

    `kept` = paid less refunded, `income` = goods less what was taken off; `lines` are [variant id, pieces, rupiah,
    package id or 0, slot in it, wording], `flows` [account it left, account it came to, rupiah]. `early`: at the early
    price. `money` as `rules.MONEY_FIELDS`, `dues` [hour, rupiah].
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
    income = models.IntegerField(default=0)
    early = models.BooleanField(default=False)
    lines = models.JSONField(default=list)
    flows = models.JSONField(default=list)
    fulfilment = models.CharField(max_length=8, default="")
    packed = models.BooleanField(default=False)
    no_fee = models.BooleanField(default=False)
    money = models.JSONField(default=list)
    dues = models.JSONField(default=list)


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

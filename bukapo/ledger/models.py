from django.db import models
from django.db.models import F, Q

from bukapo.journal.models import EventRow
from bukapo.stores.scope import StoreOwned


class Account(StoreOwned):
    """`code`: see `ledger.rules.CODES`; cash accounts are `cash:<bank account id>` or `cash:hand`."""

    code = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "code"], name="account_code_once")]


class Posting(StoreOwned):
    """`amount` rupiah left `source` and arrived at `destination`, because of `event`. Append-only."""

    # Repeats the event's, and the audit compares.
    store = models.ForeignKey("stores.Store", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    # Events and accounts are never deleted, the order is the event's, and the audit compares each with the event.
    event = models.ForeignKey(
        EventRow, on_delete=models.PROTECT, related_name="postings", db_constraint=False
    )
    source = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    destination = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    amount = models.PositiveBigIntegerField()
    cause = models.CharField(max_length=40)
    order = models.ForeignKey(
        "orders.Order", on_delete=models.PROTECT, null=True, related_name="postings", db_constraint=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="posting_moves_something"),
            models.CheckConstraint(condition=~Q(source=F("destination")), name="posting_moves_somewhere"),
        ]

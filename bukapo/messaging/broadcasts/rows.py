"""A broadcast and its frozen list. (`messaging.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import F, Q

from bukapo.campaigns.models import Campaign
from bukapo.journal.models import Journaled
from bukapo.messaging.broadcasts.rules import BROADCAST, KINDS, LEFT, WAYS
from bukapo.stores.scope import StoreOwned


class Broadcast(Journaled, StoreOwned):
    """One text for many. `kind` says for which purpose (`messaging.kinds`); `group` and `choice` who (`groups`).

    The list was frozen when it was confirmed: `people` on it, to get `by_whatsapp` and `by_email` messages. Its first
    `written` positions have become messages, all of the event `broadcast.confirmed`. `key` names the form it came from.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="broadcasts")
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    group = models.CharField(max_length=20)
    choice = models.CharField(max_length=120, blank=True, default="")
    way = models.CharField(max_length=11)
    subject = models.CharField(max_length=160, blank=True, default="")
    body = models.TextField()
    state = models.CharField(max_length=9, default="queued")
    people = models.PositiveIntegerField(default=0)
    by_whatsapp = models.PositiveIntegerField(default=0)
    by_email = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    confirmed_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["store", "key"], name="broadcast_once_per_form"),
            models.CheckConstraint(
                condition=Q(state__in=list(BROADCAST.moves)), name="broadcast_state_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="broadcast_kind_known"),
            models.CheckConstraint(condition=Q(way__in=WAYS), name="broadcast_way_known"),
            models.CheckConstraint(
                condition=Q(written__lte=F("people")), name="broadcast_written_at_most_all"
            ),
        ]
        indexes = [
            models.Index(fields=["store", "id"], name="broadcast_by_store"),
            models.Index(fields=["id"], name="broadcast_to_write", condition=Q(state="queued")),
        ]


class BroadcastRecipient(StoreOwned):
    """One person on a frozen list. `phone` (E.164) and `email` are filled for the channels they are written by.

    `who` is stable (`order:17`). `left` says why they got nothing after all (`rules.LEFT`).
    """

    # Fifty thousand go in with one statement: the audit compares what constraints would look up row by row.
    store = models.ForeignKey(
        "stores.Store", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    broadcast = models.ForeignKey(
        Broadcast, on_delete=models.PROTECT, related_name="list", db_index=False, db_constraint=False
    )
    order = models.ForeignKey(
        "orders.Order",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    position = models.PositiveIntegerField()
    who = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    left = models.CharField(max_length=7, blank=True, default="")

    class Meta:
        ordering = ["broadcast_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["broadcast", "position"], name="recipient_position_once"),
            models.UniqueConstraint(fields=["broadcast", "who"], name="recipient_once"),
            models.CheckConstraint(condition=Q(left__in=LEFT), name="recipient_left_known"),
            models.CheckConstraint(condition=~Q(phone="", email=""), name="recipient_has_an_address"),
        ]


class TellingHabit(StoreOwned):
    """How a store tells: when its weekly draft is made (`weekday` 0 = Monday, empty = never; `hour`, `minute` in its
    zone), and what a WhatsApp message costs it, in rupiah (0 = by hand, or not known)."""

    weekday = models.PositiveSmallIntegerField(null=True, default=4)
    hour = models.PositiveSmallIntegerField(default=16)
    minute = models.PositiveSmallIntegerField(default=0)
    news_price = models.PositiveIntegerField(default=0)
    offer_price = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store"], name="habit_once_per_store"),
            models.CheckConstraint(
                condition=Q(hour__lte=23, minute__lte=59) & (Q(weekday=None) | Q(weekday__lte=6)),
                name="habit_is_a_time",
            ),
        ]

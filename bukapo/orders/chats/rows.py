"""What was pasted, and the drafts read out of it. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.journal.models import Journaled
from bukapo.orders.chats.rules import CHAT_DRAFT
from bukapo.stores.scope import StoreOwned


class ChatPaste(Journaled, StoreOwned):
    """`text` word for word. `lines`: [line number, fingerprint] of what was read, `unread`: [line number, text].

    `stated` is what the seller said of lines that do not say it: {"phone": …, "values": {option: value}}.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="chat_pastes")
    text = models.TextField()
    digest = models.CharField(max_length=64)
    stated = models.JSONField(default=dict)
    lines = models.JSONField(default=list)
    unread = models.JSONField(default=list)
    pasted_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["campaign", "digest"], name="chat_pasted_once")]


class ChatDraft(Journaled, StoreOwned):
    """One order read out of a paste; the same words pasted again are this draft. `said`: its lines as pasted.

    `draft` is what was understood, with doubts and remarks; `paid` what the line claims of money, believed by nobody.
    `secret` opens the buyer's page while the draft is `sent`; of an order that its buyer confirmed it says so.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="chat_drafts")
    paste = models.ForeignKey(ChatPaste, on_delete=models.PROTECT, related_name="drafts")
    row = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=8)
    said = models.TextField()
    name = models.CharField(max_length=80, blank=True, default="")  # folded, to find the same person again
    paid = models.CharField(max_length=80, blank=True, default="")
    draft = models.JSONField(default=dict)
    secret = models.CharField(max_length=32, blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    order = models.OneToOneField(
        "orders.Order", on_delete=models.PROTECT, null=True, related_name="chat_draft"
    )

    class Meta:
        ordering = ["row", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "fingerprint"], name="chat_draft_once"),
            models.UniqueConstraint(
                fields=["secret"], condition=~Q(secret=""), name="chat_draft_secret_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(CHAT_DRAFT.moves)), name="chat_draft_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="order", order__isnull=False) | (~Q(state="order") & Q(order__isnull=True)),
                name="chat_draft_names_its_order",
            ),
            models.CheckConstraint(
                condition=(Q(state="sent") & ~Q(secret="")) | Q(state="order") | Q(secret=""),
                name="chat_draft_sent_has_link",
            ),
        ]
        indexes = [models.Index(fields=["campaign", "state"], name="chat_draft_by_state")]

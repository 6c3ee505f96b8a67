from django.db import models
from django.db.models import Q

from bukapo.journal.models import EventRow
from bukapo.messaging.broadcasts.rows import Broadcast, BroadcastRecipient, TellingHabit
from bukapo.messaging.consents.rows import Consent
from bukapo.messaging.inbound.rows import Inbound
from bukapo.messaging.inbox.rows import SavedReply
from bukapo.messaging.notices.rows import ChannelNotice
from bukapo.messaging.quiet.rows import QuietHours
from bukapo.messaging.rules import FACTS, MESSAGE, PURPOSES
from bukapo.messaging.stops.rows import Stop
from bukapo.messaging.updates.rows import PhotoChoice, Update
from bukapo.messaging.whatsapp.rows import WhatsAppAccount, WhatsAppForm
from bukapo.stores.scope import StoreOwned

__all__ = [
    "Broadcast",
    "BroadcastRecipient",
    "ChannelNotice",
    "Consent",
    "Inbound",
    "Message",
    "PhotoChoice",
    "QuietHours",
    "SavedReply",
    "Stop",
    "TellingHabit",
    "Template",
    "Update",
    "WhatsAppAccount",
    "WhatsAppForm",
]

STATES = list(MESSAGE.moves)


class Template(StoreOwned):
    """A store's own words for one message; without a row, or with an empty body, the built-in words are used.

    `kind` is a key of `kinds.KINDS`. A row that is not `active` silences the message on its channel.
    """

    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=160, blank=True, default="")
    body = models.TextField()
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "kind", "channel", "language"], name="template_once"),
        ]


class Message(StoreOwned):
    """What one person is told about one event through one channel.

    The worker takes the lowest `priority` first: 0 for what an event causes, more for what goes to many. `reference` is
    the channel's own name for it; `delivered_at` and `read_at` are what the channel told later. `form` is what fills an
    approved text ({"form": id, "values": […], "button": …}); `code` is the channel's own name for the last trouble.
    """

    event = models.ForeignKey(EventRow, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, null=True, related_name="messages")
    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60, default="")  # key of kinds.KINDS
    recipient = models.CharField(max_length=120)  # who, stable: "order:17", "workshop:3", "seller:1"
    name = models.CharField(max_length=120)
    channel = models.CharField(max_length=10)  # email | whatsapp
    address = models.CharField(max_length=254)  # e-mail address or +62…
    subject = models.CharField(max_length=200, blank=True, default="")
    body = models.TextField()
    state = models.CharField(max_length=9, default="queued")
    purpose = models.CharField(max_length=5, default=FACTS)
    priority = models.PositiveSmallIntegerField(default=0)
    reference = models.CharField(max_length=120, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, default="")
    code = models.CharField(max_length=20, blank=True, default="")
    form = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    send_after = models.DateTimeField(null=True)  # queued: not before; sending: the end of the lease

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "recipient", "channel"], name="message_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="message_state_known"),
            models.CheckConstraint(condition=Q(purpose__in=PURPOSES), name="message_purpose_known"),
        ]
        indexes = [
            models.Index(fields=["store", "state", "id"], name="message_by_state"),
            models.Index(fields=["campaign", "state", "id"], name="message_by_campaign"),
            models.Index(
                fields=["channel", "priority", "send_after", "id"],
                name="message_due",
                condition=Q(state="queued"),
            ),
            models.Index(fields=["campaign", "kind", "channel", "state"], name="message_report"),
            models.Index(fields=["event", "state"], name="message_of_broadcast", condition=Q(priority__gt=0)),
            models.Index(fields=["send_after"], name="message_leased", condition=Q(state="sending")),
            models.Index(fields=["reference"], name="message_by_reference", condition=~Q(reference="")),
        ]

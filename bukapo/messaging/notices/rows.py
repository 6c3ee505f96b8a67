"""The inbox of channels; `messaging.models` brings it to Django."""

from django.db import models
from django.db.models import Q

NOTICE_STATES = ["new", "done", "failed"]
WHATSAPP, EMAIL = "whatsapp", "email"


class ChannelNotice(models.Model):
    """What a channel told, as it came; copies of the same text to the same account are one row (`digest`). Kept for a
    while, then forgotten.

    A notice about e-mail is the installation's, not a store's: one mail service serves them all.
    """

    source = models.CharField(max_length=8)
    account = models.ForeignKey(
        "messaging.WhatsAppAccount", on_delete=models.PROTECT, null=True, related_name="+"
    )
    digest = models.CharField(max_length=64)
    body = models.TextField()
    state = models.CharField(max_length=6, default="new")
    why = models.CharField(max_length=100, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        app_label = "messaging"
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="channel_notice_once"),
            models.CheckConstraint(condition=Q(state__in=NOTICE_STATES), name="channel_notice_state_known"),
            models.CheckConstraint(
                condition=Q(source__in=[WHATSAPP, EMAIL]), name="channel_notice_source_known"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="channel_notice_due", condition=Q(state="new")),
            models.Index(fields=["received_at"], name="channel_notice_old"),
        ]

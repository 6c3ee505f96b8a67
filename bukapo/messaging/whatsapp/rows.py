"""The tables of this part of messaging; `messaging.models` brings them to Django."""

from django.db import models
from django.db.models import Q

from bukapo.journal.models import Journaled
from bukapo.messaging.whatsapp.rules import STATES
from bukapo.stores.scope import StoreOwned


class WhatsAppAccount(Journaled, StoreOwned):
    """A store's number at the Cloud API. Never deleted: messages name its forms.

    `sealed` holds token, app secret and verify token (`payments.gateways.seal`), `shown` what may be seen of them;
    `hook` is the secret part of the address that notices come to. `halted_at`: Meta refused the account itself, so
    that nothing goes out until the seller has mended it; `trouble` says why.
    """

    phone_number_id = models.CharField(max_length=40)
    waba_id = models.CharField(max_length=40)
    sealed = models.TextField()
    shown = models.JSONField(default=dict)
    hook = models.CharField(max_length=32, unique=True)
    active = models.BooleanField(default=True)
    trouble = models.CharField(max_length=300, blank=True, default="")
    halted_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    synced_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField()

    class Meta:
        app_label = "messaging"
        constraints = [models.UniqueConstraint(fields=["store"], name="whatsapp_once_per_store")]

    def __str__(self) -> str:
        return self.phone_number_id


class WhatsAppForm(StoreOwned):
    """Which approved text says a message of ours: `kind` and `language` are ours, `name` and `code` Meta's.

    `gaps` fill {{1}}, {{2}}, … in this order; with `button` the text has a link button that ends in our address.
    """

    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    name = models.CharField(max_length=512)
    code = models.CharField(max_length=12)
    gaps = models.JSONField(default=list)
    button = models.BooleanField(default=False)
    body = models.TextField(blank=True, default="")
    state = models.CharField(max_length=14, blank=True, default="")
    category = models.CharField(max_length=14, blank=True, default="")
    why = models.CharField(max_length=300, blank=True, default="")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "messaging"
        constraints = [
            models.UniqueConstraint(fields=["store", "kind", "language"], name="whatsapp_form_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="whatsapp_form_state_known"),
        ]

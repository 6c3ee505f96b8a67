"""The table of this part of messaging; `messaging.models` brings it to Django."""

from django.db import models

from bukapo.stores.scope import StoreOwned


class Inbound(StoreOwned):
    """What somebody wrote to the store's number. `phone` is E.164, "" when Meta tells only `person`, its own id of
    them.

    `order` is a guess: the newest order with this number. `answered_at`: the seller has dealt with it.
    """

    wamid = models.CharField(max_length=160)
    phone = models.CharField(max_length=20, blank=True, default="")
    person = models.CharField(max_length=80, blank=True, default="")
    name = models.CharField(max_length=120, blank=True, default="")
    kind = models.CharField(max_length=20)
    text = models.TextField(blank=True, default="")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "messaging"
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["store", "wamid"], name="inbound_once")]
        indexes = [models.Index(fields=["store", "phone", "at"], name="inbound_by_phone")]

"""Consent to offers. (`messaging.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.stores.scope import StoreOwned


class Consent(StoreOwned):
    """Somebody agreed to a store's offers, by phone (E.164) or e-mail (small letters); until `ended_at`.

    `order`: on whose page they said so. Never deleted: it is the proof.
    """

    address = models.CharField(max_length=254)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store", "address"], name="consent_once_per_address", condition=Q(ended_at=None)
            ),
        ]

from django.db import models
from django.db.models import Q

from bukapo.stores.scope import StoreOwned

WAYS = ["link", "reply", "seller"]


class Stop(StoreOwned):
    """Somebody asked a store for no more news and offers; until `ended_at`, when they asked for them again.

    `address` is a phone in E.164 or an e-mail in small letters. `way`: by the link in a message, by a reply, or told to
    the seller. Never deleted: it is the proof that they said so.
    """

    address = models.CharField(max_length=254)
    way = models.CharField(max_length=6)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store", "address"], name="stop_once_per_address", condition=Q(ended_at=None)
            ),
            models.CheckConstraint(condition=Q(way__in=WAYS), name="stop_way_known"),
        ]

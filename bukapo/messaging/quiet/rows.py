"""The table of this part of messaging; `messaging.models` brings it to Django."""

from django.db import models
from django.db.models import Q

from bukapo.messaging.quiet.rules import DAY, FROM, UNTIL
from bukapo.stores.scope import StoreOwned


class QuietHours(StoreOwned):
    """A store's own quiet hours, in minutes since midnight where the reader lives; without a row the usual ones."""

    quiet_from = models.PositiveSmallIntegerField(default=FROM)
    quiet_until = models.PositiveSmallIntegerField(default=UNTIL)
    active = models.BooleanField(default=True)

    class Meta:
        app_label = "messaging"
        constraints = [
            models.UniqueConstraint(fields=["store"], name="quiet_once_per_store"),
            models.CheckConstraint(
                condition=Q(quiet_from__lt=DAY, quiet_until__lt=DAY), name="quiet_within_a_day"
            ),
        ]

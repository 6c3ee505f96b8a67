"""What buyer and store say of an order. (`orders.models` imports it, so that Django finds it.)"""

from django.db import models
from django.db.models import Q

from bukapo.catalog.models import Photo
from bukapo.journal.models import Journaled
from bukapo.orders.threads.rules import THREAD
from bukapo.stores.scope import StoreOwned


class Thread(Journaled, StoreOwned):
    """The one thread of an order. `since`: when the buyer's first unanswered word was said, while it waits."""

    order = models.OneToOneField("orders.Order", on_delete=models.PROTECT, related_name="thread")
    state = models.CharField(max_length=8)
    since = models.DateTimeField(null=True)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(THREAD.moves)), name="thread_state_known"),
            models.CheckConstraint(
                condition=Q(state="waiting", since__isnull=False)
                | (~Q(state="waiting") & Q(since__isnull=True)),
                name="thread_waits_since",
            ),
        ]
        indexes = [models.Index(fields=["store", "state", "since"], name="thread_by_state")]


class ThreadWord(StoreOwned):
    """One message. `since` of the store's: when the wait began that it ended; null where nobody waited."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="words")
    by_seller = models.BooleanField()
    body = models.CharField(max_length=1000, blank=True, default="")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()
    since = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(body="") | Q(photo__isnull=False), name="thread_word_says"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(by_seller=True), name="thread_word_answers"
            ),
        ]
        indexes = [
            models.Index(fields=["store", "said_at"], name="thread_answers", condition=Q(since__isnull=False))
        ]

from django.db import models
from django.db.models import Q


class Journaled(models.Model):
    """A row whose changes are events. `version` counts them, `chain` is the digest of the last one."""

    version = models.PositiveIntegerField(default=0)
    chain = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        abstract = True


class EventRow(models.Model):
    """What happened, once, for ever. Rooms below the subject's are named by plain ids: the journal knows no room."""

    store_id = models.BigIntegerField()
    campaign_id = models.BigIntegerField(null=True)
    order_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=120)
    data = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "journal_event"
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "subject_id", "seq"], name="event_once_per_subject_seq"
            ),
        ]
        indexes = [
            models.Index(
                fields=["order_id", "id"], name="event_by_order", condition=Q(order_id__isnull=False)
            ),
            models.Index(fields=["campaign_id", "id"], name="event_by_campaign"),
            models.Index(fields=["store_id", "id"], name="event_by_store"),
        ]


class Delivery(models.Model):
    """One consumer's copy of one event: the outbox. The worker leases it, runs it, marks it done or tries later."""

    # Written together with its event, which is never deleted; the audit compares.
    event = models.ForeignKey(
        EventRow, on_delete=models.PROTECT, related_name="deliveries", db_index=False, db_constraint=False
    )
    consumer = models.CharField(max_length=120)
    state = models.CharField(max_length=8, default="queued")
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField()
    error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "consumer"], name="delivery_once_per_consumer"),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "done", "failed"]), name="delivery_state_known"
            ),
        ]
        indexes = [models.Index(fields=["run_after", "id"], name="delivery_due", condition=Q(state="queued"))]

"""Who withdraws is forgotten here too. Run by the worker after the event; running it again changes nothing."""

from datetime import datetime

from bukapo.journal.models import EventRow
from bukapo.messaging.consumer import OVERTAKEN
from bukapo.messaging.models import Message


def forget(event: EventRow, at: datetime) -> None:
    """What waits is not sent; of what was sent it is kept that, and when, but no longer to whom and in which words."""
    rows = Message.objects.of(event.store_id).filter(recipient=f"interest:{event.subject_id}")
    rows.filter(state__in=["ready", "queued"]).update(state="skipped", error=OVERTAKEN)
    rows.update(address="", name="", body="", subject="")

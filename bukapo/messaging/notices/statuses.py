"""What became of a message, told by its channel: duplicates and any order are fine, because a state only moves forward.

`sent` < `delivered` < `read`; `failed` ends what was only sent. What comes after a message was sent once more, and
names the earlier attempt, changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db.models import QuerySet

from bukapo.messaging.models import Message
from bukapo.messaging.rules import MESSAGE

SENT, DELIVERED, READ, FAILED = "sent", "delivered", "read", "failed"
log = structlog.get_logger("bukapo.notices")


class TooEarly(Exception):
    """The worker that is sending this message has not written down yet what it was answered."""


@dataclass(frozen=True)
class Status:
    """`reference`: the channel's own name of the message; `when` it says it happened. `again`: may be tried anew."""

    to: str
    reference: str
    when: datetime
    why: str = ""
    code: str = ""
    again: bool = False


def note_status(message: Message, status: Status, at: datetime) -> None:
    """Move the message on, if that is news. Raises TooEarly while it is being sent."""
    if message.state == "sending" and message.send_after and message.send_after > at:
        raise TooEarly()
    if message.reference and status.reference[:120] != message.reference:
        log.info("a status of an earlier attempt", message=message.pk, told=status.to)
        return
    rows = Message.objects.of(message.store_id).filter(pk=message.pk)
    if not message.reference:
        rows.filter(reference="").update(reference=status.reference[:120])
    if status.to == FAILED:
        _failed(rows, status, at)
    elif status.to in (SENT, DELIVERED, READ):
        _forward(rows, status)


def _failed(rows: "QuerySet[Any]", status: Status, at: datetime) -> None:
    """Only what was not delivered can fail."""
    told: dict[str, Any] = {"error": status.why[:300], "code": status.code[:20]}
    found = rows.filter(state__in=["sent", "unknown"])
    if not status.again:
        found.update(state="failed", **told)
    elif found.filter(form__has_key="form").update(state="failed", sent_at=None, **told):
        # Not brought in our own words, so now as an approved text.
        rows.filter(state="failed").update(state="queued", send_after=at, reference="")
    else:
        found.update(state="ready", sent_at=None, **told)


def _forward(rows: "QuerySet[Any]", status: Status) -> None:
    when = {DELIVERED: "delivered_at", READ: "read_at"}.get(status.to)
    before = MESSAGE.sources(status.to) - {"ready", "sending", "failed"}
    moved: dict[str, Any] = {"state": status.to, "error": "", "code": "", "send_after": None}
    rows.filter(state__in=before, sent_at=None).update(sent_at=status.when)
    rows.filter(state__in=before).update(**moved)
    if when:
        rows.filter(state__in=[DELIVERED, READ], **{when: None}).update(**{when: status.when})

"""A notice is stored before anything is done about it; a copy of one is the same row."""

from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from bukapo.messaging.notices.rows import ChannelNotice
from bukapo.messaging.whatsapp.rows import WhatsAppAccount

MOST_BODY = 1_048_576
"""Bytes; Meta puts many statuses into one notice."""


def take_notice(
    *, source: str, body: str, at: datetime, account: WhatsAppAccount | None = None, key: str = ""
) -> bool:
    """Whether it was new. `key` names the news where the same text would come in different words."""
    whose = account.pk if account else 0
    digest = sha256(f"{source}:{whose}:{key or body}".encode()).hexdigest()
    try:
        with transaction.atomic():
            ChannelNotice.objects.create(
                source=source, account=account, digest=digest, body=body, received_at=at, next_at=at
            )
    except IntegrityError:
        return False
    return True

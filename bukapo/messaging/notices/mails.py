"""A notice of a mail service, in django-anymail's common shape: delivered, bounced, complained, …"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext

from bukapo.kernel.refusal import gettext_noop
from bukapo.messaging.models import Message
from bukapo.messaging.notices.statuses import DELIVERED, FAILED, READ, Status, note_status
from bukapo.messaging.sending.alerts import note_stop

MEANS = {"delivered": DELIVERED, "opened": READ, "bounced": FAILED, "rejected": FAILED, "failed": FAILED}
ENDS = ("complained", "unsubscribed")
"""Who calls it spam, or uses the mail program's own button, wants no more."""
CAME_BACK = gettext_noop("Surat ini kembali: %(why)s")
WHY = "one mail service serves every store"


def act_on_mail(told: Mapping[str, Any], at: datetime) -> None:
    """`kind`, `id` (the service's), `key` (ours), `address`, `when` (ISO), `why`."""
    message = _message(told)
    if message is None:
        return
    kind = str(told.get("kind", ""))
    if kind in ENDS:
        note_stop(message.store_id, message.address, at)
    elif to := MEANS.get(kind):
        why = gettext(CAME_BACK) % {"why": str(told.get("why", ""))[:200]} if to == FAILED else ""
        status = Status(to=to, reference=str(told.get("id", "")), when=_when(told, at), why=why, code=kind)
        note_status(message, status, at)


def _message(told: Mapping[str, Any]) -> Message | None:
    rows = Message.objects.across_stores(WHY).filter(
        channel="email", address__iexact=str(told.get("address", ""))
    )
    reference, key = str(told.get("id", ""))[:120], str(told.get("key", "")).removeprefix("message:")
    found: Message | None = rows.filter(reference=reference).first() if reference else None
    if found is None and key.isascii() and key.isdigit() and len(key) < 19:
        found = rows.filter(pk=int(key)).first()
    return found


def _when(told: Mapping[str, Any], at: datetime) -> datetime:
    try:
        when = datetime.fromisoformat(str(told.get("when", "")))
    except ValueError:
        return at
    return min(at, when.astimezone(UTC))

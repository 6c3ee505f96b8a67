"""A notice of the WhatsApp Cloud API: statuses of our messages, and what people wrote.

Format: {"object", "entry": [{"changes": [{"field": "messages", "value": {"metadata", "contacts", "messages",
"statuses"}}]}]}. People may come without a phone number: then Meta gives only its own id of them (BSUID).
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.module_loading import import_string

from bukapo.messaging.inbound.take import Written, take_inbound
from bukapo.messaging.models import Message
from bukapo.messaging.notices.statuses import Status, TooEarly, note_status
from bukapo.messaging.port import STOP, Failed
from bukapo.messaging.sending.alerts import note_stop
from bukapo.messaging.sending.judging import OUTSIDE
from bukapo.messaging.whatsapp.rows import WhatsAppAccount

MOST = 2_000
"""Statuses and messages of one notice."""
ERRORS = "bukapo.providers.channels.wacloud.failed"


def act_on_whatsapp(account: WhatsAppAccount, told: Any, at: datetime) -> None:
    """Raises TooEarly when a status belongs to a message that is just being sent; all others are acted on first."""
    early = False
    for value in _values(told):
        if _text(_dict(value, "metadata"), "phone_number_id") not in ("", account.phone_number_id):
            continue
        for row in _list(value, "messages"):
            _inbound(account, row, _list(value, "contacts"), at)
        for row in _list(value, "statuses"):
            try:
                _status(account, row, at)
            except TooEarly:
                early = True
    if early:
        raise TooEarly()


def _status(account: WhatsAppAccount, row: Mapping[str, Any], at: datetime) -> None:
    message = _message(account, row)
    if message is None:
        return
    errors = _list(row, "errors")
    failed: Failed = import_string(ERRORS)(errors[0]) if errors else Failed(why="", retry=False)
    if failed.then == STOP:
        note_stop(account.store_id, message.address, at)
    status = Status(
        to=_text(row, "status"), reference=_text(row, "id"), when=_when(row, at), why=failed.why, code=failed.code,
        again=failed.code == OUTSIDE,
    )  # fmt: skip
    note_status(message, status, at)


def _message(account: WhatsAppAccount, row: Mapping[str, Any]) -> Message | None:
    """By Meta's name for it, else by ours that came back; always to the number we wrote to."""
    rows = Message.objects.of(account.store_id).filter(channel="whatsapp")
    reference = _text(row, "id")
    found: Message | None = rows.filter(reference=reference[:120]).first() if reference else None
    kind, _colon, number = _text(row, "biz_opaque_callback_data").partition(":")
    if found is None and kind == "message" and number.isascii() and number.isdigit() and len(number) < 19:
        found = rows.filter(pk=int(number)).first()
    digits = _text(row, "recipient_id")
    if found is not None and digits.isdigit() and f"+{digits}" != found.address:
        return None
    return found


def _inbound(
    account: WhatsAppAccount, row: Mapping[str, Any], contacts: list[dict[str, Any]], at: datetime
) -> None:
    digits = _text(row, "from")
    phone = f"+{digits}" if digits.isascii() and digits.isdigit() and len(digits) <= 15 else ""
    name = next(
        (_text(_dict(c, "profile"), "name") for c in contacts if _text(c, "wa_id") in ("", digits)), ""
    )
    kind = _text(row, "type")
    take_inbound(
        Written(
            store_id=account.store_id,
            wamid=_text(row, "id")[:160],
            phone=phone,
            person=_text(row, "from_user_id")[:80],
            name=name[:120],
            kind=kind[:20] or "unknown",
            text=_said(row, kind)[:4_096],
            at=_when(row, at),
        ),
        at,
    )


def _said(row: Mapping[str, Any], kind: str) -> str:
    """What can be read of it: text, a button's words, the caption of a picture."""
    part = _dict(row, kind)
    return _text(part, "body") or _text(part, "text") or _text(part, "caption")


def _when(row: Mapping[str, Any], at: datetime) -> datetime:
    """Seconds since 1970 as text; never later than now."""
    seconds = _text(row, "timestamp")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 10):
        return at
    return min(at, datetime.fromtimestamp(int(seconds), UTC))


def _values(told: Any) -> Iterator[dict[str, Any]]:
    for entry in _list(told, "entry"):
        for change in _list(entry, "changes"):
            if change.get("field") == "messages":
                yield _dict(change, "value")


def _list(of: Any, name: str) -> list[dict[str, Any]]:
    found = of.get(name) if isinstance(of, dict) else None
    return [one for one in found[:MOST] if isinstance(one, dict)] if isinstance(found, list) else []


def _dict(of: Any, name: str) -> dict[str, Any]:
    found = of.get(name) if isinstance(of, dict) else None
    return found if isinstance(found, dict) else {}


def _text(of: Mapping[str, Any], name: str) -> str:
    found = of.get(name)
    return str(found).replace("\x00", "") if isinstance(found, str | int) else ""

"""`/hooks/surat/<service>/tracking/`: what a mail service tells, by django-anymail's own views. Stored, not acted on.

Only there when a service is in use and a secret for its notices is set: without one anybody could say that mails
bounced.
"""

import json
from importlib import import_module
from typing import Any

from django.conf import settings
from django.urls import URLPattern, path

from bukapo.journal import clock
from bukapo.messaging.notices.rows import EMAIL
from bukapo.messaging.notices.take import take_notice

_kept: list[Any] = []
"""Django holds its listeners weakly."""


def listening() -> bool:
    """Whether notices of a mail service are taken at all."""
    return bool(settings.EMAIL_SERVICE and settings.ANYMAIL.get("WEBHOOK_SECRET"))


def mail_hooks() -> list[URLPattern]:
    """The one address of the service in use; none without one. Loads django-anymail only then."""
    if not listening():
        return []
    routes = import_module("anymail.urls").urlpatterns
    wanted = f"{settings.EMAIL_SERVICE.name if settings.EMAIL_SERVICE else ''}_tracking_webhook"
    found = [
        path(str(route.pattern), route.callback, name="mail") for route in routes if route.name == wanted
    ]
    signals = import_module("anymail.signals")
    if not _kept:
        _kept.append(_store)
        signals.tracking.connect(_store, dispatch_uid="bukapo mail notices")
    return found


def _store(sender: Any, event: Any, esp_name: str, **_more: Any) -> None:
    """One event of a notice. `key` makes a repetition the same row."""
    told = {
        "kind": str(event.event_type),
        "id": str(event.message_id or ""),
        "key": str((event.metadata or {}).get("key", "")),
        "address": str(event.recipient or ""),
        "when": event.timestamp.isoformat() if event.timestamp else "",
        "why": str(event.description or event.reject_reason or "")[:300],
    }
    body = json.dumps(told).replace("\\u0000", "")
    take_notice(source=EMAIL, body=body, at=clock.now(), key=f"{esp_name}:{event.event_id}:{body}")

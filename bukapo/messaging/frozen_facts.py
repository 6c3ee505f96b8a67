"""What fills the gaps about a frozen PO, and who had an order before it was handed over."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bukapo.journal.models import EventRow
from bukapo.messaging import spoken
from bukapo.orders.models import Handover

Data = Mapping[str, Any]


def _locks_at(data: Data, zone: str) -> str:
    until = data.get("locks_at")
    return spoken.instant(datetime.fromisoformat(until), zone) if until else ""


def _given(data: Data, _zone: str) -> str:
    return str(data.get("gave") or data.get("gives") or "")


def _got(data: Data, _zone: str) -> str:
    return str(data.get("got") or data.get("wants") or "")


FROZEN_FACTS: dict[str, Callable[[Data, str], str]] = {
    "batas_ubah": _locks_at,
    "dilepas": _given,
    "didapat": _got,
}
"""Each takes the event's data and the store's zone."""


def former_buyer(event: EventRow) -> Handover | None:
    """Who handed the order over, when it is them whom this event is told to: no fact of the new buyer is theirs."""
    if event.kind != "handover.accepted":
        return None
    found: Handover | None = Handover.objects.of(event.store_id).filter(pk=event.subject_id).first()
    return found

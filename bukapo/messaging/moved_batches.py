"""What fills the gaps about batches and minimums: from the event's own data, which can't change any more."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from bukapo.messaging import spoken

Data = Mapping[str, Any]


def _closes(data: Data, zone: str) -> str:
    until = data.get("closes_at")
    return spoken.instant(datetime.fromisoformat(until), zone) if until else ""


def _day(data: Data, what: str) -> str:
    told = data.get(what) or (data.get("moves") or {}).get(what)
    return spoken.day(date.fromisoformat(told)) if told else ""


def _of(name: str) -> Callable[[Data, str], str]:
    return lambda data, _zone: str(data.get(name) or "")


BATCH_FACTS: dict[str, Callable[[Data, str], str]] = {
    "po_lama": _of("source_title"),
    "po_baru": _of("target_title"),
    "tutup": _closes,
    "jadi": lambda data, _zone: _day(data, "produced"),
    "kirim_akhir": lambda data, _zone: _day(data, "ship_until"),
    "pilihan_lama": _of("was"),
    "warna_baru": _of("to"),
}
"""Each takes the event's data and the store's zone."""

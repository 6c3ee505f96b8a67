"""What fills the gaps about claims. The buyer's words and the remedy come from the claim as it now is."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bukapo.campaigns.terms import AUTHORITY
from bukapo.journal.models import EventRow
from bukapo.messaging import spoken
from bukapo.messaging.inbox_facts import inbox_place
from bukapo.orders.models import Order
from bukapo.stores.models import Store
from bukapo.trust.claims.words import back_words, payload_of, reason_words, remedy_words, wish_words
from bukapo.trust.models import Claim

Data = Mapping[str, Any]


def _claim(data: Data, store: Store) -> Claim | None:
    found: Claim | None = Claim.objects.of(store).filter(pk=data.get("claim_id") or 0).first()
    return found


def _reason(data: Data, store: Store) -> str:
    claim = _claim(data, store)
    return reason_words(claim.reason) if claim else ""


def _wish(data: Data, store: Store) -> str:
    claim = _claim(data, store)
    return wish_words(claim.wish) if claim else ""


def _remedy(data: Data, store: Store) -> str:
    """As the event told it; of an event that does not, as the claim says."""
    if data.get("remedy") and "source" in data:
        return remedy_words(data)
    claim = _claim(data, store)
    return remedy_words(payload_of(claim)) if claim and claim.remedy else ""


def _due(data: Data, store: Store) -> str:
    until = data.get("due_at")
    return spoken.instant(datetime.fromisoformat(until), store.zone) if until else ""


def _answer(data: Data, store: Store) -> str:
    claim = _claim(data, store)
    return claim.answer if claim else ""


def _parcel(data: Data, _store: Store) -> str:
    return f"{data.get('courier', '')} {data.get('tracking_number', '')}".strip()


CLAIM_FACTS: dict[str, Callable[[Data, Store], str]] = {
    "komplain": _reason,
    "permintaan": _wish,
    "penyelesaian": _remedy,
    "kirim_balik": lambda data, _store: back_words(data),
    "pesan_penjual": lambda data, _store: str(data.get("note") or ""),
    "batas_putus": _due,
    "jawaban_pembeli": _answer,
    "jalur_aduan": lambda _data, _store: AUTHORITY,
    "kiriman": _parcel,
    "tambahan_pcs": lambda data, _store: str(data.get("more") or ""),
}
"""Each takes the event's data and the store."""


def buyer_page(event: EventRow) -> str:
    """The route behind the buyer's secret link on which this is dealt with."""
    return "storefront:claims" if event.kind.startswith("claim.") else "storefront:order"


def seller_place(event: EventRow, store: Store, order: Order | None) -> tuple[Any, ...]:
    """Route and its parts for a claim or a question; () for anything else."""
    if event.kind.startswith("claim."):
        return "dashboard:claim", store.slug, event.data["claim_id"]
    return inbox_place(event, store, order) or ()

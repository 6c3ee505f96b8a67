"""What a seller sees of what goes out by itself: which message is where, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from bukapo.messaging.models import Message
from bukapo.messaging.reads import Card, page_of_cards
from bukapo.stores.models import Store

SHOWN: dict[str, list[str]] = {
    "unknown": ["unknown"],
    "failed": ["failed"],
    "queued": ["queued", "sending"],
    "sent": ["sent"],
    "delivered": ["delivered"],
    "read": ["read"],
    "skipped": ["skipped"],
}
"""Tabs of the page and the states under each."""


@dataclass(frozen=True)
class States:
    """A page of messages under one tab, newest first; `counts` by tab cover all of the store's."""

    cards: Sequence[Card]
    counts: dict[str, int]
    show: str
    page: int
    has_next: bool


def states_for_seller(store: Store, *, show: str = "", page: int = 1) -> States:
    """Without `show` the first tab that needs the seller, else what waits."""
    rows = Message.objects.of(store)
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    counts = {tab: sum(found.get(state, 0) for state in states) for tab, states in SHOWN.items()}
    if show not in SHOWN:
        show = next((tab for tab in ("unknown", "failed", "queued") if counts[tab]), "sent")
    cards, has_next = page_of_cards(store, rows.filter(state__in=SHOWN[show]).order_by("-pk"), page)
    return States(cards=cards, counts=counts, show=show, page=page, has_next=has_next)

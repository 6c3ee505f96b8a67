"""The inbox of a store: what waits first, the oldest of it first. As many queries as there are sources, times two."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from bukapo.messaging.inbox.sources import SOURCES, Item
from bukapo.messaging.models import SavedReply
from bukapo.stores.models import Store

MOST_WAITING, MOST_SETTLED = 100, 40
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Inbox:
    """`waiting` oldest first, `settled` latest first; of each at most so many that a page can show them."""

    waiting: tuple[Item, ...]
    settled: tuple[Item, ...]

    @property
    def full(self) -> bool:
        """There may be more that wait than are shown."""
        return len(self.waiting) >= MOST_WAITING


def inbox_of(store: Store) -> Inbox:
    """Of all sources together."""
    waiting = [item for source in SOURCES for item in source.waiting(store.pk, MOST_WAITING)]
    settled = [item for source in SOURCES for item in source.settled(store.pk, MOST_SETTLED)]
    waiting.sort(key=lambda item: (item.since or _NEVER, item.source, item.key))
    settled.sort(key=lambda item: (item.at, item.source, item.key), reverse=True)
    return Inbox(tuple(waiting[:MOST_WAITING]), tuple(settled[:MOST_SETTLED]))


def waiting_rows(store_id: int) -> "list[QuerySet[Any]]":
    """What waits for an answer, source by source, to be counted."""
    return [source.open_rows(store_id) for source in SOURCES]


def saved_replies(store: Store) -> list[SavedReply]:
    """Answers kept for another time, by title."""
    return list(SavedReply.objects.of(store).filter(active=True))

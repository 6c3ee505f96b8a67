"""What was counted stays true until the store's next event, or the next day: counted once, remembered by each process.

Everything the record is made of changes with an event, so the store's last one says whether it still holds. (Of two
events that are committed in the other order the earlier one shows only with the next.)
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from bukapo.journal.models import EventRow
from bukapo.stores.models import Store

MOST = 200
"""Stores remembered by one process, those asked for last."""
T = TypeVar("T")


class Remembered(Generic[T]):
    """`of(store, at)` counts anew only when something happened in the store, or its day is another one."""

    def __init__(self, count: Callable[[Store, datetime], T]) -> None:
        self._count = count
        self._held: OrderedDict[tuple[int, datetime], tuple[object, T]] = OrderedDict()
        self._lock = Lock()

    def of(self, store: Store, at: datetime) -> T:
        """One query where it is remembered."""
        last = EventRow.objects.filter(store_id=store.pk).order_by("-id").values_list("id", flat=True).first()
        seen, key = (last, at.astimezone(ZoneInfo(store.zone)).date()), (store.pk, store.created_at)
        with self._lock:
            held = self._held.get(key)
        if held and held[0] == seen:
            return held[1]
        counted = self._count(store, at)
        with self._lock:
            self._held[key] = seen, counted
            self._held.move_to_end(key)
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        return counted

"""What every event is made of. Each room's `events.py` declares its own kinds from this base."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar

from bukapo.kernel.entry import Line

BUYER, SELLER, WORKSHOP, INTERNAL = "buyer", "seller", "workshop", "internal"

CATALOGUE: dict[str, type["Event"]] = {}
"""Every declared kind; a kind is declared once."""

_PLAIN = frozenset({str, int, bool, type(None)})
_OWN_COLUMNS = {"store_id", "campaign_id", "order_id", "postings"}


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact in the past tense.

    `subject` is (model label, name of the field holding its id). `audience` says on whose timeline it shows.
    `personal`: of one person, so that it is not told on the timeline of everybody in the campaign. `state` is the
    subject's state after the event, "" when it did not change. `postings` are the ledger lines the fact books, stored
    in the same transaction.
    """

    kind: ClassVar[str] = ""
    subject: ClassVar[tuple[str, str]] = ("", "")
    audience: ClassVar[frozenset[str]] = frozenset({INTERNAL})
    personal: ClassVar[bool] = False

    store_id: int
    campaign_id: int | None = None
    order_id: int | None = None
    state: str = ""
    postings: tuple[Line, ...] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.kind:
            if cls.kind in CATALOGUE and CATALOGUE[cls.kind].__qualname__ != cls.__qualname__:
                raise ValueError(f"event kind {cls.kind} is declared twice")
            CATALOGUE[cls.kind] = cls

    @classmethod
    @cache
    def told(cls) -> tuple[str, ...]:
        """Names of the fields that the payload carries."""
        return tuple(f.name for f in fields(cls) if f.name not in _OWN_COLUMNS)

    @property
    def subject_id(self) -> int:
        return int(getattr(self, self.subject[1]))

    def data(self) -> dict[str, Any]:
        """The payload as JSON values: dates as ISO text, postings as lists."""
        payload = {name: plain(getattr(self, name)) for name in type(self).told()}
        if self.postings:
            payload["postings"] = [line.as_list() for line in self.postings]
        return payload


def plain(value: Any) -> Any:
    """JSON form of an event's field."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value

from dataclasses import dataclass, field
from typing import Any

from bukapo.journal.events import SELLER, Event

_STORE = ("stores.Store", "store_id")


@dataclass(frozen=True, kw_only=True)
class StoreOpened(Event):
    kind = "store.opened"
    subject = _STORE
    audience = frozenset({SELLER})

    slug: str
    name: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class StoreChanged(Event):
    """`what`: details | policies | bank_added | bank_stopped | member_added | member_removed | zones | brand | qris_set
    | qris_stopped | tax_on | tax_off | packing.

    `changed` holds the new values; of a person only the id.
    """

    kind = "store.changed"
    subject = _STORE
    audience = frozenset({SELLER})

    what: str
    changed: dict[str, Any] = field(default_factory=dict)

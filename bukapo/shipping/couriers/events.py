"""What happens to a store's account at a courier service. Keys are never told: only that they changed."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class CourierEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("shipping.CourierAccount", "account_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    account_id: int
    service: str
    mode: str


@dataclass(frozen=True, kw_only=True)
class CourierSaved(CourierEvent):
    """`keys`: names of the keys that were entered anew; `couriers` that may carry."""

    kind: ClassVar[str] = "courier.saved"
    keys: tuple[str, ...]
    couriers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CourierSwitchedOff(CourierEvent):
    kind: ClassVar[str] = "courier.switched_off"


@dataclass(frozen=True, kw_only=True)
class CourierChecked(CourierEvent):
    """`trouble`: the service's words, "" when the keys open the door."""

    kind: ClassVar[str] = "courier.checked"
    trouble: str

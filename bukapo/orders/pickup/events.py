from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import SELLER, Event
from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class PickupSlotSet(Event):
    """The slot as it is from now on; not `open`: nobody else may choose it."""

    kind: ClassVar[str] = "pickup_slot.set"
    subject: ClassVar[tuple[str, str]] = ("orders.PickupSlot", "slot_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    slot_id: int
    starts_at: datetime
    ends_at: datetime
    capacity: int
    open: bool


@dataclass(frozen=True, kw_only=True)
class PickupChosen(OrderEvent):
    """The buyer comes then. `was`: the slot they had before."""

    kind: ClassVar[str] = "order.pickup_chosen"
    slot_id: int
    starts_at: datetime
    ends_at: datetime
    was: int | None


@dataclass(frozen=True, kw_only=True)
class PickupFreed(OrderEvent):
    """Its place is somebody else's: the order is over, or is sent."""

    kind: ClassVar[str] = "order.pickup_freed"
    slot_id: int

"""What happens when fewer pieces came out than were ordered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bukapo.journal.events import SELLER, Event
from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class AllocationMade(Event):
    """`short` pieces are missing in `orders` orders; `digest` seals who got what, `seed` opens the draw.

    `counted`: as in the row. Buyers read their own order's event of it.
    """

    kind: ClassVar[str] = "allocation.made"
    subject: ClassVar[tuple[str, str]] = ("orders.Allocation", "allocation_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    allocation_id: int
    rule: str
    seed: str
    digest: str
    counted: tuple[tuple[Any, ...], ...]
    orders: int
    short: int
    answer_by: datetime


@dataclass(frozen=True, kw_only=True)
class ShortEvent(OrderEvent):
    """`shorts`: ids of the rows it is about, `pieces` altogether."""

    allocation_id: int
    shorts: tuple[int, ...]
    pieces: int


@dataclass(frozen=True, kw_only=True)
class PiecesShort(ShortEvent):
    """`lines`: [line id, pieces missing]; the buyer chooses until `answer_by`, then the money goes back."""

    kind: ClassVar[str] = "order.pieces_short"
    lines: tuple[tuple[int, int], ...]
    answer_by: datetime


@dataclass(frozen=True, kw_only=True)
class ShortRefunded(ShortEvent):
    """`amount` rupiah were taken off the order, by this allowance; `refund` of it had been paid and is owed back."""

    kind: ClassVar[str] = "order.short_refunded"
    amount: int
    allowance_id: int | None
    refund_id: int | None
    refund: int
    how: str


@dataclass(frozen=True, kw_only=True)
class ShortWaits(ShortEvent):
    """The buyer waits for pieces still to be made."""

    kind: ClassVar[str] = "order.short_waits"


@dataclass(frozen=True, kw_only=True)
class ShortSwapped(ShortEvent):
    """The buyer takes another variant instead; where it is cheaper, the difference as in `order.short_refunded`."""

    kind: ClassVar[str] = "order.short_swapped"
    variant_id: int
    label: str
    amount: int
    allowance_id: int | None
    refund_id: int | None
    refund: int


@dataclass(frozen=True, kw_only=True)
class ShortFilled(ShortEvent):
    """The pieces are there after all."""

    kind: ClassVar[str] = "order.short_filled"

"""What an order lives through when its PO falls short, or when it is put into another batch."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class OrderBatchMoved(OrderEvent):
    """From one PO (`source_id`) to another (`campaign_id`), at the price and the terms it had.

    The titles are as they were; `closes_at` and the days are what the new one promises now. `reason` is for the buyer.
    """

    kind: ClassVar[str] = "order.batch_moved"
    source_id: int
    source_title: str
    target_title: str
    pieces: int
    closes_at: datetime
    produced: date | None
    ship_until: date | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class OrderColourSwapped(OrderEvent):
    """Pieces whose colour is not made take the buyer's second choice (`to`) at the same price; `lines` as ever."""

    kind: ClassVar[str] = "order.colour_swapped"
    was: str
    to: str
    pieces: int
    lines: tuple[tuple[int, int, int], ...]
    reason: str

"""What happens to an offer to trade a piece. Nobody is named: an order hears of its own side."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import BUYER, SELLER, Event
from bukapo.orders.events import OrderEvent

_BOTH = frozenset({BUYER, SELLER})


@dataclass(frozen=True, kw_only=True)
class SwapEvent(Event):
    """`order_id` is the order that should hear of it; `gives` and `wants` as that order sees them."""

    subject: ClassVar[tuple[str, str]] = ("production.Swap", "swap_id")
    audience: ClassVar[frozenset[str]] = _BOTH
    swap_id: int
    number: str
    gives: str
    wants: str


@dataclass(frozen=True, kw_only=True)
class SwapOffered(SwapEvent):
    kind: ClassVar[str] = "swap.offered"


@dataclass(frozen=True, kw_only=True)
class SwapTaken(SwapEvent):
    """Another buyer agreed: who offered it is asked for the last word."""

    kind: ClassVar[str] = "swap.taken"


@dataclass(frozen=True, kw_only=True)
class SwapFreed(SwapEvent):
    """One of the two stepped back before it was done; the offer looks for somebody again."""

    kind: ClassVar[str] = "swap.freed"


@dataclass(frozen=True, kw_only=True)
class SwapWithdrawn(SwapEvent):
    kind: ClassVar[str] = "swap.withdrawn"


@dataclass(frozen=True, kw_only=True)
class SwapDone(SwapEvent):
    """Both pieces changed hands; each order has its own event of it. `named`: a name moved to another size."""

    kind: ClassVar[str] = "swap.done"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    named: bool


@dataclass(frozen=True, kw_only=True)
class OrderSwapped(OrderEvent):
    """One piece `gave` became one piece `got`; the price stayed. `lines` as in `order.changed`."""

    kind: ClassVar[str] = "order.swapped"
    swap_id: int
    gave: str
    got: str
    gave_id: int
    got_id: int
    lines: tuple[tuple[int, int, int], ...]

"""What an order earns for the partner who brought it. Pure; rupiah."""

from dataclasses import dataclass

from bukapo.campaigns.partners.rules import PER_ORDER, PER_PIECE, PERCENT
from bukapo.kernel.money import BASIS_POINTS

KEPT = ("confirmed", "shipped", "received")
FINAL = ("shipped", "received")
"""Only what has left the store is paid out: until then the buyer may still step back."""


@dataclass(frozen=True)
class Brought:
    """An order as its partner's commission sees it. `net_goods`: less discount and what was let go afterwards.

    `charged` and `held` (paid less refunded) are of the whole order, shipping and unique codes included.
    """

    state: str
    pieces: int
    net_goods: int
    charged: int
    held: int

    @property
    def counts(self) -> bool:
        """Confirmed and not ended."""
        return self.state in KEPT


def earned(order: Brought, *, way: str, rate: int) -> int:
    """The commission on what is paid and kept, rounded down once: half paid earns half.

    0 for an order that is not confirmed or was cancelled.
    """
    if not order.counts:
        return 0
    whole = {
        PERCENT: max(0, order.net_goods) * rate,
        PER_ORDER: rate * BASIS_POINTS,
        PER_PIECE: rate * order.pieces * BASIS_POINTS,
    }[way]
    held = min(max(0, order.held), order.charged)
    if not order.charged or order.net_goods <= 0:  # all of it, or all of the goods, let go
        return 0
    return whole * held // (order.charged * BASIS_POINTS)


def final(order: Brought, *, way: str, rate: int) -> int:
    """As far as it may be paid out."""
    return earned(order, way=way, rate=rate) if order.state in FINAL else 0

"""What happens to a price after ordering."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import BUYER, SELLER, Event
from bukapo.orders.events import OrderEvent

Lines = tuple[tuple[int, int, int], ...]
"""[variant id, qty, line total rupiah], as in `order.placed`."""


@dataclass(frozen=True, kw_only=True)
class OrderRepriced(OrderEvent):
    """The PO closed and reached tiers: the order's goods became `saved` rupiah cheaper.

    `tiers` are [product, pieces from which, rupiah per piece] of what the order holds.
    """

    kind: ClassVar[str] = "order.repriced"
    lines: Lines
    goods: int
    discount: int
    saved: int
    tiers: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class PricesSettled(Event):
    """Every order of the PO has the price that was reached; `orders` of them became cheaper by `saved` in all."""

    kind: ClassVar[str] = "campaign.prices_settled"
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    orders: int
    saved: int


@dataclass(frozen=True, kw_only=True)
class ProposalEvent(Event):
    """`campaign_id` is always set. Buyers read their own order's event of it."""

    subject: ClassVar[tuple[str, str]] = ("orders.Proposal", "proposal_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    proposal_id: int


@dataclass(frozen=True, kw_only=True)
class ProposalMade(ProposalEvent):
    """`orders` buyers are asked for `extra` rupiah in all."""

    kind: ClassVar[str] = "proposal.made"
    reason: str
    per_piece: int
    per_order: int
    product_id: int | None
    silence: str
    answer_by: datetime
    orders: int
    extra: int


@dataclass(frozen=True, kw_only=True)
class ProposalEnded(ProposalEvent):
    """Everybody has answered, or the day came. `gone`: answer ids of orders that ended in another way meanwhile."""

    kind: ClassVar[str] = "proposal.ended"
    accepted: int
    left: int
    kept: int
    gone: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ProposalWithdrawn(ProposalEvent):
    """The seller took it back; `reversed` buyers had accepted, and owe nothing more."""

    kind: ClassVar[str] = "proposal.withdrawn"
    reason: str
    reversed: int


@dataclass(frozen=True, kw_only=True)
class PriceAsked(OrderEvent):
    """The buyer is asked for `extra` rupiah more than `before`; `digest` seals the words they are shown."""

    kind: ClassVar[str] = "order.price_asked"
    proposal_id: int
    reason: str
    before: int
    extra: int
    digest: str
    silence: str
    answer_by: datetime


@dataclass(frozen=True, kw_only=True)
class PriceReminded(OrderEvent):
    kind: ClassVar[str] = "order.price_reminded"
    proposal_id: int
    reason: str
    before: int
    extra: int
    silence: str
    answer_by: datetime


@dataclass(frozen=True, kw_only=True)
class PriceAgreed(OrderEvent):
    """The buyer said yes to the words that `digest` seals; `extra` rupiah were charged."""

    kind: ClassVar[str] = "order.price_agreed"
    proposal_id: int
    charge_id: int
    how: str
    digest: str
    extra: int
    lines: Lines
    goods: int
    shipping_fee: int
    discount: int


@dataclass(frozen=True, kw_only=True)
class PriceKept(OrderEvent):
    """The order goes on at the price it had: nobody answered, or the goods were on their way."""

    kind: ClassVar[str] = "order.price_kept"
    proposal_id: int


@dataclass(frozen=True, kw_only=True)
class PriceWithdrawn(OrderEvent):
    """The seller took the proposal back; what was `agreed` (rupiah) is no longer charged."""

    kind: ClassVar[str] = "order.price_withdrawn"
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})
    proposal_id: int
    reason: str
    agreed: int
    lines: Lines
    goods: int
    shipping_fee: int
    discount: int

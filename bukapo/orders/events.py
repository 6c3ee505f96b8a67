"""What happens to an order. Each is one fact; money facts carry their postings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bukapo.journal.events import BUYER, SELLER, Event

_BOTH = frozenset({BUYER, SELLER})


@dataclass(frozen=True, kw_only=True)
class OrderEvent(Event):
    """`outstanding` is what the buyer owes after the event (rupiah; negative: paid too much)."""

    subject: ClassVar[tuple[str, str]] = ("orders.Order", "order_id")
    audience: ClassVar[frozenset[str]] = _BOTH
    number: str = ""
    outstanding: int = 0


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(OrderEvent):
    """`lines`: [variant id, qty, line total rupiah]; `now` is what is asked at once, code included.

    `discount` rupiah of the goods were taken off by a voucher. `partner_id`: who brought it, decided here for good.
    `terms_digest`: the hash of the rules the buyer agreed to ("" in events of the time before it was kept here).
    """

    kind: ClassVar[str] = "order.placed"
    source: str
    pieces: int
    goods: int
    shipping_fee: int
    discount: int
    now: int
    lines: tuple[tuple[int, int, int], ...]
    pay_by: datetime | None
    terms_id: int | None
    partner_id: int | None = None
    terms_digest: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderChanged(OrderEvent):
    """`what` names the changed parts (`lines`, `address`, `fulfilment`, `contact`, `note`, `voucher`, `if_short`)."""

    kind: ClassVar[str] = "order.changed"
    what: tuple[str, ...]
    pieces: int
    goods: int
    shipping_fee: int
    discount: int
    lines: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(OrderEvent):
    """`proposal_id`: the buyer left because of a changed price (or did not answer, and that was to mean so).

    `delay_id`: the same because of a date that moved. `allocation_id`: none of its pieces came out.
    `remedy_id`: it was late, and the buyer took the money that its guarantee offers. `part_id`: a part of it was to go
    ahead, and is not sent.
    """

    kind: ClassVar[str] = "order.cancelled"
    reason: str
    fee: int
    refund: int
    pieces: int
    proposal_id: int | None = None
    delay_id: int | None = None
    allocation_id: int | None = None
    remedy_id: int | None = None
    part_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class OrderExpired(OrderEvent):
    kind: ClassVar[str] = "order.expired"
    pieces: int


@dataclass(frozen=True, kw_only=True)
class OrderReadmitted(OrderEvent):
    kind: ClassVar[str] = "order.readmitted"
    pieces: int


@dataclass(frozen=True, kw_only=True)
class ProofSent(OrderEvent):
    kind: ClassVar[str] = "order.proof_sent"
    proof_id: int
    claimed: int | None
    seen_before: bool


@dataclass(frozen=True, kw_only=True)
class ProofRejected(OrderEvent):
    kind: ClassVar[str] = "order.proof_rejected"
    proof_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class PaymentReceived(OrderEvent):
    """`first`: this payment confirmed the order. `late`: it came after the order was released."""

    kind: ClassVar[str] = "order.payment_received"
    payment_id: int
    amount: int
    method: str
    first: bool
    late: bool


@dataclass(frozen=True, kw_only=True)
class ShortfallForgiven(OrderEvent):
    kind: ClassVar[str] = "order.shortfall_forgiven"
    amount: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class BalanceAsked(OrderEvent):
    """`now` rupiah to pay until `due_at`, unique code included."""

    kind: ClassVar[str] = "order.balance_asked"
    now: int
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class PaymentReminded(OrderEvent):
    """`rung` of the ladder in `payments.dunning`; 0: a person reminded."""

    kind: ClassVar[str] = "order.payment_reminded"
    charge_id: int
    now: int
    due_at: datetime | None
    rung: int = 0


@dataclass(frozen=True, kw_only=True)
class RefundPromised(OrderEvent):
    kind: ClassVar[str] = "order.refund_promised"
    refund_id: int
    amount: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RefundPaid(OrderEvent):
    kind: ClassVar[str] = "order.refund_paid"
    refund_id: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class OrderPacked(OrderEvent):
    kind: ClassVar[str] = "order.packed"
    parcel_id: int


@dataclass(frozen=True, kw_only=True)
class OrderShipped(OrderEvent):
    kind: ClassVar[str] = "order.shipped"
    parcel_id: int
    courier: str
    tracking_number: str


@dataclass(frozen=True, kw_only=True)
class OrderReceived(OrderEvent):
    """`how`: pickup (handed over by the seller) or confirmed (the buyer says so).

    `part_id`: the part that had gone ahead, and that arrives by the same word.
    """

    kind: ClassVar[str] = "order.received"
    parcel_id: int
    how: str
    part_id: int | None = None


def facts(order: Any) -> dict[str, Any]:
    """The fields every OrderEvent shares, from the order as it now is."""
    return {
        "store_id": order.store_id,
        "campaign_id": order.campaign_id,
        "order_id": order.pk,
        "number": order.number,
        "outstanding": order.outstanding,
    }

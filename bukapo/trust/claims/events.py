"""What happens to a claim. Buyer and seller read the same; the buyer's own words stand in the claim, not here."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import BUYER, SELLER, Event
from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class ClaimEvent(Event):
    """`number` counts the claims of the order."""

    subject: ClassVar[tuple[str, str]] = ("trust.Claim", "claim_id")
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})
    personal: ClassVar[bool] = True
    claim_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class ClaimOpened(ClaimEvent):
    """`lines`: [order line, pieces]; `late`: after the days the terms give, or of what they do not promise."""

    kind: ClassVar[str] = "claim.opened"
    reason: str
    wish: str
    lines: tuple[tuple[int, int], ...]
    photos: int
    whole: int
    late: bool
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class RemedyNamed(ClaimEvent):
    """A remedy in full. `work_order` is the number of the work order that the new pieces join, "" without one."""

    remedy: str
    amount: int
    source: str
    work_order: str
    batch_id: int | None
    goods_back: bool
    payer: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ClaimOffered(RemedyNamed):
    """The seller proposes; the buyer is asked."""

    kind: ClassVar[str] = "claim.offered"


@dataclass(frozen=True, kw_only=True)
class ClaimGranted(RemedyNamed):
    """It is agreed: what was wished for was granted, or the buyer took the offer (`by_buyer`).

    `made_by`: the work order (row) whose pieces these are, when the seller knows; `reason` is of the claim.
    """

    kind: ClassVar[str] = "claim.granted"
    reason: str
    by_buyer: bool
    made_by: int | None


@dataclass(frozen=True, kw_only=True)
class ClaimDeclined(ClaimEvent):
    """The buyer wants something else than was offered; the seller decides anew until `due_at`."""

    kind: ClassVar[str] = "claim.declined"
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ClaimRefused(ClaimEvent):
    kind: ClassVar[str] = "claim.refused"
    reason: str
    last: bool


@dataclass(frozen=True, kw_only=True)
class ClaimAnswered(ClaimEvent):
    """The buyer's one answer to a refusal; the seller decides anew until `due_at`."""

    kind: ClassVar[str] = "claim.answered"
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ClaimReopened(ClaimEvent):
    """The seller takes a refusal back, and decides anew until `due_at`."""

    kind: ClassVar[str] = "claim.reopened"
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ClaimWithdrawn(ClaimEvent):
    kind: ClassVar[str] = "claim.withdrawn"


@dataclass(frozen=True, kw_only=True)
class ClaimReminded(ClaimEvent):
    """The seller was reminded that it is to be decided until `due_at`."""

    kind: ClassVar[str] = "claim.reminded"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ClaimOverdue(ClaimEvent):
    """Nobody decided until `due_at`."""

    kind: ClassVar[str] = "claim.overdue"
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ClaimGoodsSent(ClaimEvent):
    """The buyer sent the goods back."""

    kind: ClassVar[str] = "claim.goods_sent"
    courier: str
    tracking_number: str


@dataclass(frozen=True, kw_only=True)
class ClaimGoodsBack(ClaimEvent):
    kind: ClassVar[str] = "claim.goods_back"


@dataclass(frozen=True, kw_only=True)
class ClaimSettled(ClaimEvent):
    """Made good: `amount` rupiah less to pay or owed back, or the new or repaired goods sent (or collected: "")."""

    kind: ClassVar[str] = "claim.settled"
    remedy: str
    amount: int
    courier: str
    tracking_number: str


@dataclass(frozen=True, kw_only=True)
class OrderCompensated(OrderEvent):
    """For a claim `amount` rupiah came off the order's price; `refund` of them were paid and are owed back."""

    kind: ClassVar[str] = "order.compensated"
    claim_id: int
    amount: int
    refund: int
    allowance_id: int | None
    refund_id: int | None

"""Events of the edges of money: credits, allowances, later due dates, where a refund goes."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class CreditKept(OrderEvent):
    """`amount` rupiah stay with the store for another order; `refund_id` is the promise they replace.

    `consent`: how the buyer agreed, when the seller did it for them. The credit's code is a key and not told here.
    """

    kind: ClassVar[str] = "order.credit_kept"
    credit_id: int
    refund_id: int | None
    amount: int
    consent: str


@dataclass(frozen=True, kw_only=True)
class GiftReturned(OrderEvent):
    """`amount` rupiah that the store's rewards had paid of this order are a reward again: a new credit."""

    kind: ClassVar[str] = "order.gift_returned"
    credit_id: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class CreditPaidOut(OrderEvent):
    """Of a credit that came from this order `amount` rupiah are owed back as money after all."""

    kind: ClassVar[str] = "order.credit_paid_out"
    credit_id: int
    refund_id: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class AllowanceGranted(OrderEvent):
    """`amount` rupiah were taken off what the order costs, after the fact."""

    kind: ClassVar[str] = "order.allowance_granted"
    allowance_id: int
    amount: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class DueExtended(OrderEvent):
    """`now` rupiah may be paid until `due_at` (before: `was_due_at`)."""

    kind: ClassVar[str] = "order.due_extended"
    now: int
    due_at: datetime
    was_due_at: datetime | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class RefundAccountGiven(OrderEvent):
    """It is known where the refunds go. The account itself is personal and stands in no event."""

    kind: ClassVar[str] = "order.refund_account_given"
    refund_ids: tuple[int, ...]

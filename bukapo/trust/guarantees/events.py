"""What a guarantee does to an order. That the money was taken is `order.cancelled` with its `remedy_id`."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class GuaranteeGiven(OrderEvent):
    """`days` late after `day` the buyer got `amount` rupiah: as credit, or off the price (`refund` of it goes back)."""

    kind: ClassVar[str] = "order.guarantee_given"
    remedy_id: int
    remedy: str
    days: int
    day: date
    amount: int
    refund: int = 0
    credit_id: int | None = None
    allowance_id: int | None = None
    refund_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class GuaranteeOffered(OrderEvent):
    """`days` late after `day` the buyer may take all of their money, `amount` rupiah; silence until then waits on."""

    kind: ClassVar[str] = "order.guarantee_offered"
    remedy_id: int
    days: int
    day: date
    amount: int
    answer_by: datetime


@dataclass(frozen=True, kw_only=True)
class GuaranteeAnswered(OrderEvent):
    """`answer`: waits, or gone (the order was sent or ended before). `how`: by link, by silence."""

    kind: ClassVar[str] = "order.guarantee_answered"
    remedy_id: int
    answer: str
    how: str

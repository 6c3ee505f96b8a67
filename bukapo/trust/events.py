from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import BUYER, SELLER
from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class OrderReviewed(OrderEvent):
    kind: ClassVar[str] = "order.reviewed"
    review_id: int
    stars: int


@dataclass(frozen=True, kw_only=True)
class ReviewAnswered(OrderEvent):
    kind: ClassVar[str] = "order.review_answered"
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})
    review_id: int

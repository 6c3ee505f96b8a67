"""What happens to a review; its order is the subject. No words or names are in an event: digests seal them."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import BUYER, INTERNAL, SELLER, Event
from bukapo.orders.events import OrderEvent

_INSIDE = frozenset({INTERNAL})


@dataclass(frozen=True, kw_only=True)
class OrderReviewed(OrderEvent):
    """`digest` seals the first version (`rules.told`)."""

    kind: ClassVar[str] = "order.reviewed"
    review_id: int
    stars: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class ReviewEdited(OrderEvent):
    """The buyer's version `edition` from now on."""

    kind: ClassVar[str] = "order.review_edited"
    review_id: int
    stars: int
    edition: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class ReviewAnswered(OrderEvent):
    kind: ClassVar[str] = "order.review_answered"
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})
    review_id: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class ReplyEdited(OrderEvent):
    """The buyer was told of the first answer; the page marks that it was changed."""

    kind: ClassVar[str] = "order.review_reply_edited"
    review_id: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class ReviewReported(OrderEvent):
    kind: ClassVar[str] = "order.review_reported"
    audience: ClassVar[frozenset[str]] = _INSIDE
    review_id: int
    report_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReviewHidden(OrderEvent):
    """By the operator, for a reason that is shown. `reports` that were decided with it."""

    kind: ClassVar[str] = "order.review_hidden"
    review_id: int
    reason: str
    reports: int


@dataclass(frozen=True, kw_only=True)
class ReviewShown(OrderEvent):
    """The operator lets it stand, or shows it again."""

    kind: ClassVar[str] = "order.review_shown"
    audience: ClassVar[frozenset[str]] = _INSIDE
    review_id: int
    reports: int


@dataclass(frozen=True, kw_only=True)
class DesignMarked(Event):
    """`photo_id` None: none is shown any more."""

    kind: ClassVar[str] = "campaign.design_marked"
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    product_id: int
    photo_id: int | None

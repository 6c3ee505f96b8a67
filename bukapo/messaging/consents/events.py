"""What a buyer said about offers."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class OffersAnswered(Event):
    """From now on the store may (`wanted`) or may not write to this order's phone and e-mail about new things."""

    kind: ClassVar[str] = "order.offers_answered"
    subject: ClassVar[tuple[str, str]] = ("orders.Order", "order_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    wanted: bool

from dataclasses import dataclass
from typing import ClassVar

from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class OrderWeighed(OrderEvent):
    """The parcel weighs `grams` (it was reckoned with `guessed`); the fee is `fee` now, `fee_was` before. Rupiah."""

    kind: ClassVar[str] = "order.weighed"
    weighing_id: int
    grams: int
    guessed: int
    fee_was: int
    fee: int
    outcome: str

from dataclasses import dataclass
from typing import ClassVar

from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class PartEvent(OrderEvent):
    part_id: int
    pieces: int


@dataclass(frozen=True, kw_only=True)
class PartProposed(PartEvent):
    """`lines` [position, variant id, pieces]; the buyer decides."""

    kind: ClassVar[str] = "order.part_proposed"
    lines: tuple[tuple[int, int, int], ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class PartAgreed(PartEvent):
    kind: ClassVar[str] = "order.part_agreed"


@dataclass(frozen=True, kw_only=True)
class PartDeclined(PartEvent):
    kind: ClassVar[str] = "order.part_declined"


@dataclass(frozen=True, kw_only=True)
class PartWithdrawn(PartEvent):
    kind: ClassVar[str] = "order.part_withdrawn"


@dataclass(frozen=True, kw_only=True)
class PartPacked(PartEvent):
    """Checked piece by piece at the packing table."""

    kind: ClassVar[str] = "order.part_packed"


@dataclass(frozen=True, kw_only=True)
class PartShipped(PartEvent):
    """With the courier; the rest follows at the seller's cost."""

    kind: ClassVar[str] = "order.part_shipped"
    courier: str
    tracking_number: str

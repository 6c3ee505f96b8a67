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
    """Checked piece by piece at the packing table, or packed to be fetched by a courier."""

    kind: ClassVar[str] = "order.part_packed"


@dataclass(frozen=True, kw_only=True)
class PartShipped(PartEvent):
    """With the courier; the rest follows at the seller's cost."""

    kind: ClassVar[str] = "order.part_shipped"
    courier: str
    tracking_number: str


@dataclass(frozen=True, kw_only=True)
class PartDelivered(PartEvent):
    """The buyer has it (or the seller says so for them); the rest is still to come."""

    kind: ClassVar[str] = "order.part_delivered"
    how: str


@dataclass(frozen=True, kw_only=True)
class PartMissed(PartEvent):
    """The buyer says that it has not come."""

    kind: ClassVar[str] = "order.part_missed"
    reason: str


@dataclass(frozen=True, kw_only=True)
class PartTrackingCorrected(PartEvent):
    """It carries another tracking number than was told: `was` courier and number."""

    kind: ClassVar[str] = "order.part_tracking_corrected"
    courier: str
    tracking_number: str
    was: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class RestDelivered(OrderEvent):
    """The second parcel has come, the first is still on its way."""

    kind: ClassVar[str] = "order.rest_delivered"
    parcel_id: int
    how: str


@dataclass(frozen=True, kw_only=True)
class RestDropped(PartEvent):
    """The rest, `pieces` in `lines` [position, variant id, pieces], is not sent any more; what was sent stays sold.

    `amount` rupiah came off the order, `refund` of it goes back. The part is its parcel now. `proposal_id`, `delay_id`,
    `remedy_id`: the right by which the order ended, as in `order.cancelled`.
    """

    kind: ClassVar[str] = "order.rest_dropped"
    parcel_id: int
    lines: tuple[tuple[int, int, int], ...]
    reason: str
    courier: str
    tracking_number: str
    amount: int
    refund: int
    allowance_id: int | None = None
    refund_id: int | None = None
    proposal_id: int | None = None
    delay_id: int | None = None
    remedy_id: int | None = None

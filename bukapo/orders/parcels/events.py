"""What happens to a parcel on its way."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class TrackingCorrected(OrderEvent):
    """The parcel carries another tracking number than was told: `was` courier and number."""

    kind: ClassVar[str] = "order.tracking_corrected"
    parcel_id: int
    courier: str
    tracking_number: str
    was: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class ParcelMissed(OrderEvent):
    """The buyer says that it has not come."""

    kind: ClassVar[str] = "order.not_arrived"
    parcel_id: int
    reason: str

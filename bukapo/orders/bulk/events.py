"""What happens to a group's parcel: events of the group."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.orders.rosters.events import RosterEvent


@dataclass(frozen=True, kw_only=True)
class RosterPacked(RosterEvent):
    """`orders` are in one parcel of `grams` that waits for its courier, `behind` stay."""

    kind: ClassVar[str] = "roster.packed"
    parcel_id: int
    orders: int
    behind: int
    grams: int


@dataclass(frozen=True, kw_only=True)
class RosterUnpacked(RosterEvent):
    """It was opened again."""

    kind: ClassVar[str] = "roster.unpacked"
    parcel_id: int


@dataclass(frozen=True, kw_only=True)
class RosterFeePaid(RosterEvent):
    """The coordinator's `fee` for the parcel came, on `bank_account_id` (None: in cash)."""

    kind: ClassVar[str] = "roster.fee_paid"
    parcel_id: int
    fee: int
    bank_account_id: int | None


@dataclass(frozen=True, kw_only=True)
class RosterFeeWaived(RosterEvent):
    """The seller does not want the `fee` of the parcel, or not any more."""

    kind: ClassVar[str] = "roster.fee_waived"
    parcel_id: int
    fee: int
    reason: str

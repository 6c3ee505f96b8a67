"""What happens to a group. No name, phone or secret is in an event."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class RosterEvent(Event):
    """`all_filled`: with this event everybody on the list has filled in, and did not before."""

    subject: ClassVar[tuple[str, str]] = ("orders.Roster", "roster_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    personal: ClassVar[bool] = True
    roster_id: int
    all_filled: bool = False


@dataclass(frozen=True, kw_only=True)
class RosterOpened(RosterEvent):
    kind: ClassVar[str] = "roster.opened"
    payer: str
    fulfilment: str
    products: tuple[int, ...]
    deadline_at: datetime


@dataclass(frozen=True, kw_only=True)
class RosterChanged(RosterEvent):
    """`what`: settings | locked | unlocked | cancelled | link | join_link."""

    kind: ClassVar[str] = "roster.changed"
    what: str


@dataclass(frozen=True, kw_only=True)
class MembersListed(RosterEvent):
    """Names were pasted or imported: `added` are new, `completed` were on the list and have got what they wish."""

    kind: ClassVar[str] = "roster.members_listed"
    added: int
    completed: int


@dataclass(frozen=True, kw_only=True)
class MemberFilled(RosterEvent):
    """`own_order`: the member's own order was changed with it."""

    kind: ClassVar[str] = "roster.member_filled"
    member_id: int
    own_order: int | None = None


@dataclass(frozen=True, kw_only=True)
class MemberRemoved(RosterEvent):
    kind: ClassVar[str] = "roster.member_removed"
    member_id: int


@dataclass(frozen=True, kw_only=True)
class MemberSettled(RosterEvent):
    """Where one pays: the coordinator has this member's money (or has not, after all)."""

    kind: ClassVar[str] = "roster.member_settled"
    member_id: int
    settled: bool


@dataclass(frozen=True, kw_only=True)
class RosterOrdered(RosterEvent):
    """The list became an order, or `changed` one that is there; `member_id` where each orders for themselves."""

    kind: ClassVar[str] = "roster.ordered"
    of_order: int
    lines: int
    member_id: int | None = None
    changed: bool = False


@dataclass(frozen=True, kw_only=True)
class RosterDeadlineNear(RosterEvent):
    kind: ClassVar[str] = "roster.deadline_near"
    missing: int
    deadline_at: datetime


@dataclass(frozen=True, kw_only=True)
class RosterSent(RosterEvent):
    """One parcel: `orders` left together, `behind` stay because something is open. No tracking number: fetched.

    `fee` rupiah the coordinator owes for parcel `parcel_id` of `grams`.
    """

    kind: ClassVar[str] = "roster.sent"
    orders: int
    behind: int
    courier: str = ""
    tracking_number: str = ""
    parcel_id: int | None = None
    grams: int = 0
    fee: int = 0

"""What happens when a PO closes, is made and is over. Buyers see the work go on, never what it costs."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bukapo.journal.events import BUYER, SELLER, WORKSHOP, Event


@dataclass(frozen=True, kw_only=True)
class CampaignEvent(Event):
    """`campaign_id` is always set: it names the subject."""

    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")


@dataclass(frozen=True, kw_only=True)
class CampaignClosed(CampaignEvent):
    """The recap was frozen with it: `digest` seals version 1. `rupiah` is goods only; `by_hand`: before its time.

    `tiers`: [product, its pieces, what one costs since] in a PO whose price falls with the pieces.
    """

    kind: ClassVar[str] = "campaign.closed"
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})
    recap_id: int
    version: int
    digest: str
    orders: int
    pieces: int
    rupiah: int
    by_hand: bool
    tiers: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecapAmended(CampaignEvent):
    """A further version, because orders were released after closing."""

    kind: ClassVar[str] = "campaign.recap_amended"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    recap_id: int
    version: int
    digest: str
    orders: int
    pieces: int
    rupiah: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class CampaignProduced(CampaignEvent):
    """Everything is made. `by_sellers_word`: the seller vouches for it, a work order was not reported done."""

    kind: ClassVar[str] = "campaign.produced"
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})
    by_sellers_word: bool


@dataclass(frozen=True, kw_only=True)
class CampaignFinished(CampaignEvent):
    """The books of this PO are closed: nothing is owed to anybody."""

    kind: ClassVar[str] = "campaign.finished"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    received: int
    expired: int
    cancelled: int


@dataclass(frozen=True, kw_only=True)
class WorkOrderEvent(Event):
    """Carries no cost, no phone and no secret: workshops and buyers read these."""

    subject: ClassVar[tuple[str, str]] = ("production.WorkOrder", "work_order_id")
    work_order_id: int
    number: str


@dataclass(frozen=True, kw_only=True)
class WorkOrderSent(WorkOrderEvent):
    kind: ClassVar[str] = "work_order.sent"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER, WORKSHOP})
    workshop_name: str
    recap_id: int
    pieces: int
    deadline: date
    stages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WorkOrderAccepted(WorkOrderEvent):
    kind: ClassVar[str] = "work_order.accepted"
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER, WORKSHOP})
    pieces: int
    deadline: date


@dataclass(frozen=True, kw_only=True)
class WorkOrderProgressed(WorkOrderEvent):
    """`stage` stands at `done` of `target` pieces. `photo` is a picture's key or "".

    The workshop's note stays with its report: buyers read this event.
    """

    kind: ClassVar[str] = "work_order.progressed"
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER, WORKSHOP})
    stage_id: int
    report_id: int
    stage: str
    position: int
    stages: int
    done: int
    target: int
    photo: str


@dataclass(frozen=True, kw_only=True)
class WorkOrderDone(WorkOrderEvent):
    kind: ClassVar[str] = "work_order.done"
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER, WORKSHOP})
    pieces: int


@dataclass(frozen=True, kw_only=True)
class WorkOrderCancelled(WorkOrderEvent):
    kind: ClassVar[str] = "work_order.cancelled"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER, WORKSHOP})
    reason: str


@dataclass(frozen=True, kw_only=True)
class WorkOrderLinkRenewed(WorkOrderEvent):
    """The workshop's old link no longer opens anything."""

    kind: ClassVar[str] = "work_order.link_renewed"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

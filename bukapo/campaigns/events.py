"""What happens to a PO before orders come, and to its promises. (Closing and after: production.events.)"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from bukapo.journal.events import BUYER, SELLER, Event

_CAMPAIGN = ("campaigns.Campaign", "campaign_id")


@dataclass(frozen=True, kw_only=True)
class CampaignDrafted(Event):
    kind: ClassVar[str] = "campaign.drafted"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    slug: str
    title: str


@dataclass(frozen=True, kw_only=True)
class CampaignChanged(Event):
    """`changed`: the new values of what the seller set (see campaigns.plan.Plan)."""

    kind: ClassVar[str] = "campaign.changed"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    changed: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CampaignPublished(Event):
    """The promises are made: the window, the days, the terms (`terms_digest` seals their text).

    `draw_commitment` seals the seed of the draw, if there is one.
    """

    kind: ClassVar[str] = "campaign.published"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    slug: str
    title: str
    opens_at: datetime
    closes_at: datetime
    promises: dict[str, date]
    terms_id: int
    terms_digest: str
    draw_commitment: str = ""


@dataclass(frozen=True, kw_only=True)
class PromiseMoved(Event):
    """`moves` {what: new day}; `what`/`day`/`was` repeat the one that matters most to a buyer (the latest).

    `before` {what: the day it was}. `delay_id`: the question it puts to every buyer (`orders.delays`); None where
    nobody has to wait longer.
    """

    kind: ClassVar[str] = "campaign.promise_moved"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})

    what: str
    day: date
    was: date
    moves: dict[str, date]
    reason: str
    before: dict[str, date] = field(default_factory=dict)
    delay_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CampaignCancelled(Event):
    """Nobody had ordered."""

    kind: ClassVar[str] = "campaign.cancelled"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    reason: str = ""

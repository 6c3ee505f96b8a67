"""A PO's minimum: not reached, given up, and what followed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from bukapo.journal.events import BUYER, SELLER, Event


@dataclass(frozen=True, kw_only=True)
class _OfCampaign(Event):
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})


@dataclass(frozen=True, kw_only=True)
class CampaignPostponed(_OfCampaign):
    """The PO closes later, and its promised days move along: `moves` {what: new day}.

    `how`: roll (a batch, by its series' rule), extension (buyers chose to wait), empty (nobody had ordered). `counted`
    of `minimum` pieces were paid for. `reason` is for buyers, in Indonesian.
    """

    kind: ClassVar[str] = "campaign.postponed"
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})
    how: str
    closes_at: datetime
    was: datetime
    moves: dict[str, date] = field(default_factory=dict)
    counted: int = 0
    minimum: int = 0
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CampaignFellShort(_OfCampaign):
    """What each buyer chose is being done, or its orders join the next batch (`merge`). `short`: see Shortage.

    `whole`: the PO itself does not run. `closes_at`: no order from then on.
    """

    kind: ClassVar[str] = "campaign.fell_short"
    merge: bool
    whole: bool
    extends: bool
    by_hand: bool
    closes_at: datetime
    short: tuple[dict[str, Any], ...] = ()
    counted: int = 0
    minimum: int = 0
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ShortageSettled(_OfCampaign):
    """Everybody got what they chose: so many orders joined another batch, took another colour, were given up."""

    kind: ClassVar[str] = "campaign.shortage_settled"
    moved: int
    swapped: int
    refunded: int


@dataclass(frozen=True, kw_only=True)
class MinimumWaived(_OfCampaign):
    """The seller runs it with whatever there is: `counted` pieces are paid for."""

    kind: ClassVar[str] = "campaign.minimum_waived"
    counted: int

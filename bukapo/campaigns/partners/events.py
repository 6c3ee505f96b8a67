"""Partners made, stopped, shown their numbers; a PO that rewards friends. No phone, no e-mail and no secret in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import SELLER, Event

_SELLER = frozenset({SELLER})


@dataclass(frozen=True, kw_only=True)
class PartnerEvent(Event):
    """`code` is the partner's."""

    subject: ClassVar[tuple[str, str]] = ("campaigns.Partner", "partner_id")
    audience: ClassVar[frozenset[str]] = _SELLER
    personal: ClassVar[bool] = True
    partner_id: int
    code: str


@dataclass(frozen=True, kw_only=True)
class PartnerMade(PartnerEvent):
    """What is promised: see the model."""

    kind: ClassVar[str] = "partner.made"
    who: str
    way: str
    rate: int
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PartnerStopped(PartnerEvent):
    """No new order counts for it; what it has earned stays."""

    kind: ClassVar[str] = "partner.stopped"


@dataclass(frozen=True, kw_only=True)
class PartnerLinkRenewed(PartnerEvent):
    """The page of own numbers has another address, or none (`revoked`)."""

    kind: ClassVar[str] = "partner.link_renewed"
    revoked: bool = False


@dataclass(frozen=True, kw_only=True)
class FriendRewardSet(Event):
    """`reward` rupiah for each friend's order from now on; 0: buyers can invite nobody any more."""

    kind: ClassVar[str] = "campaign.friend_reward_set"
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = _SELLER
    reward: int

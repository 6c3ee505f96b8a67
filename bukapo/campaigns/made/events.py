"""What a seller changes about a PO made to order while it runs: for the orders to come."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class PaceChanged(Event):
    """Orders already promised keep their promise. `terms_digest` seals the terms as they read since."""

    kind: ClassVar[str] = "campaign.pace_changed"
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    stages: tuple[str, ...]
    least_days: int
    most_days: int
    at_once: int
    ship_days: int
    terms_digest: str


@dataclass(frozen=True, kw_only=True)
class ClosingPutOff(Event):
    """The PO stays open longer: `closes_at` instead of `was`."""

    kind: ClassVar[str] = "campaign.closing_put_off"
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    closes_at: datetime
    was: datetime
    terms_digest: str

"""A lock is announced."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import BUYER, SELLER, Event


@dataclass(frozen=True, kw_only=True)
class LockAnnounced(Event):
    """`lock` (see `locks.rules`) counts from `locks_at` on."""

    kind: ClassVar[str] = "campaign.lock_announced"
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = frozenset({BUYER, SELLER})
    lock: str
    locks_at: datetime

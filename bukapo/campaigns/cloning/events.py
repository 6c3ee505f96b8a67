from dataclasses import dataclass, field
from typing import Any, ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class CampaignCloned(Event):
    """A draft that was made from the PO `origin_id`; `applied` as in `CampaignOrigin`, `left_out` [what, which]."""

    kind: ClassVar[str] = "campaign.cloned"
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    slug: str
    title: str
    origin_id: int
    applied: dict[str, Any] = field(default_factory=dict)
    left_out: tuple[tuple[str, str], ...] = ()

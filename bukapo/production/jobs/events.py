"""What a PO made to order tells of the recaps of its single orders."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER
from bukapo.production.events import CampaignEvent


@dataclass(frozen=True, kw_only=True)
class OrderRecapped(CampaignEvent):
    """The goods of one order are fixed: `digest` seals the version that only it is in. `rupiah` is goods only."""

    kind: ClassVar[str] = "campaign.order_recapped"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    personal: ClassVar[bool] = True
    recap_id: int
    version: int
    digest: str
    number: str
    pieces: int
    rupiah: int

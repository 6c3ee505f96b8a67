"""What a seller says of the cost of a PO, and what risks they took knowingly. Nobody else reads these."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER
from bukapo.production.events import CampaignEvent


@dataclass(frozen=True, kw_only=True)
class CapitalSet(CampaignEvent):
    """Rupiah; see `capital.rows.Capital`."""

    kind: ClassVar[str] = "campaign.capital_set"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    each: int | None
    fixed: int
    down_bp: int
    down_fixed: int
    spent: int


@dataclass(frozen=True, kw_only=True)
class StartedUncovered(CampaignEvent):
    """A work order (`number`) was sent although `missing` rupiah were lacking, and the seller had said yes to that."""

    kind: ClassVar[str] = "campaign.started_uncovered"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    number: str
    verdict: str
    in_hand: int
    needed: int
    cost: int
    missing: int
    sentence: str

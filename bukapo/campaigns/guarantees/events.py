"""Guarantees declared: a fact of the store or of a PO, because both change what is offered."""

from dataclasses import dataclass
from typing import Any, ClassVar

from bukapo.journal.events import SELLER, Event

_SELLER = frozenset({SELLER})


@dataclass(frozen=True, kw_only=True)
class StoreLadderDeclared(Event):
    """For POs that are not published yet and have no ladder of their own. `rungs`: see Ladder."""

    kind: ClassVar[str] = "store.ladder_declared"
    subject: ClassVar[tuple[str, str]] = ("stores.Store", "store_id")
    audience: ClassVar[frozenset[str]] = _SELLER
    rungs: tuple[tuple[Any, ...], ...]
    fit_days: int


@dataclass(frozen=True, kw_only=True)
class CampaignLadderDeclared(Event):
    """`terms_digest`: of the terms that were frozen with it, "" for a draft."""

    kind: ClassVar[str] = "campaign.ladder_declared"
    subject: ClassVar[tuple[str, str]] = ("campaigns.Campaign", "campaign_id")
    audience: ClassVar[frozenset[str]] = _SELLER
    rungs: tuple[tuple[Any, ...], ...]
    refund_after: int
    fit_days: int
    terms_digest: str = ""

"""Vouchers made and stopped: facts of a PO, or of the store when they count everywhere. Both change the offer."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from bukapo.journal.events import SELLER, Event

_CAMPAIGN, _STORE = ("campaigns.Campaign", "campaign_id"), ("stores.Store", "store_id")
_SELLER = frozenset({SELLER})


@dataclass(frozen=True, kw_only=True)
class CampaignVoucherMade(Event):
    """`gives`: the voucher's terms (`campaigns.vouchers.VoucherTerms`)."""

    kind: ClassVar[str] = "campaign.voucher_made"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = _SELLER
    voucher_id: int
    code: str
    gives: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class StoreVoucherMade(Event):
    """As CampaignVoucherMade."""

    kind: ClassVar[str] = "store.voucher_made"
    subject: ClassVar[tuple[str, str]] = _STORE
    audience: ClassVar[frozenset[str]] = _SELLER
    voucher_id: int
    code: str
    gives: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CampaignVoucherStopped(Event):
    kind: ClassVar[str] = "campaign.voucher_stopped"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = _SELLER
    voucher_id: int
    code: str


@dataclass(frozen=True, kw_only=True)
class StoreVoucherStopped(Event):
    kind: ClassVar[str] = "store.voucher_stopped"
    subject: ClassVar[tuple[str, str]] = _STORE
    audience: ClassVar[frozenset[str]] = _SELLER
    voucher_id: int
    code: str

"""Packages of a PO: facts of the PO, because each changes what it offers."""

from dataclasses import dataclass
from typing import Any, ClassVar

from bukapo.journal.events import SELLER, Event

_CAMPAIGN = ("campaigns.Campaign", "campaign_id")
_SELLER = frozenset({SELLER})


@dataclass(frozen=True, kw_only=True)
class BundleSaved(Event):
    """`slots`: [{"product_id", "fixed"}] in order; `price` rupiah."""

    kind: ClassVar[str] = "campaign.bundle_saved"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = _SELLER
    bundle_id: int
    name: str
    price: int
    adds_surcharges: bool
    slots: tuple[dict[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class BundleRemoved(Event):
    """Before the PO was published: nobody has seen it."""

    kind: ClassVar[str] = "campaign.bundle_removed"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = _SELLER
    bundle_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class BundleSwitched(Event):
    """`offered`: whether somebody new may order it from now on."""

    kind: ClassVar[str] = "campaign.bundle_switched"
    subject: ClassVar[tuple[str, str]] = _CAMPAIGN
    audience: ClassVar[frozenset[str]] = _SELLER
    bundle_id: int
    name: str
    offered: bool

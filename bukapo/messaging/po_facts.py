"""What fills the gaps about a PO itself, and where a seller deals with what a notice says."""

from collections.abc import Callable, Mapping
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.messaging import spoken
from bukapo.stores.models import Store


def _page(campaign: Campaign | None, store: Store) -> str:
    """The PO's public page, or the store's."""
    if campaign is None:
        return spoken.address("storefront:store", store.slug)
    return spoken.address("storefront:campaign", store.slug, campaign.slug)


PO_FACTS: dict[str, Callable[[Campaign | None, Store], str]] = {"tautan_po": _page}

UPDATE_FACTS: dict[str, Callable[[Mapping[str, Any], str], str]] = {
    "kabar": lambda data, _zone: str(data.get("text") or "")
}
"""Each takes the event's data and the store's zone."""

PAGES = {
    "delay_warning.seen": "dashboard:campaign_promise",
    "update.drafted": "dashboard:updates",
    "whatsapp.halted": "dashboard:whatsapp",
}
"""Event -> the seller's page, of its PO where it has one."""

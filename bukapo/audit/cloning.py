"""Where drafts came from: every clone names a PO of its own store, and what it took over is what its event says."""

from collections.abc import Iterator
from typing import Any

from bukapo.audit.breach import Breach
from bukapo.campaigns.cloning.rules import Applied, UnknownSuggestion
from bukapo.campaigns.cloning.writes import OVER
from bukapo.campaigns.models import CampaignOrigin
from bukapo.journal.models import EventRow

WHY = "the audit reads every store"


def origins() -> Iterator[Breach]:
    """Row and event agree; the origin is older, of the same store, and took no more orders."""
    told: dict[int, dict[str, Any]] = {}
    rows = EventRow.objects.filter(kind="campaign.cloned").order_by("pk")
    for campaign, at, data in rows.values_list("campaign_id", "at", "data").iterator(chunk_size=2000):
        told[campaign or 0] = {"at": at, **data}
    known = CampaignOrigin.objects.across_stores(WHY).select_related("campaign", "origin").order_by("pk")
    for row in known.iterator(chunk_size=2000):
        where, said = f"PO {row.campaign.slug}", told.pop(row.campaign_id, None)
        if row.origin.store_id != row.store_id or row.campaign.store_id != row.store_id:
            yield Breach("clone", where, "came from another store's PO")
        if row.origin.state not in OVER:
            yield Breach("clone", where, f"came from a PO that is {row.origin.state}")
        if said is None:
            yield Breach("clone", where, "no event says where it came from")
            continue
        if said["origin_id"] != row.origin_id or said["at"] != row.cloned_at:
            yield Breach("clone", where, "its event names another origin or moment")
        if said["applied"] != row.applied:
            yield Breach("clone", where, "its event names other suggestions")
        if not all(_known(setting, values) for setting, values in row.applied.items()):
            yield Breach("clone", where, f"took over what nobody may suggest: {row.applied}")
    for campaign in told:
        yield Breach("clone", f"PO {campaign}", "has lost where it came from")


def _known(setting: str, values: Any) -> bool:
    try:
        Applied(setting, *values).checked()
    except (TypeError, UnknownSuggestion):
        return False
    return True

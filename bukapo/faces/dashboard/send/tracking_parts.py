"""Lines of a tracking sheet that speak of a part sent ahead (docs/decisions/0040)."""

from collections.abc import Collection

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.send.tracking_sheet import TrackingLine
from bukapo.orders.models import PartShipment
from bukapo.orders.parts.rules import OUT

WAITS = ("agreed", "packed")
"""It may leave, and has not."""


def parts_by_number(campaign: Campaign, numbers: Collection[str]) -> dict[str, PartShipment]:
    """Order number -> its part that may leave or has left. One query."""
    rows = PartShipment.objects.of(campaign.store_id).filter(
        order__campaign=campaign, order__number__in=numbers, state__in=[*WAITS, *OUT]
    )
    return {part.order.number: part for part in rows.select_related("order")}


def goes_ahead(line: TrackingLine, part: PartShipment | None) -> bool:
    """The line is of the first of two parcels: it says so, its number is that parcel's, or that one leaves next."""
    if line.parcel:
        return line.parcel == 1
    return part is not None and (part.state in WAITS or part.tracking_number == written(line))


def written(line: TrackingLine) -> str:
    """The tracking number as it is kept."""
    return "".join(line.tracking.split()).upper()

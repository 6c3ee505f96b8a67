"""The pace of a PO."""

from bukapo.campaigns.made.rules import Pace
from bukapo.campaigns.models import Campaign, MadeToOrder
from bukapo.campaigns.rules import MADE_TO_ORDER


def is_made_to_order(campaign: Campaign) -> bool:
    """Every confirmed order of it is a production job of its own."""
    return bool(campaign.kind == MADE_TO_ORDER)


def pace_of(campaign: Campaign) -> Pace | None:
    """None for a PO of another kind, or while nobody has said it. One query at most."""
    if not is_made_to_order(campaign):
        return None
    row: MadeToOrder | None = MadeToOrder.objects.of(campaign.store_id).filter(campaign=campaign).first()
    return row.pace() if row else None

"""The locks of a PO as they now stand."""

from bukapo.campaigns.locks.rules import Ladder, ladder
from bukapo.campaigns.models import Campaign, LockNotice
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import PRODUCED, SHIP_FROM


def ladder_of(campaign: Campaign) -> Ladder:
    """Two queries. `campaign.store` is loaded."""
    promises = current_promises(campaign)
    notices = LockNotice.objects.of(campaign.store_id).filter(campaign=campaign)
    return ladder(
        closes_at=campaign.closes_at,
        produced=promises.get(PRODUCED),
        ship_from=promises.get(SHIP_FROM),
        address_days=campaign.address_days,
        zone=campaign.store.zone,
        announced=dict(notices.values_list("lock", "locks_at")),
    )

"""The way into every write of a PO: found, locked, then read."""

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.steps import lock_counters
from bukapo.kernel.refusal import NotFound
from bukapo.stores.models import Store


def locked(store: Store, campaign_id: int) -> Campaign:
    """The store's PO as it is once its counters are locked: the order in which orders and closing lock too.

    Raises NotFound.
    """
    if not Campaign.objects.of(store).filter(pk=campaign_id).exists():
        raise NotFound()
    lock_counters(store_id=store.pk, campaign_id=campaign_id)
    campaign: Campaign = Campaign.objects.of(store).select_related("store").get(pk=campaign_id)
    return campaign

"""What was overruled in a PO, and what the linter must know of a store."""

from bukapo.campaigns.models import Campaign, OverruledSentence
from bukapo.stores.models import Store, TaxPeriod


def overruled_in(campaign: Campaign) -> frozenset[str]:
    """Names of what was overruled. One query."""
    rows = OverruledSentence.objects.of(campaign.store_id).filter(campaign=campaign)
    return frozenset(rows.values_list("name", flat=True))


def overruled_of(campaign: Campaign) -> list[OverruledSentence]:
    """Each with whose word it is. One query."""
    return list(OverruledSentence.objects.of(campaign.store_id).filter(campaign=campaign))


def is_pkp(store: Store) -> bool:
    """It must collect PPN now, so it may say so. One query."""
    return bool(TaxPeriod.objects.of(store).filter(until=None).exists())

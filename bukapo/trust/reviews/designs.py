"""Which picture is the design: marked by the seller among the pictures buyers saw anyway."""

from datetime import datetime

from django.db.models import Q, QuerySet

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import CAMPAIGN, PRODUCT
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.trust.models import MarkedDesign
from bukapo.trust.reviews.events import DesignMarked

MOST_PICTURES = 24


@write
def mark_design(
    *, store_id: int, campaign_id: int, product_id: int, photo_id: int | None, actor: Actor, at: datetime
) -> DesignMarked:
    """Show this picture beside what buyers of the product photographed; None shows none. Raises NotFound."""
    campaign = Campaign.objects.of(store_id).select_for_update(of=("self",)).filter(pk=campaign_id).first()
    if campaign is None or not _items(campaign).filter(product=product_id).exists():
        raise NotFound()
    if photo_id is not None and not pictures_of(campaign, product_id).filter(pk=photo_id).exists():
        raise NotFound()
    rows = MarkedDesign.objects.of(store_id).filter(campaign=campaign, product=product_id)
    if photo_id is None:
        rows.delete()
    elif not rows.update(photo=photo_id):
        MarkedDesign.objects.create(
            store_id=store_id, campaign=campaign, product_id=product_id, photo_id=photo_id
        )
    return DesignMarked(store_id=store_id, campaign_id=campaign_id, product_id=product_id, photo_id=photo_id)


def pictures_of(campaign: Campaign, product_id: int) -> "QuerySet[Photo]":
    """What may be marked: pictures of the product and of the PO."""
    own = Q(campaignphoto__campaign=campaign) | Q(pk=campaign.cover_id)
    rows: QuerySet[Photo] = (
        Photo.objects.of(campaign.store_id)
        .filter(place__in=[PRODUCT, CAMPAIGN])
        .filter(Q(product=product_id) | own)
        .distinct()
    )
    return rows


def _items(campaign: Campaign) -> "QuerySet[CampaignItem]":
    rows: QuerySet[CampaignItem] = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign)
    return rows

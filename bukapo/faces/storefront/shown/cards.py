"""POs in a list: on the front door and on a store's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bukapo.campaigns import rules
from bukapo.campaigns.models import Campaign, CampaignItem, PieceCounter
from bukapo.catalog.models import Photo
from bukapo.faces.storefront.shown.campaign import SOLD_OUT


@dataclass(frozen=True)
class Card:
    """A PO in a list: `price` rupiah from, `left` pieces or None."""

    campaign: Campaign
    phase: str
    price: int
    normal_price: int
    left: int | None
    photo: Photo | None


def cards(campaigns: Sequence[Campaign], *, at: datetime) -> list[Card]:
    """Many POs (of one or several stores) in a fixed number of queries."""
    ids = [campaign.pk for campaign in campaigns]
    items: dict[int, CampaignItem] = {}
    for item in CampaignItem.objects.across_stores("cards of published POs").filter(campaign_id__in=ids):
        known = items.get(item.campaign_id)
        if known is None or item.price < known.price:
            items[item.campaign_id] = item
    counters = PieceCounter.objects.across_stores("cards of published POs").filter(
        campaign_id__in=ids, variant__isnull=True
    )
    left = {c.campaign_id: None if c.cap is None else max(0, c.cap - c.taken) for c in counters}
    photos = _first_photos({campaign_id: item.product_id for campaign_id, item in items.items()})
    return [
        Card(
            campaign=campaign,
            phase=_card_phase(campaign, left.get(campaign.pk), at),
            price=items[campaign.pk].price if campaign.pk in items else 0,
            normal_price=items[campaign.pk].normal_price if campaign.pk in items else 0,
            left=left.get(campaign.pk),
            photo=campaign.cover or photos.get(campaign.pk),
        )
        for campaign in campaigns
    ]


def _first_photos(products: dict[int, int]) -> dict[int, Photo]:
    rows = Photo.objects.across_stores("cards of published POs").filter(
        product_id__in=set(products.values()), place="product"
    )
    first: dict[int, Photo] = {}
    for photo in rows.order_by("-position", "-id"):
        first[photo.product_id] = photo
    return {
        campaign_id: first[product_id] for campaign_id, product_id in products.items() if product_id in first
    }


def _card_phase(campaign: Campaign, left: int | None, at: datetime) -> str:
    found = rules.phase(
        state=campaign.state, opens_at=campaign.opens_at, closes_at=campaign.closes_at,
        produced_at=campaign.produced_at, started=False, at=at,
    )  # fmt: skip
    return SOLD_OUT if found == rules.OPEN and left == 0 else found

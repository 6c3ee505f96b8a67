"""A review's words and pictures for its card."""

from bukapo.catalog.brand.writes import brand_of
from bukapo.catalog.pictures import public_path
from bukapo.faces.papers.posters.review_card import ReviewCard
from bukapo.faces.storefront.shown.reviews import shown_review
from bukapo.faces.storefront.shown.sharing import as_read
from bukapo.faces.storefront.shown.telling import store_address
from bukapo.stores.models import Store
from bukapo.trust.reviews.reads import Seen


def card_of(store: Store, seen: Seen) -> ReviewCard:
    """Of a review that shows; with the design beside the photo where one is marked. One query."""
    shown = shown_review(seen)
    return ReviewCard(
        store=store.name,
        po=seen.campaign.title,
        stars=shown.stars,
        words=seen.body,
        name=shown.name,
        link=as_read(store_address(store)),
        colour=brand_of(store).colour,
        photo=public_path(seen.photos[0]) if seen.photos else None,
        design=public_path(shown.design) if shown.design else None,
    )

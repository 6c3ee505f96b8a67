"""What buyers said."""

from bukapo.trust.models import Review


def campaign_reviews(*, store_id: int, campaign_id: int, limit: int = 50) -> list[Review]:
    """Reviews of one PO, newest first, with their orders and photos."""
    rows = Review.objects.of(store_id).filter(order__campaign_id=campaign_id).select_related("order", "photo")
    return list(rows.order_by("-id")[:limit])


def store_reviews(*, store_id: int, limit: int = 50) -> list[Review]:
    """Reviews of all of a store's POs, newest first."""
    rows = Review.objects.of(store_id).select_related("order__campaign", "photo")
    return list(rows.order_by("-id")[:limit])

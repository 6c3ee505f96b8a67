"""What messages say of reviews."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from bukapo.orders.models import Order
from bukapo.stores.models import Store
from bukapo.trust.models import Review
from bukapo.trust.reviews.rules import REASONS


def review_fact(store: Store, order: Order | None, name: str) -> str:
    """A column of the order's review; "" without one."""
    review = Review.objects.of(store).filter(order=order).first()
    return str(getattr(review, name)) if review else ""


def hidden_words(data: Mapping[str, Any]) -> str:
    """Why the operator hid it."""
    words = REASONS[data["reason"]]
    return gettext(words)

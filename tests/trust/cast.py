"""Orders that were received, and what their buyers say."""

from datetime import datetime
from typing import Any

from bukapo.catalog.models import Photo
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR, Actor
from bukapo.orders.models import Order
from bukapo.orders.writes import pay, send
from bukapo.trust.models import Review
from bukapo.trust.reviews.rules import Said
from bukapo.trust.reviews.writes import review_order
from tests.world import NOON, World


def received(world: World, *, at: datetime = NOON, **order: Any) -> Order:
    """Ordered, paid and fetched."""
    with clock.told(at):
        placed = world.place(**order)
    facts: dict[str, Any] = {
        "store_id": world.store.pk, "order_id": placed.pk, "actor": world.seller, "at": at,
    }  # fmt: skip
    pay.record_payment(**facts, amount=placed.charged, method="cash", bank_account_id=None, note="")
    send.hand_over(**facts)
    return placed


def say(
    world: World,
    order: Order,
    said: Said | None = None,
    *,
    photos: list[Photo] | None = None,
    actor: Actor = BUYER_ACTOR,
    at: datetime = NOON,
) -> Review:
    """The buyer's word, five stars unless told otherwise."""
    event = review_order(
        store_id=world.store.pk, order_id=order.pk, said=said or Said(5, "Bagus"), photos=photos or [],
        actor=actor, at=at,
    )  # fmt: skip
    review: Review = Review.objects.of(world.store).get(pk=event.review_id)
    return review

"""Reviews: by those who received their goods, answered by the seller, never deleted."""

from datetime import datetime

from bukapo.catalog.models import Photo
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.readable import unreadable
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.steps import lock_order
from bukapo.trust.events import OrderReviewed, ReviewAnswered
from bukapo.trust.models import Review


class AlreadyReviewed(Refusal):
    code = "already_reviewed"
    sentence = gettext_noop("Testimoni untuk pesanan ini sudah ada. Terima kasih!")


@write
def review_order(
    *, store_id: int, order_id: int, stars: int, body: str, photo: Photo | None, actor: Actor, at: datetime
) -> OrderReviewed:
    """A buyer's word (1 to 5 stars) on a received order. Raises WrongState, AlreadyReviewed, Invalid."""
    order = lock_order(store_id=store_id, order_id=order_id)
    if order.state != "received":
        raise WrongState(state=order.state)
    if not 1 <= stars <= 5:
        raise Invalid(field="stars", why=gettext_noop("Pilih 1 sampai 5 bintang."))
    body = body.strip()
    if len(body) > 1000 or unreadable(body):
        raise Invalid(field="body", why=gettext_noop("Testimoni paling panjang 1.000 huruf."))
    if Review.objects.of(store_id).filter(order=order).exists():
        raise AlreadyReviewed()
    review = Review.objects.create(
        store_id=store_id, order=order, stars=stars, body=body, photo=photo, written_at=at
    )
    return OrderReviewed(**facts(order), review_id=review.pk, stars=stars)


@write
def answer_review(*, store_id: int, review_id: int, reply: str, actor: Actor, at: datetime) -> ReviewAnswered:
    """The seller's public answer; a later one replaces it. Raises NotFound, Invalid."""
    review = Review.objects.of(store_id).filter(pk=review_id).first()
    if review is None:
        raise NotFound()
    order = lock_order(store_id=store_id, order_id=review.order_id)
    reply = reply.strip()
    if not reply or len(reply) > 500 or unreadable(reply):
        raise Invalid(field="reply", why=gettext_noop("Tulis balasan, paling panjang 500 huruf."))
    review.reply, review.replied_at = reply, at
    review.save(update_fields=["reply", "replied_at"])
    return ReviewAnswered(**facts(order), review_id=review.pk)

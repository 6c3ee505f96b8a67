"""Reviews: by those who received their goods, answered by the seller, never deleted."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from bukapo.catalog.models import Photo
from bukapo.journal.write import write
from bukapo.kernel.actor import BUYER, Actor
from bukapo.kernel.canonical import digest
from bukapo.kernel.readable import unreadable
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.models import Order
from bukapo.orders.steps import lock_order
from bukapo.stores.models import Membership, Store
from bukapo.trust.models import Review, ReviewPhoto, ReviewVersion
from bukapo.trust.reviews import rules
from bukapo.trust.reviews.events import OrderReviewed, ReplyEdited, ReviewAnswered, ReviewEdited
from bukapo.trust.reviews.rules import Said


@write
def review_order(
    *, store_id: int, order_id: int, said: Said, photos: Sequence[Photo] = (), actor: Actor, at: datetime
) -> OrderReviewed:
    """A buyer's word on a received order, with at most four pictures of theirs.

    Raises NotByTheBuyer, NotReceivedYet, AlreadyReviewed, Invalid.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    _refuse_unless_buyers(order, actor)
    if order.state != "received":
        raise rules.NotReceivedYet()
    tidy = rules.checked(said, unreadable=unreadable(said.body), photos=len(photos))
    if Review.objects.of(store_id).filter(order=order).exists():
        raise rules.AlreadyReviewed()
    review = Review.objects.create(store_id=store_id, order=order, written_at=at, **_columns(tidy))
    _add_photos(review, photos, first=0)
    sealed = _keep_version(review, tidy, number=1, at=at)
    return OrderReviewed(**facts(order), review_id=review.pk, stars=tidy.stars, digest=sealed)


@write
def edit_review(
    *,
    store_id: int,
    order_id: int,
    said: Said,
    photos: Sequence[Photo] = (),
    gone: Sequence[int] = (),
    actor: Actor,
    at: datetime,
) -> ReviewEdited:
    """Other words within 14 days; `photos` come along, those in `gone` (photo ids) leave. What was said before stays.

    The caller throws the files of `gone` away. Raises NotFound, NotByTheBuyer, EditTimeOver, HiddenReview, Invalid.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    review = Review.objects.of(store_id).filter(order=order).first()
    if review is None:
        raise NotFound()
    _refuse_unless_buyers(order, actor)
    if review.hidden_at:
        raise rules.HiddenReview()
    if not rules.may_edit(written_at=review.written_at, hidden=False, at=at):
        raise rules.EditTimeOver()
    kept = ReviewPhoto.objects.of(store_id).filter(review=review).exclude(photo__in=gone)
    tidy = rules.checked(said, unreadable=unreadable(said.body), photos=kept.count() + len(photos))
    Review.objects.of(store_id).filter(pk=review.pk).update(edited_at=at, **_columns(tidy))
    ReviewPhoto.objects.of(store_id).filter(review=review, photo__in=gone).delete()
    last = kept.order_by("position").last()
    _add_photos(review, photos, first=last.position + 1 if last else 0)
    number = ReviewVersion.objects.of(store_id).filter(review=review).count() + 1
    sealed = _keep_version(review, tidy, number=number, at=at)
    return ReviewEdited(**facts(order), review_id=review.pk, stars=tidy.stars, edition=number, digest=sealed)


@write
def answer_review(*, store_id: int, review_id: int, reply: str, actor: Actor, at: datetime) -> ReviewAnswered:
    """The seller's public answer, once; `edit_reply` changes it. Raises NotFound, AlreadyAnswered, Invalid."""
    review, order = _locked(store_id, review_id)
    if review.replied_at:
        raise rules.AlreadyAnswered()
    tidy = _reply(reply)
    _rows(review).update(reply=tidy, replied_at=at)
    return ReviewAnswered(**facts(order), review_id=review.pk, digest=text_digest(tidy))


@write
def edit_reply(*, store_id: int, review_id: int, reply: str, actor: Actor, at: datetime) -> ReplyEdited:
    """Other words of an answer; the page says that it was changed. Raises NotFound, Invalid."""
    review, order = _locked(store_id, review_id)
    if not review.replied_at:
        raise NotFound()
    tidy = _reply(reply)
    _rows(review).update(reply=tidy, reply_edited_at=at)
    return ReplyEdited(**facts(order), review_id=review.pk, digest=text_digest(tidy))


def text_digest(text: str) -> str:
    """SHA-256 (64 hex) of an answer's words."""
    return sha256(text.encode()).hexdigest()


def _refuse_unless_buyers(order: Order, actor: Actor) -> None:
    """By its buyer, for goods that somebody bought: not by the store, not of the store's own order."""
    if actor.kind != BUYER:
        raise rules.NotByTheBuyer()
    store = Store.objects.get(pk=order.store_id)
    team = Membership.objects.of(order.store_id).values_list("user__email", flat=True)
    own_mail = {store.email, *team} - {""}
    if order.phone == store.phone or order.email.lower() in {mail.lower() for mail in own_mail}:
        raise rules.NotByTheBuyer()


def _columns(said: Said) -> dict[str, object]:
    return {
        "stars": said.stars,
        "body": said.body,
        "fit": said.fit,
        "satisfaction": said.satisfaction,
        "video": said.video,
        "naming": said.naming,
    }


def _add_photos(review: Review, photos: Sequence[Photo], *, first: int) -> None:
    ReviewPhoto.objects.bulk_create(
        ReviewPhoto(store_id=review.store_id, review=review, photo=photo, position=place)
        for place, photo in enumerate(photos, start=first)
    )


def _keep_version(review: Review, said: Said, *, number: int, at: datetime) -> str:
    shown = ReviewPhoto.objects.of(review.store_id).filter(review=review).values_list("photo__key", flat=True)
    told = rules.told(said, list(shown))
    sealed = digest(told)
    ReviewVersion.objects.create(
        store_id=review.store_id, review=review, number=number, told=told, digest=sealed, written_at=at
    )
    return sealed


def _locked(store_id: int, review_id: int) -> tuple[Review, Order]:
    found = Review.objects.of(store_id).filter(pk=review_id).first()
    if found is None:
        raise NotFound()
    order = lock_order(store_id=store_id, order_id=found.order_id)
    return Review.objects.of(store_id).get(pk=review_id), order


def _rows(review: Review) -> "QuerySet[Review]":
    rows: QuerySet[Review] = Review.objects.of(review.store_id).filter(pk=review.pk)
    return rows


def _reply(reply: str) -> str:
    tidy = reply.strip()
    if not tidy or len(tidy) > rules.MOST_REPLY or unreadable(tidy):
        raise Invalid(field="reply", why=gettext_noop("Tulis balasan, paling panjang 500 huruf."))
    return tidy

"""A buyer writes or changes a review, behind the secret link of an order that is theirs."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import REVIEW, forget_picture, keep_picture
from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.forms.review import ReviewForm
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.storefront.views.order import back_with, show_order
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order
from bukapo.stores.models import Membership
from bukapo.trust.reviews.reads import Seen, review_of
from bukapo.trust.reviews.rules import NotByTheBuyer, NotReceivedYet
from bukapo.trust.reviews.writes import edit_review, review_order


@stranger_deed("review", most=60, seconds=3600)
def review(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Stars, words, photos; other ones later (`ubah`): a second review is refused."""
    found = order_of(secret)
    count_try("review of order", found.secret, most=20, seconds=3600)
    before = review_of(found) if request.POST.get("ubah") else ()
    kept = before[0].photos if before else ()
    form = ReviewForm(request.POST, request.FILES, buyer_name=found.buyer_name, kept=kept)
    try:
        _refuse_before_pictures(request, found)
        if not form.is_valid():
            return show_order(request, found, status=422, review_form=form)
        _write(found, before, form)
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return show_order(request, found, status=refusal.http_status, review_form=form)
    return back_with(found, "testimoni-ubah" if before else "testimoni")


def _refuse_before_pictures(request: HttpRequest, found: Order) -> None:
    """Not for the store's own people, and no picture is worked on for goods that have not come."""
    user = request.user
    if user.is_authenticated and Membership.objects.of(found.store_id).filter(user=user).exists():
        raise NotByTheBuyer()
    if found.state != "received":
        raise NotReceivedYet()


def _write(found: Order, before: Sequence[Seen], form: ReviewForm) -> None:
    """Keep the pictures, then write; a refused write takes its pictures along, a done one those that left."""
    photos: list[Photo] = []
    gone = form.taken_away if before else []
    try:
        for upload in form.cleaned_data["photos"]:
            photos.append(keep_picture(found.store, upload, REVIEW))
        facts: dict[str, Any] = {
            "store_id": found.store_id, "order_id": found.pk, "said": form.said, "photos": photos,
            "actor": BUYER_ACTOR, "at": clock.now(),
        }  # fmt: skip
        if before:
            edit_review(**facts, gone=[photo.pk for photo in gone])
        else:
            review_order(**facts)
    except Refusal:
        for photo in photos:
            forget_picture(photo)
        raise
    for photo in gone:
        forget_picture(photo)

"""Who may enter which store. A stranger gets 404, exactly as if the store did not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from bukapo.accounts.models import User
from bukapo.kernel.actor import STAFF, Actor
from bukapo.kernel.refusal import NotFound
from bukapo.stores.models import OWNER, Membership, Store


class SellerRequest(HttpRequest):
    """A request of somebody who belongs to `store`."""

    user: User
    store: Store
    actor: Actor
    is_owner: bool


View = Callable[..., HttpResponseBase]


def seller_view(view: View) -> View:
    """For `/toko-saya/<store>/…`: logs in, finds the store through the person's membership, sets store and actor."""

    @wraps(view)
    def enter(request: HttpRequest, store: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = cast(User, request.user)
        rows = Membership.objects.across_stores("the stores of this person")
        membership = rows.select_related("store").filter(user=user, store__slug=store).first()
        if membership is None:
            raise NotFound()
        seller = cast(SellerRequest, request)
        seller.store = membership.store
        seller.is_owner = membership.role == OWNER
        seller.actor = Actor(kind=STAFF, label=user.name or user.email, id=user.pk)
        return view(seller, *args, **kwargs)

    return login_required(enter)


def owner_view(view: View) -> View:
    """Like `seller_view`, for the owner only; staff get 404."""

    @wraps(view)
    def enter(request: SellerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.is_owner:
            raise NotFound()
        return view(request, *args, **kwargs)

    return seller_view(enter)

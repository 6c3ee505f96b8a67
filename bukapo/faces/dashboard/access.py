"""Who may enter which store. A stranger gets 404, exactly as if the store did not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

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

    return _logged_in(enter)


def _logged_in(view: View) -> View:
    """Log in first. A form that came too late says so, and leads back to its page: its own address may be none."""
    gate = login_required(view)

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated or request.method in ("GET", "HEAD"):
            return gate(request, *args, **kwargs)
        messages.error(
            request, _("Anda sudah keluar, jadi yang barusan belum tersimpan. Masuk, lalu ulangi.")
        )
        return redirect_to_login(_page_before(request))

    return enter


def _page_before(request: HttpRequest) -> str:
    """Where the form stood, if that is a page of ours; else the seller's front door."""
    before = request.headers.get("Referer", "")
    home = reverse("dashboard:home")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    path = urlsplit(before).path if ours else ""
    return path if path.startswith(home) else home


def owner_view(view: View) -> View:
    """Like `seller_view`, for the owner only; staff get 404."""

    @wraps(view)
    def enter(request: SellerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.is_owner:
            raise NotFound()
        return view(request, *args, **kwargs)

    return seller_view(enter)

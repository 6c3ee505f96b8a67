"""The buyer answers a changed price: two equal ways, each with its own page that says what it means."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.shown.price import PriceAsked, price_asked
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.storefront.views.order import back_with
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.models import Order
from bukapo.orders.parts.events import RestDropped
from bukapo.orders.parts.reads import part_of
from bukapo.orders.pricing.answer import accept_price, leave_over_price

WAYS = {"setuju", "keluar"}


@require_safe
def answer_price(request: HttpRequest, secret: str, way: str) -> HttpResponse:
    """Says once more what the answer means, and takes it. Who has answered is sent to the order."""
    found = order_of(secret)
    if way not in WAYS:
        raise NotFound()
    asked = price_asked(found, at=clock.now())
    if asked is None:
        return redirect("storefront:order", found.secret)
    return _page(request, found, asked, way)


def _page(
    request: HttpRequest, found: Order, asked: PriceAsked, way: str, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "ahead": part_of(found),
        "order": found,
        "shop": found.store,
        "asked": asked,
        "way": way,
        "refusal": refusal,
    }
    response = render(request, "storefront/price.html", context, status=status)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@stranger_deed("price", most=60, seconds=3600)
def send_answer(request: HttpRequest, secret: str, way: str) -> HttpResponseBase:
    """Agree (to the words whose digest is sent along), or leave."""
    found = order_of(secret)
    if way not in WAYS:
        raise NotFound()
    now = clock.now()
    asked = price_asked(found, at=now)
    if asked is None:
        return back_with(found, "harga-lewat")
    facts = {"store_id": found.store_id, "order_id": found.pk, "proposal_id": asked.proposal_id}
    kabar = "harga-setuju" if way == "setuju" else "harga-keluar"
    try:
        if way == "setuju":
            digest = request.POST.get("kata", "")[:64]
            accept_price(**facts, digest=digest, actor=BUYER_ACTOR, at=now)
        elif isinstance(leave_over_price(**facts, actor=BUYER_ACTOR, at=now), RestDropped):
            kabar = "sisa-uang"
    except Refusal as refusal:
        again = price_asked(found, at=now)
        if again is None:
            return back_with(found, "harga-lewat")
        return _page(request, found, again, way, sentence(refusal), refusal.http_status)
    return back_with(found, kabar)

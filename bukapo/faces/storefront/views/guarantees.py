"""The buyer answers the offer that a late order's guarantee makes: take the money, or keep waiting."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.shown.guarantees import OfferShown, guarantee_shown
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.storefront.views.order import back_with
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order
from bukapo.orders.parts.events import RestDropped
from bukapo.orders.parts.reads import part_of
from bukapo.trust.guarantees.writes import keep_waiting, take_refund

DEEDS: dict[str, Any] = {"tunggu": keep_waiting, "uang": take_refund}


@require_safe
def answer_guarantee(request: HttpRequest, secret: str, way: str) -> HttpResponse:
    """Says once more what the choice means, and takes it. `way`: tunggu, uang."""
    found = order_of(secret)
    offer = _offer(found)
    if offer is None or way not in DEEDS:
        return redirect("storefront:order", found.secret)
    return _page(request, found, offer, way)


@stranger_deed("guarantee", most=60, seconds=3600)
def send_guarantee_answer(request: HttpRequest, secret: str, way: str) -> HttpResponseBase:
    """Taking the money ends the order at once; who waits may still take it until the goods leave."""
    found = order_of(secret)
    offer = _offer(found)
    if offer is None or way not in DEEDS or (way == "tunggu" and offer.waits):
        return back_with(found, "garansi-lewat")
    facts = {"store_id": found.store_id, "order_id": found.pk, "actor": BUYER_ACTOR, "at": clock.now()}
    try:
        event = DEEDS[way](**facts)
    except Refusal as refusal:
        fresh = order_of(secret)
        again = _offer(fresh)
        if again is None:
            return back_with(fresh, "garansi-lewat")
        return _page(request, fresh, again, way, sentence(refusal), refusal.http_status)
    return back_with(found, "sisa-uang" if isinstance(event, RestDropped) else f"garansi-{way}")


def _offer(found: Order) -> OfferShown | None:
    shown = guarantee_shown(found)
    return shown.offer if shown else None


def _page(
    request: HttpRequest, found: Order, offer: OfferShown, way: str, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "ahead": part_of(found),
        "order": found,
        "shop": found.store,
        "offer": offer,
        "way": way,
        "refusal": refusal,
    }
    response = render(request, "storefront/guarantee.html", context, status=status)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response

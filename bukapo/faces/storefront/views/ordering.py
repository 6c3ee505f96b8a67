"""Ordering, step by step. Nothing is kept on the server until the order is accepted."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from bukapo.campaigns import rules
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.faces.storefront.finds import campaign_at
from bukapo.faces.storefront.forms.typed import Typed, blank, blank_lines, first_line, read, whole
from bukapo.faces.storefront.shown.campaign import SOLD_OUT
from bukapo.faces.storefront.shown.check import Judged, judge
from bukapo.faces.storefront.shown.partners import came_by
from bukapo.faces.storefront.views.doors import stranger_form
from bukapo.faces.storefront.views.order_steps import (
    DRAW,
    LINE,
    new_order,
    page_language,
    phase_for,
    show_check,
    show_form,
    way_of,
)
from bukapo.faces.storefront.views.sending import join, send
from bukapo.journal import clock
from bukapo.kernel.ids import secret
from bukapo.kernel.pace import ORDERING_SECONDS, ORDERING_WRONG
from bukapo.orders.models import WaitingEntry


@stranger_form("order", most=ORDERING_WRONG, seconds=ORDERING_SECONDS)
def order_form(request: HttpRequest, store: str, campaign: str) -> HttpResponseBase:
    """GET an empty form; POST one of `action` = add-<product>, drop-<line>, check, edit, send, wait.

    `?awal=<code>` opens it early. `wait` sends it to the line, or to the draw while one is ahead.
    """
    po = campaign_at(store, campaign)
    offer = offer_of(po)
    code = request.POST.get("early_code", "") if request.method == "POST" else request.GET.get("awal", "")
    phase = phase_for(po, offer, code, clock.now())
    place = new_order(po, way_of(offer, phase))
    if request.method != "POST":
        if phase not in (rules.OPEN, SOLD_OUT):
            return redirect("storefront:campaign", po.store.slug, po.slug)
        empty = replace(blank(offer, secret()), early_code=code[:32], partner_code=came_by(request))
        if lines := blank_lines(offer, request.GET.get("baris", "")):
            empty = replace(empty, lines=lines)
        return show_form(request, place, offer, empty, Judged())
    typed = read(request.POST, offer, fallback_key=secret())
    action = request.POST.get("action", "check")
    if (again := edited(typed, offer, action)) is not None:
        return show_form(request, place, offer, again, Judged())
    if action == "wait" or (action == "send" and (place.way == DRAW or _waits(po, typed.key))):
        return join(request, place, offer, typed)
    if action == "send":
        return send(request, offer, typed)
    judged = judge(typed, offer, page_language())
    priced = judged.wished if place.way == LINE and judged.wished else judged.priced
    if priced is None:
        return show_form(request, place, offer, typed, judged)
    return show_check(request, place, offer, typed, priced)


def edited(typed: Typed, offer: Offer, action: str) -> Typed | None:
    """The form after add-<product>, drop-<line> or edit; None when the button was another one."""
    if action == "edit":
        return typed
    verb, _dash, number = action.partition("-")
    if verb == "drop":
        return typed.without_line(whole(number)) if number.isdigit() else typed
    if verb == "add":
        product = next((p for p in offer.products if p.id == whole(number)), None)
        return typed.with_line(first_line(product)) if product else typed
    return None


def _waits(po: Campaign, key: str) -> bool:
    """This very form waits in line: sent again it must not become an order beside it."""
    return bool(WaitingEntry.objects.of(po.store_id).filter(key=key, campaign=po).exists())

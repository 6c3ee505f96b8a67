"""Ordering, step by step. Nothing is kept on the server until the order is accepted."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from bukapo.campaigns import rules
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import offer_of
from bukapo.faces.storefront.finds import campaign_at
from bukapo.faces.storefront.forms.edits import edited
from bukapo.faces.storefront.forms.typed import blank, blank_lines, blank_packs, read
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
    """GET an empty form; POST `action` = add-<product>, drop-<n>, pack-<package>, unpack-<n>, check, edit, send, wait.

    `?awal=<code>` opens it early, `?paket=<id>` puts a package in. `wait` sends it to the line, or to the draw while
    one is ahead.
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
        packs = blank_packs(offer, request.GET.get("paket", ""))
        if (lines := blank_lines(offer, request.GET.get("baris", ""))) or packs:
            empty = replace(empty, lines=lines, packs=packs)
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


def _waits(po: Campaign, key: str) -> bool:
    """This very form waits in line: sent again it must not become an order beside it."""
    return bool(WaitingEntry.objects.of(po.store_id).filter(key=key, campaign=po).exists())

"""What a work order handed over and received, as the seller sees it; the seller counts in what comes to the store."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.workshop.exchange import lost_form, receive_form, told_by_chat
from bukapo.faces.workshop.handing import received, written
from bukapo.kernel.refusal import NotFound
from bukapo.production.handover.reads import Exchange, exchange_of
from bukapo.production.handover.writes import declare_lost
from bukapo.production.reads import SellersWorkOrder, work_order_for_seller


@require_safe
@seller_view
def hand_overs(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """Both sides of one work order."""
    return _page(request, *_found(request, campaign, number), {})


@require_POST
@seller_view
def receive(request: SellerRequest, campaign: str, number: str, hand_over: int) -> HttpResponse:
    """It came to the store; or the next workshop said so to the seller and not to its page."""
    po, found, exchange = _found(request, campaign, number)
    lots = (*exchange.given, *exchange.arriving)
    lot = next((one for one in lots if one.id == hand_over and one.state != "withdrawn"), None)
    if lot is None:
        raise NotFound()
    form = receive_form(lot, request.POST, request.FILES)
    if received(request, lot, form, request.actor):
        return redirect("dashboard:work_order_hand_overs", request.store.slug, po.slug, number)
    return _page(request, po, found, exchange, {lot.id: form}, status=422)


@require_POST
@seller_view
def lost(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """What was short will not turn up: the workshop told the seller."""
    po, found, exchange = _found(request, campaign, number)
    form = lost_form(exchange, request.POST)
    if form.is_valid():
        facts = {
            "work_order_id": found.told.id,
            "counts": form.counts(),
            "reason": form.cleaned_data["reason"],
        }
        if written(request.store.pk, request.actor, form, declare_lost, facts, with_note=False):
            messages.success(request, _("Dicatat hilang. Targetnya tetap."))
            return redirect("dashboard:work_order_hand_overs", request.store.slug, po.slug, number)
    return _page(request, po, found, exchange, {}, lost=form, status=422)


def _page(
    request: SellerRequest, po: Campaign, found: SellersWorkOrder, exchange: Exchange, refused: dict[int, Any],
    *, lost: Any = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    waiting = [lot for lot in (*exchange.given, *exchange.arriving) if lot.state == "sent"]
    form = lost or (lost_form(exchange) if exchange.open else None)
    context = {
        "campaign": po,
        "told": found.told,
        "exchange": exchange,
        "waiting": [(lot, refused.get(lot.id) or receive_form(lot), told_by_chat(lot)) for lot in waiting],
        "settled": [lot for lot in (*exchange.given, *exchange.arrived) if lot.state != "sent"],
        "lost": form,
        "losings": [(one, form.size(one.position)) for one in exchange.sizes if one.standing.open]
        if form
        else [],
    }
    return render(request, "dashboard/make/hand_overs.html", context, status=status)


def _found(request: SellerRequest, campaign: str, number: str) -> tuple[Campaign, SellersWorkOrder, Exchange]:
    po = campaign_at(request.store, campaign)
    found = work_order_for_seller(request.store.pk, po, number)
    if found is None:
        raise NotFound()
    return po, found, exchange_of(request.store.pk, found.told.id)

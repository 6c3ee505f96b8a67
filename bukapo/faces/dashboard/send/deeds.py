"""Packed, handed to the courier, handed over: each address takes one POST."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.send.forms import ShipForm, chosen_numbers
from bukapo.faces.dashboard.send.sending import sending_page
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.orders.writes.cod import hand_over_for_cash
from bukapo.orders.writes.send import hand_over, pack_order, ship_order
from bukapo.production.reads import Outgoing, outgoing_by_number
from bukapo.production.reads.sending import COURIER_READY, GROUPS, PICKUP_READY


@require_POST
@seller_view
def pack(request: SellerRequest, campaign: str) -> HttpResponse:
    """Tick the chosen orders as packed; those already packed stay so."""
    po = campaign_at(request.store, campaign)
    numbers = chosen_numbers(request.POST.getlist("pilih"))
    if not numbers:
        messages.warning(request, _("Centang dulu pesanan yang sudah dikemas."))
    packed, refused = 0, []
    for number, order in outgoing_by_number(po, numbers).items():
        if order.packed:
            continue
        try:
            pack_order(order_id=order.id, **_by(request))
        except Refusal as refusal:
            refused.append(f"{number}: {sentence(refusal)}")
        else:
            packed += 1
    if packed:
        said = ngettext("%(n)s pesanan ditandai dikemas.", "%(n)s pesanan ditandai dikemas.", packed)
        messages.success(request, said % {"n": packed})
    for why in refused[:5]:
        messages.error(request, why)
    return _back(request, po, request.POST.get("tampil", ""))


@require_POST
@seller_view
def ship(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """One parcel is with the courier."""
    po, order = _found(request, campaign, number)
    form = ShipForm(request.POST)
    if not form.is_valid():
        return sending_page(request, po, (number, form), status=422)
    try:
        ship_order(order_id=order.id, **form.cleaned_data, **_by(request))
    except Invalid as refusal:
        form.add_error("tracking_number", sentence(refusal))
        return sending_page(request, po, (number, form), status=422)
    except Refusal as refusal:
        form.add_error("tracking_number", sentence(refusal))
        return sending_page(request, po, (number, form), status=refusal.http_status)
    said = _("%(name)s: resi tercatat, pembeli diberi tahu.")
    messages.success(request, said % {"name": order.buyer_name})
    return _back(request, po, COURIER_READY)


@require_POST
@seller_view
def hand(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """The buyer stands here and takes the order."""
    po, order = _found(request, campaign, number)
    try:
        verb = hand_over_for_cash if order.cod else hand_over
        verb(order_id=order.id, **_by(request))
    except Refusal as refusal:
        messages.error(request, f"{order.buyer_name}: {sentence(refusal)}")
    else:
        messages.success(request, _("%(name)s sudah mengambil pesanannya.") % {"name": order.buyer_name})
    return _back(request, po, PICKUP_READY)


def _by(request: SellerRequest) -> dict[str, Any]:
    return {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}


def _found(request: SellerRequest, campaign: str, number: str) -> tuple[Campaign, Outgoing]:
    po = campaign_at(request.store, campaign)
    order = outgoing_by_number(po, [number]).get(number)
    if order is None:
        raise NotFound()
    return po, order


def _back(request: SellerRequest, po: Campaign, group: str) -> HttpResponse:
    """To the list the person came from, at the page and search they had."""
    keep = {"tampil": group if group in GROUPS else ""}
    keep |= {name: (request.POST.get(name) or request.GET.get(name, ""))[:80] for name in ("cari", "hal")}
    query = urlencode({name: text for name, text in keep.items() if text})
    where = reverse("dashboard:sending", args=[request.store.slug, po.slug])
    return HttpResponseRedirect(f"{where}?{query}" if query else where)

"""Packing slips and labels, for the ticked orders or for all that are ready."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.attachments import attachment
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.send.forms import chosen_numbers
from bukapo.faces.papers.forms import Content, Label, PackingLine, PackingSlip, Party
from bukapo.faces.papers.labels_pdf import labels_pdf
from bukapo.faces.papers.packing_pdf import packing_slips_pdf
from bukapo.journal import clock
from bukapo.production.reads import Outgoing, outgoing_to_print
from bukapo.production.reads.sending import COURIER_READY, GROUP_READY, PICKUP_READY
from bukapo.shipping.rules import COURIER, GROUP, PICKUP
from bukapo.stores.models import Store

_WAY = {COURIER_READY: COURIER, PICKUP_READY: PICKUP, GROUP_READY: GROUP}


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def slips(request: SellerRequest, campaign: str) -> HttpResponse:
    """A4 packing slips. POST with `pilih` = these orders; otherwise all that are ready."""
    po = campaign_at(request.store, campaign)
    orders = _orders(request, po, _WAY.get(request.POST.get("tampil", "")))
    if not orders:
        return _nothing(request, po)
    made = [packing_slip(request.store, po, order) for order in orders]
    content = packing_slips_pdf(made, made_at=clock.now(), lang=get_language() or "id")
    return attachment(content, f"slip-{po.slug}.pdf", inline=True)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def labels(request: SellerRequest, campaign: str) -> HttpResponse:
    """100x150 mm labels for parcels (`?kertas=a4`: four to a sheet); what is picked up needs none."""
    po = campaign_at(request.store, campaign)
    orders = _orders(request, po, COURIER)
    if not orders:
        return _nothing(request, po)
    made = [label(request.store, po, order) for order in orders]
    on_a4 = request.GET.get("kertas") == "a4"
    content = labels_pdf(made, made_at=clock.now(), lang=get_language() or "id", on_a4=on_a4)
    return attachment(content, f"label-{po.slug}.pdf", inline=True)


def packing_slip(store: Store, po: Campaign, order: Outgoing) -> PackingSlip:
    """What goes into this parcel; no price and no address."""
    ways = {PICKUP: _("Ambil sendiri"), GROUP: _("Rombongan")}
    way = ways.get(order.fulfilment) or f"{_('Kurir')} {order.courier}".strip()
    return PackingSlip(
        store=store.name,
        campaign=po.title,
        order_number=order.number,
        buyer_name=order.buyer_name,
        fulfilment=way,
        lines=tuple(
            PackingLine("\n".join(filter(None, (ln.product, ln.package))), ln.variant, ln.quantity, ln.texts)
            for ln in order.lines
        ),
        note=order.note,
        qr=order.number,
    )


def label(store: Store, po: Campaign, order: Outgoing) -> Label:
    """The outside of the parcel. The QR holds the number alone: the order's page is the buyer's secret."""
    return Label(
        order_number=order.number,
        courier=order.courier or _("Kurir"),
        service="",
        receiver=Party(
            order.buyer_name,
            order.phone,
            order.address,
            " ".join(filter(None, (order.city, order.postal_code))),
        ),
        sender=Party(store.name, store.phone, store.address, store.city),
        contents=tuple(
            Content(" ".join(filter(None, (line.product, line.variant))), line.quantity)
            for line in order.lines
        ),
        weight_grams=order.weight if order.parcels == 1 else 0,  # the order's, not that of one of its parcels
        qr=order.number,
        tracking=order.tracking,
        campaign=po.title,
        note=order.note,
        collect=order.cod,
        parcel=order.parcel,
        parcels=order.parcels,
    )


def _orders(request: SellerRequest, po: Campaign, way: str | None) -> tuple[Outgoing, ...]:
    chosen = chosen_numbers(request.POST.getlist("pilih")) if request.method == "POST" else []
    return outgoing_to_print(po, numbers=chosen or None, fulfilment=way)


def _nothing(request: SellerRequest, po: Campaign) -> HttpResponse:
    messages.warning(request, _("Belum ada pesanan lunas yang bisa dicetak di sini."))
    return redirect("dashboard:sending", request.store.slug, po.slug)

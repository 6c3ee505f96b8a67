"""A part of an order goes ahead: proposed, packed, sent. The buyer decides on their own page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.send.forms import COURIERS, ShipForm
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.couriers.reads import services_of
from bukapo.orders.models import Order, Packing
from bukapo.orders.packing.contents import every_slot_of
from bukapo.orders.packing.rules import Slot
from bukapo.orders.parts.arriving import confirm_part
from bukapo.orders.parts.reads import PartTold, part_of
from bukapo.orders.parts.rules import LIVE
from bukapo.orders.parts.writes import end_rest, propose_part, ship_part, withdraw_part


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def part(request: SellerRequest, number: str) -> HttpResponse:
    """POST with `apa`: usul (pieces, reason), tarik, kirim (courier, number), sampai, akhiri (reason)."""
    order = Order.objects.of(request.store).filter(number=number).select_related("campaign", "zone").first()
    if order is None:
        raise NotFound()
    slots, wrong, status = every_slot_of(order), "", 200
    form = ShipForm(initial={"courier": order.zone.courier if order.zone else ""})
    if request.method == "POST":
        if request.POST.get("apa") == "kirim":
            form = ShipForm(request.POST)
        try:
            done = _act(request, order, slots, form)
        except Refusal as refusal:
            wrong, status = sentence(refusal), refusal.http_status
        else:
            if done:
                messages.success(request, done)
                return redirect("dashboard:part_ahead", request.store.slug, number)
            status = 422
    rows = [(slot, _name(slot), request.POST.get(_name(slot), "")) for slot in slots]
    told = part_of(order)
    context = {
        "campaign": order.campaign, "order": order, "rows": rows, "told": told, "form": form,
        "has_couriers": bool(services_of(request.store.pk)), **_standing(told),
        "couriers": COURIERS, "wrong": wrong, "reason": request.POST.get("alasan", ""),
    }  # fmt: skip
    return render(request, "dashboard/parcels/part.html", context, status=status)


def _standing(told: PartTold | None) -> dict[str, Any]:
    """Its booking at a courier service, and whether it may be called off."""
    if told is None or told.part.state not in LIVE:
        return {"booked": None, "may_withdraw": False}
    booked = told.track
    checked = Packing.objects.of(told.part.store_id).filter(part=told.part).exists()
    return {"booked": booked, "may_withdraw": booked is None and not checked}


def _act(request: SellerRequest, order: Order, slots: list[Slot], form: ShipForm) -> str:
    """The sentence of what was done; "" for a form that is not filled in."""
    by: dict[str, Any] = {
        "store_id": request.store.pk, "order_id": order.pk, "actor": request.actor, "at": clock.now()
    }  # fmt: skip
    deed = request.POST.get("apa")
    if deed == "tarik":
        withdraw_part(**by)
        return _("Usulan ditarik: semuanya dikirim sekaligus.")
    if deed == "akhiri":
        end_rest(reason=request.POST.get("alasan", ""), **by)
        return _("Pesanan berakhir dengan yang sudah dikirim, pembeli diberi tahu.")
    if deed == "sampai":
        confirm_part(**by)
        return _("Dicatat: paket pertama sudah sampai.")
    if deed == "kirim":
        if not form.is_valid():
            return ""
        ship_part(**form.cleaned_data, **by)
        return _("Kiriman pertama tercatat, pembeli diberi tahu.")
    pieces = {slot.key: _count(request.POST.get(_name(slot), "")) for slot in slots}
    propose_part(pieces=pieces, reason=request.POST.get("alasan", ""), **by)
    return _("Usulan terkirim. Tunggu jawaban pembeli di sini.")


def _name(slot: Slot) -> str:
    return f"pcs_{slot.position}_{slot.variant_id}"


def _count(text: str) -> int:
    tidy = text.strip()
    return int(tidy) if tidy.isascii() and tidy.isdigit() and len(tidy) < 7 else 0

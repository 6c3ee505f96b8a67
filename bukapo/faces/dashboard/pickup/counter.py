"""The counter: the buyer shows a code, the order is handed over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.camera.sent import code_sent
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.ui.permissions import may_use_camera
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Order
from bukapo.orders.packing.contents import slots_of
from bukapo.orders.packing.rules import OURS, tidy
from bukapo.orders.pickup.reads import order_at_counter
from bukapo.orders.writes.cod import hand_over_for_cash
from bukapo.orders.writes.send import hand_over
from bukapo.production.reads import outgoing_by_number
from bukapo.shipping.rules import PICKUP


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
@may_use_camera
def counter(request: SellerRequest) -> HttpResponse:
    """`?kode=7K3Q9` shows whose it is, so does a POST with a photo of it; `apa=serahkan` hands it over."""
    order, wrong, status = _looked_up(request)
    told = outgoing_by_number(order.campaign, [order.number])[order.number] if order else None
    if order and told and request.method == "POST" and request.POST.get("apa") == "serahkan":
        verb = hand_over_for_cash if told.cod else hand_over
        by: dict[str, Any] = {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}
        try:
            verb(order_id=order.pk, **by)
        except Refusal as refusal:
            wrong, status = sentence(refusal), refusal.http_status
        else:
            messages.success(request, _("%(name)s sudah mengambil pesanannya.") % {"name": order.buyer_name})
            return redirect("dashboard:pickup_counter", request.store.slug)
    context = {
        "order": order,
        "told": told,
        "slots": slots_of(order) if order else [],
        "ours": OURS,
        "may": bool(order and told and told.ready and order.fulfilment == PICKUP),
        "wrong": wrong,
    }
    return render(request, "dashboard/pickup/counter.html", context, status=status)


def _looked_up(request: SellerRequest) -> tuple[Order | None, str, int]:
    """Whose order was asked for, what to say when there is none, and the status."""
    try:
        code = tidy(code_sent(request) if request.method == "POST" else request.GET.get("kode", ""))
    except Refusal as refusal:
        return None, sentence(refusal), refusal.http_status
    order = order_at_counter(request.store.pk, code) if code and "\x00" not in code else None
    if code and order is None:
        return None, _("Kode %(code)s tidak ketemu.") % {"code": code[:20]}, 404
    return order, "", 200

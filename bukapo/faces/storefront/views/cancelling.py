"""The buyer steps back: first what becomes of the money, then the deed, with exactly these sums."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.storefront.views.order import back_with, show_order
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.foreseen.reads import foresee_cancel
from bukapo.orders.foreseen.rules import SumsMoved
from bukapo.orders.models import Order
from bukapo.orders.writes.release import cancel_order
from bukapo.payments.models import Payment


@stranger_deed("cancel", most=60, seconds=3600)
def cancel(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Without `sums` a look at them; with those that were shown, the end of the order."""
    found = order_of(secret)
    reason = request.POST.get("reason", "").replace("\x00", "")[:200]
    if "sums" not in request.POST:
        return _look(request, found, reason)
    try:
        cancel_order(
            store_id=found.store_id, order_id=found.pk, reason=reason, actor=BUYER_ACTOR, at=clock.now(),
            shown=request.POST["sums"][:80],
        )  # fmt: skip
    except SumsMoved as refusal:
        return _look(request, found, reason, moved=sentence(refusal))
    except Refusal as refusal:
        return show_order(request, found, status=refusal.http_status, refusal=sentence(refusal))
    return back_with(found, "batal")


def _look(request: HttpRequest, found: Order, reason: str, *, moved: str = "") -> HttpResponseBase:
    now = clock.now()
    try:
        sums = foresee_cancel(store_id=found.store_id, order_id=found.pk, at=now)
    except Refusal as refusal:
        return show_order(request, found, status=refusal.http_status, refusal=sentence(refusal))
    context = {
        "order": found,
        "shop": found.store,
        "sums": sums,
        "moved": moved,
        "reason": reason,
        "until": now + timedelta(days=found.store.refund_days),
        "by_gateway": Payment.objects.of(found.store_id).filter(order=found, method="gateway").exists(),
        "now": now,
    }
    response = render(request, "storefront/cancel.html", context, status=409 if moved else 200)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response

"""Who waits for a PO, and for what."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.journal import clock
from bukapo.orders.waiting.reads import waiting_for_seller


@require_safe
@seller_view
def waiting(request: SellerRequest, campaign: str) -> HttpResponse:
    """`?hal=<page>`: who is next first."""
    po = campaign_at(request.store, campaign)
    number = request.GET.get("hal", "1")
    number = number if number.isascii() and number.isdigit() and len(number) < 7 else "1"
    page = waiting_for_seller(po, page=int(number))
    context = {"campaign": po, "page": page, "now": clock.now()}
    return render(request, "dashboard/orders/waiting.html", context)

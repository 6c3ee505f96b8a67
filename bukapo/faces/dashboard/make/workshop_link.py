"""The link to all of a workshop's work, given anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.production.reads import work_order_for_seller
from bukapo.production.writes.workshop_links import renew_workshop_link


@require_POST
@seller_view
def renew(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """From the page of one of its work orders; the work orders' own links stay."""
    po = campaign_at(request.store, campaign)
    found = work_order_for_seller(request.store.pk, po, number)
    if found is None or found.told.workshop_id is None:
        raise NotFound()
    try:
        renew_workshop_link(
            store_id=request.store.pk, workshop_id=found.told.workshop_id, actor=request.actor, at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Tautan semua SPK konveksi ini sudah diganti."))
    return redirect("dashboard:work_order", request.store.slug, po.slug, number)

"""A work order sent from an older recap is brought to the latest version."""

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
from bukapo.production.writes.addenda import bring_to_latest


@require_POST
@seller_view
def bring(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """The workshop's page shows the addendum at once; the message to them waits for a tap."""
    po = campaign_at(request.store, campaign)
    found = work_order_for_seller(request.store.pk, po, number)
    if found is None:
        raise NotFound()
    try:
        event = bring_to_latest(
            store_id=request.store.pk, work_order_id=found.told.id, actor=request.actor, at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        said = _("SPK sekarang memakai rekap versi %(n)s: %(pieces)s pcs. Kabari konveksi.")
        messages.success(request, said % {"n": event.version, "pieces": event.pieces})
    return redirect("dashboard:work_order", request.store.slug, po.slug, number)

"""The very end of a PO: its books are closed, or it says what is still open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.production.reads import open_business
from bukapo.production.writes.produce import finish_campaign


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def books(request: SellerRequest, campaign: str) -> HttpResponse:
    """What is still open; POST closes the books."""
    po = campaign_at(request.store, campaign)
    if request.method == "POST":
        try:
            finish_campaign(store_id=request.store.pk, campaign_id=po.pk, actor=request.actor, at=clock.now())
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, _("Buku PO ini ditutup. Terima kasih sudah menepati janji."))
        return redirect("dashboard:sending_books", request.store.slug, po.slug)
    left = open_business(po)
    context = {"campaign": po, "left": left, "may_close": po.state == "closed" and not left.count}
    return render(request, "dashboard/send/books.html", context)

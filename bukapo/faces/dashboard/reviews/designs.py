"""Which picture of a PO is the design, shown beside what buyers photographed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.campaigns.models import CampaignItem
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.trust.models import MarkedDesign
from bukapo.trust.reviews.designs import MOST_PICTURES, mark_design, pictures_of


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def designs(request: SellerRequest, campaign: str) -> HttpResponse:
    """Per product its pictures, one of them marked."""
    po = campaign_at(request.store, campaign)
    items = list(CampaignItem.objects.of(request.store).filter(campaign=po).select_related("product"))
    marked = dict(
        MarkedDesign.objects.of(request.store).filter(campaign=po).values_list("product_id", "photo_id")
    )
    if request.method == "POST":
        for item in items:
            chosen = _chosen(request.POST.get(f"foto-{item.product_id}", ""))
            if chosen == marked.get(item.product_id):
                continue
            try:
                mark_design(
                    store_id=request.store.pk, campaign_id=po.pk, product_id=item.product_id, photo_id=chosen,
                    actor=request.actor, at=clock.now(),
                )  # fmt: skip
            except Refusal as refusal:
                messages.error(request, sentence(refusal))
                return redirect("dashboard:review_designs", request.store.slug, po.slug)
        messages.success(request, _("Tersimpan."))
        return redirect("dashboard:review_designs", request.store.slug, po.slug)
    rows = [
        (item.product, pictures_of(po, item.product_id)[:MOST_PICTURES], marked.get(item.product_id))
        for item in items
    ]
    context = {"campaign": po, "rows": rows, "now": clock.now()}
    return render(request, "dashboard/reviews/designs.html", context)


def _chosen(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else None

"""A PO's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bukapo.faces.storefront.finds import campaign_at
from bukapo.faces.storefront.shown.campaign import campaign_page
from bukapo.faces.storefront.shown.partners import carrying
from bukapo.faces.ui.request_line import SHOWN_AT
from bukapo.journal.reckoning import reckoning


@require_safe
def campaign(request: HttpRequest, store: str, campaign: str) -> HttpResponse:
    """Photos, price, countdown, pieces left, promises, terms; one thing to do."""
    now = request.META.get(SHOWN_AT) or reckoning.now()
    page = campaign_page(campaign_at(store, campaign), at=now)
    context = {"page": page, "shop": page.store, "now": now, "preview": False}
    return carrying(render(request, "storefront/campaign.html", context), request, store)

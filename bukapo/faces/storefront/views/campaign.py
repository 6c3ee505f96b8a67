"""A PO's own page."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.storefront.finds import campaign_at, teased_at
from bukapo.faces.storefront.shown.campaign import campaign_page
from bukapo.faces.storefront.shown.partners import carrying
from bukapo.faces.storefront.views.teaser import show_teaser
from bukapo.faces.ui.request_line import SHOWN_AT
from bukapo.journal.reckoning import reckoning


@require_safe
def campaign(request: HttpRequest, store: str, campaign: str) -> HttpResponse:
    """Photos, price, countdown, pieces left, promises, terms; one thing to do."""
    now = request.META.get(SHOWN_AT) or reckoning.now()
    po, teaser = teased_at(store, campaign, now)
    if teaser is not None:
        return carrying(show_teaser(request, po, teaser, now), request, store)
    return _whole(request, po, now)


@require_safe
def before_opening(request: HttpRequest, store: str, campaign: str) -> HttpResponse:
    """What the PO's own page will say, while its teaser stands there: price, promises, rules. Of published ones."""
    now = reckoning.now()
    po = campaign_at(store, campaign)
    if teased_at(store, campaign, now)[1] is None:
        return redirect("storefront:campaign", po.store.slug, po.slug)
    return _whole(request, po, now)


def _whole(request: HttpRequest, po: Campaign, now: datetime) -> HttpResponse:
    page = campaign_page(po, at=now)
    context = {"page": page, "shop": page.store, "now": now, "preview": False}
    return carrying(render(request, "storefront/campaign.html", context), request, po.store.slug)

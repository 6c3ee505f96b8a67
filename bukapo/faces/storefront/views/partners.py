"""A partner's own numbers behind a secret link, and a buyer's link for friends."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bukapo.campaigns.models import Partner
from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.storefront.views.order import back_with, show_order
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.ui.promised import promised_words
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.commissions.reads import payouts_of, told_of
from bukapo.orders.commissions.writes import invite_friends


@require_safe
def partner(request: HttpRequest, secret: str) -> HttpResponse:
    """Orders, pieces and money in sums: no buyer's name, no single order."""
    rows = Partner.objects.across_stores("the secret link itself is the key").select_related(
        "store", "campaign"
    )
    row = rows.filter(secret=secret).first()
    if row is None:
        raise NotFound()
    (told,) = told_of(row.store_id, [row])
    context = {
        "told": told,
        "partner": row,
        "shop": row.store,
        "words": promised_words(row),
        "payouts": payouts_of(store_id=row.store_id, partner_id=row.pk),
        "now": clock.now(),
    }
    response = render(request, "storefront/partner.html", context)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@stranger_deed("invite", most=30, seconds=3600)
def invite(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The buyer's own link is made on first use."""
    found = order_of(secret)
    try:
        invite_friends(store_id=found.store_id, order_id=found.pk, actor=BUYER_ACTOR, at=clock.now())
    except Refusal as refusal:
        return show_order(request, found, status=refusal.http_status, refusal=sentence(refusal))
    response = back_with(found, "ajak")
    response["Location"] += "#ajak"
    return response

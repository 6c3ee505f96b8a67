"""The installation's door and a store's page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.storefront.finds import store_at
from bukapo.faces.storefront.shown.cards import cards
from bukapo.faces.storefront.shown.partners import carrying
from bukapo.faces.storefront.shown.store import store_page
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound

MOST = 24


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What BukaPO is, and which POs run here."""
    now = clock.now()
    rows = Campaign.objects.across_stores("the front door shows running POs of every store")
    running = rows.filter(state="published", closes_at__gt=now).select_related("store", "cover")
    shown = cards(list(running.order_by("closes_at")[:MOST]), at=now)
    return render(request, "storefront/front.html", {"cards": shown, "now": now})


@require_safe
def store(request: HttpRequest, store: str) -> HttpResponse:
    """Link in bio: running, coming and past POs of one store."""
    now = clock.now()
    shop = store_at(store)
    page = store_page(shop, at=now)
    context = {"page": page, "shop": page.store, "now": now}
    return carrying(render(request, "storefront/store.html", context), request, shop.slug)


@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Change the page's language, by a plain link: it needs no form and no session."""
    if code not in dict(settings.LANGUAGES):
        raise NotFound()
    back = request.GET.get("ke", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 24 * 3600, samesite="Lax", httponly=True
    )
    return response

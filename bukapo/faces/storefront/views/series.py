"""A continuous PO's own address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bukapo.faces.storefront.finds import series_at
from bukapo.faces.storefront.shown.partners import carrying
from bukapo.faces.storefront.shown.series import series_page
from bukapo.journal import clock


@require_safe
def series(request: HttpRequest, store: str, series: str) -> HttpResponse:
    """The batch that is open now, and the history of those before."""
    now = clock.now()
    found = series_at(store, series)
    page = series_page(found, at=now)
    context = {"page": page, "shop": found.store, "now": now}
    return carrying(render(request, "storefront/series.html", context), request, store)

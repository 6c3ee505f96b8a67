"""Terms as they were frozen: public by their hash, and behind an order's link as what its buyer agreed to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bukapo.campaigns.models import Terms
from bukapo.campaigns.terms import sealed_bytes
from bukapo.campaigns.terms_reads import terms_of_digest
from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.shown.short_answers import answers_of
from bukapo.faces.storefront.shown.terms import in_english, parts_of
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound


@require_safe
def terms(request: HttpRequest, digest: str) -> HttpResponse:
    """The text and nothing of any buyer; newer versions do not change it."""
    row = terms_of_digest(digest)
    return render(request, "storefront/terms.html", _context(row))


@require_safe
def terms_file(request: HttpRequest, digest: str) -> HttpResponse:
    """The very bytes whose SHA-256 is the hash, so that anybody can check it."""
    row = terms_of_digest(digest)
    response = HttpResponse(sealed_bytes(row.document, row.text), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="aturan-{digest[:12]}.json"'
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
def agreed(request: HttpRequest, secret: str) -> HttpResponse:
    """What this order's buyer agreed to."""
    order = order_of(secret)
    if order.terms is None:
        raise NotFound()
    order.terms.store = order.store
    response = render(request, "storefront/terms.html", _context(order.terms) | {"order": order})
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _context(row: Terms) -> dict[str, Any]:
    return {
        "terms": row,
        "shop": row.store,
        "parts": parts_of(row.document),
        "answers": answers_of(row.document),
        "english": in_english(),
        "now": clock.now(),
    }

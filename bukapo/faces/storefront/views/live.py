"""Whether an open order page is still true: one question, one indexed query, mostly no words in the answer.

The page asks (`static/storefront/live.js`), because a connection held open per buyer would hold a thread of the server.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order

FIRST_MS = 4_000
"""Milliseconds until a page asks for the first time; it then waits ever longer, up to a minute."""


def version_of(order: Order) -> str:
    """What the page of an order hangs on: what happened to the order, and to its PO. `order.campaign` loaded."""
    return f"{order.version}.{order.campaign.version}"


@require_safe
def now(request: HttpRequest, secret: str) -> HttpResponse:
    """204 while `?v=` is what counts, else 200 with what counts now."""
    rows = Order.objects.across_stores("the secret link itself is the key").filter(secret=secret)
    found = rows.values_list("version", "campaign__version").first()
    if found is None:
        raise NotFound()
    return told("{}.{}".format(*found), request)


def told(word: str, request: HttpRequest) -> HttpResponse:
    """204 when the page knows the word already."""
    same = request.GET.get("v") == word
    response = HttpResponse("" if same else word, content_type="text/plain", status=204 if same else 200)
    response["Cache-Control"] = "no-store"
    return response

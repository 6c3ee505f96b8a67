"""Where news and offers end: one page with one button, behind a sealed address that stands in each of them."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bukapo.faces.ui.limits import count_try, visitor_address
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound
from bukapo.messaging.stops.links import read_token
from bukapo.messaging.stops.reads import has_stopped
from bukapo.messaging.stops.writes import resume_messages, stop_messages
from bukapo.stores.models import Store


@csrf_exempt  # a mail program that posts for its reader (RFC 8058) has no cookie of ours; the address is the key
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET changes nothing: programs that look at links must not end anything. `mulai` in a post takes it back."""
    store_id, address = read_token(token)
    shop = Store.objects.filter(pk=store_id).first()
    if shop is None:
        raise NotFound()
    if request.method == "POST":
        count_try("stop", visitor_address(request), most=600, seconds=300)
        verb = resume_messages if "mulai" in request.POST else stop_messages
        with suppress(WrongState):  # a second tap: it is as they want it already
            verb(store_id=store_id, address=address, way="link", actor=BUYER_ACTOR, at=clock.now())
    context = {"shop": shop, "stopped": has_stopped(store_id, address), "address": _veiled(address)}
    response = render(request, "storefront/stop.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _veiled(address: str) -> str:
    """`+62812•••890`, `b•••@contoh.example`: enough to know which one is meant."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}•••@{domain}" if at else f"{address[:6]}•••{address[-3:]}"

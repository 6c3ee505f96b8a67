"""Paying by gateway, from the order's page: the button, the page of one attempt, and what its script asks.

What a gateway's redirect says is never believed: the attempt's own row is shown. A post to another host would need a
hole in the policy (`form-action` covers redirects too), so the answer is our own page with a plain link.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.views import live
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.storefront.views.order import back_with, show_order
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.ui.qr import qr_image, qr_png
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.gateways.begin import Addresses, begin_payment
from bukapo.orders.gateways.reads import attempt_for_buyer, method_name
from bukapo.orders.models import Order
from bukapo.payments.gateways.opened import title
from bukapo.payments.gateways.rows import GatewayAccount
from bukapo.payments.models import Attempt

REFRESH_SECONDS = 15
"""How often the page of an attempt is fetched anew where no script runs."""
SOON = timedelta(seconds=10)


@stranger_deed("gateway", most=60, seconds=3600)
def begin(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The buyer chose a way: 303 to the attempt's page. A second click finds the same attempt."""
    found = order_of(secret)
    count_try("gateway of order", found.secret, most=30, seconds=3600)
    account, _dash, method = request.POST.get("way", "").partition("-")
    try:
        if not (account.isascii() and account.isdecimal()) or len(account) > 18:
            raise NotFound()
        attempt = begin_payment(
            order=found, account_id=int(account), method=method[:30], addresses=_addresses(found),
            actor=BUYER_ACTOR, at=clock.now(),
        )  # fmt: skip
    except NotFound:
        words = _("Cara bayar ini sudah tidak ditawarkan. Pilih cara lain.")
        return show_order(request, found, status=409, refusal=words)
    except Refusal as refusal:
        return show_order(request, found, status=refusal.http_status, refusal=sentence(refusal))
    response = HttpResponseRedirect(attempt_address(found, attempt.reference))
    response.status_code = 303
    return response


def attempt_address(found: Order, reference: str) -> str:
    """The path of an attempt's page."""
    return reverse("storefront:attempt", args=[found.secret, reference])


def _addresses(found: Order) -> Addresses:
    host = settings.BASE_URL.rstrip("/")

    def back(reference: str) -> str:
        return f"{host}{attempt_address(found, reference)}?kembali=1"

    def notices(account: GatewayAccount) -> str:
        return f"{host}{reverse('hooks:notice', args=[account.gateway, account.token])}"

    return Addresses(back=back, notices=notices)


@require_safe
def attempt(request: HttpRequest, secret: str, reference: str) -> HttpResponse:
    """How to pay, and whether it has come. Paid, it leads back to the order."""
    found = order_of(secret)
    one = attempt_for_buyer(order=found, reference=reference)
    if one.state == "paid":
        return back_with(found, "bayar")
    now = clock.now()
    came_back = "kembali" in request.GET
    if came_back:
        _ask_soon(one)
    context = {
        "order": found,
        "shop": found.store,
        "attempt": one,
        "gateway": title(one.gateway),
        "way": method_name(one),
        "host": urlsplit(one.told.get("url", "")).hostname or "",
        "qr": qr_image(one.told["qr"]) if one.told.get("qr") else "",
        "over": one.expires_at is not None and one.expires_at <= now,
        "came_back": came_back,
        "refresh": REFRESH_SECONDS,
        "first": live.FIRST_MS,
        "now": now,
    }
    response = render(request, "storefront/attempt.html", context)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _ask_soon(one: Attempt) -> None:
    """Somebody comes back from the gateway's page: the worker asks at once. At most every ten seconds."""
    now = clock.now()
    rows = Attempt.objects.of(one.store_id).filter(pk=one.pk, state="pending", doubted=None)
    rows.filter(Q(look_at__gt=now + SOON)).update(look_at=now)


@require_safe
def attempt_state(request: HttpRequest, secret: str, reference: str) -> HttpResponse:
    """One word for the page's script, which fetches the page anew when it changes (`?v=` is the word it knows)."""
    one = attempt_for_buyer(order=order_of(secret), reference=reference)
    word = one.state if one.told or one.state != "pending" else "begun"
    return live.told(word, request)


@require_safe
def attempt_qr(request: HttpRequest, secret: str, reference: str) -> HttpResponse:
    """The QR as a picture to save and to open in a wallet. Raises NotFound where there is none."""
    one = attempt_for_buyer(order=order_of(secret), reference=reference)
    if not one.told.get("qr") or one.state != "pending":
        raise NotFound()
    response = HttpResponse(qr_png(one.told["qr"]), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="qris-{one.reference}.png"'
    response["Cache-Control"] = "private, no-store"
    return response

"""Something is wrong with what arrived: the buyer says so, follows it, and answers."""

import secrets
from collections.abc import Callable
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.campaigns.terms import AUTHORITY
from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import CLAIM, forget_picture, keep_picture
from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.forms.claim import AcceptForm, AnswerForm, ClaimForm, ReturnForm
from bukapo.faces.storefront.shown.claim_promise import promise_of
from bukapo.faces.storefront.shown.claims import shown_claims
from bukapo.faces.storefront.views.doors import stranger_deed, stranger_form
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.ui.private import private_picture
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.models import Order
from bukapo.trust.claims.deciding import accept_offer
from bukapo.trust.claims.opening import answer_refusal, decline_offer, open_claim, withdraw_claim
from bukapo.trust.claims.reads import claim_of_order, form_of, may_claim, photo_of
from bukapo.trust.claims.refusals import SentAlready
from bukapo.trust.claims.settling import send_goods_back


@stranger_form("claim", most=60, seconds=3600)
def claims(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The order's claims with what can be done about them, and the form of a new one."""
    found = order_of(secret)
    if not may_claim(found):
        return redirect("storefront:order", found.secret)
    if request.method == "POST":
        return _open(request, found)
    return _page(request, found)


def _open(request: HttpRequest, found: Order) -> HttpResponseBase:
    count_try("claim of order", found.secret, most=12, seconds=3600)
    form = ClaimForm(request.POST, request.FILES, asked=form_of(found, at=clock.now()))
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        _send(found, form)
    except SentAlready:
        return _told(found, "masuk")
    except Refusal as refusal:
        name = str(refusal.params.get("field", ""))
        form.add_error(name if name in form.fields else None, sentence(refusal))
        return _page(request, found, form=form, status=refusal.http_status)
    return _told(found, "masuk")


def _send(found: Order, form: ClaimForm) -> None:
    """Keep the pictures, then write; a refused write takes them along."""
    kept: list[Photo] = []
    try:
        for upload in form.cleaned_data["photos"]:
            kept.append(keep_picture(found.store, upload, CLAIM))
        open_claim(
            store_id=found.store_id,
            order_id=found.pk,
            key=form.cleaned_data["key"],
            pieces=form.pieces(),
            sizes=form.sizes(),
            reason=form.cleaned_data["reason"],
            wish=form.cleaned_data["wish"],
            body=form.cleaned_data["body"],
            photos=kept,
            actor=BUYER_ACTOR,
            at=clock.now(),
        )
    except Refusal:
        for photo in kept:
            forget_picture(photo)
        raise


@stranger_deed("claim answer", most=60, seconds=3600)
def answer(request: HttpRequest, secret: str, claim: int, way: str) -> HttpResponseBase:
    """The buyer takes the offer, declines it, answers a no, takes the claim back, or has sent the goods."""
    found = order_of(secret)
    row = claim_of_order(found, claim)
    deed = DEEDS.get(way)
    if deed is None:
        raise NotFound()
    act, make = deed
    form = make(request.POST) if make else None
    if form is not None and not form.is_valid():
        return _page(request, found, typed=(row.pk, way, form), status=422)
    facts = {"store_id": found.store_id, "claim_id": row.pk, "actor": BUYER_ACTOR, "at": clock.now()}
    try:
        act(**facts, **(form.cleaned_data if form else {}))
    except Refusal as refusal:
        return _page(
            request, found, refusal=sentence(refusal), typed=(row.pk, way, form), status=refusal.http_status
        )
    return _told(found, way)


DEEDS: dict[str, tuple[Callable[..., object], Callable[..., Any] | None]] = {
    "terima": (accept_offer, AcceptForm),
    "tolak": (decline_offer, AnswerForm),
    "jawab": (answer_refusal, AnswerForm),
    "tarik": (withdraw_claim, None),
    "resi": (send_goods_back, ReturnForm),
}


@require_safe
def photo(request: HttpRequest, secret: str, claim: int, number: int) -> HttpResponse | FileResponse:
    """One of the claim's own pictures, behind the order's link."""
    return private_picture(photo_of(claim_of_order(order_of(secret), claim), number))


def _told(found: Order, news: str) -> HttpResponseBase:
    response = redirect("storefront:claims", found.secret)
    response["Location"] += f"?kabar={news}"
    response.status_code = 303
    return response


def _news(key: str) -> str:
    return {
        "masuk": _("Komplain masuk. Jawabannya muncul di halaman ini, dan Anda dikabari."),
        "terima": _("Tercatat: Anda setuju. Kelanjutannya ada di bawah."),
        "tolak": _("Tercatat. Penjual memutuskan lagi."),
        "jawab": _("Jawaban terkirim. Penjual memutuskan sekali lagi."),
        "tarik": _("Komplain ditarik."),
        "resi": _("Resi tercatat. Begitu barangnya sampai di penjual, Anda dikabari."),
    }.get(key, "")


def _page(
    request: HttpRequest,
    found: Order,
    *,
    form: ClaimForm | None = None,
    typed: tuple[int, str, Any] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    found = order_of(found.secret)  # as it is after what was tried
    now = clock.now()
    asked = form_of(found, at=now)
    context = {
        "order": found,
        "shop": found.store,
        "asked": asked,
        "promise": promise_of(found, asked.guaranteed, at=now),
        "form": form or ClaimForm(asked=asked, key=secrets.token_hex(16)),
        "told": shown_claims(found, at=now, typed=typed),
        "authority": AUTHORITY,
        "news": _news(request.GET.get("kabar", "")),
        "refusal": refusal,
        "now": now,
    }
    response = render(request, "storefront/claims.html", context, status=status)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response

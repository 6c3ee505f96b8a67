"""Before a PO opens: its teaser, signing up for it, and the own page behind the secret link."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.campaigns.models import Campaign, Interest, Teaser
from bukapo.campaigns.teaser.reads import code_of, options_of, teaser_of
from bukapo.campaigns.teaser.rules import (
    BY_EMAIL,
    BY_PHONE,
    NoTeaser,
    SignedUpBefore,
    SignUp,
    way_of,
)
from bukapo.campaigns.teaser.signing import (
    change_interest,
    confirm_interest,
    open_by_link,
    sign_up,
    withdraw_interest,
)
from bukapo.faces.storefront.finds import interest_of, teased_at
from bukapo.faces.storefront.shown.teaser import consent_words, interest_page, teaser_page
from bukapo.faces.storefront.views.doors import stranger_deed, stranger_form
from bukapo.faces.storefront.views.order_steps import page_language
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.readable import unreadable
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop

NEWS = {
    "ya": gettext_noop("Sip, email Anda sudah terkonfirmasi. Simpan tautan halaman ini."),
    "pilih": gettext_noop("Pilihan Anda tersimpan."),
}
WAYS = {"email": BY_EMAIL, "wa": BY_PHONE}


def show_teaser(
    request: HttpRequest,
    campaign: Campaign,
    teaser: Teaser,
    at: datetime,
    *,
    typed: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    preview: bool = False,
) -> HttpResponse:
    """The teaser with its form, what was typed in it and what is wrong with that."""
    typed = typed or {}
    agree, offers = consent_words(campaign)
    page = teaser_page(
        campaign, teaser, at=at, designs=typed.get("designs", ()), picks=typed.get("picks", {})
    )
    context = {
        "page": page,
        "shop": campaign.store,
        "typed": typed,
        "errors": errors or {},
        "agree_words": agree,
        "offers_words": offers,
        "preview": preview,
        "now": at,
    }
    return render(request, "storefront/teaser.html", context, status=422 if errors else 200)


@stranger_form("teaser", most=40, seconds=300)
def sign_up_for(request: HttpRequest, store: str, campaign: str) -> HttpResponseBase:
    """Sign up: whatever is known of the address already, the answer is the same."""
    now = clock.now()
    po, teaser = teased_at(store, campaign, now)
    if teaser is None or request.method != "POST":
        return redirect("storefront:campaign", po.store.slug, po.slug)
    typed = _typed(request, teaser)
    agree, offers = consent_words(po)
    wish = SignUp(
        way=way_of(typed["address"]),
        address=typed["address"],
        consent_text=agree,
        agreed=typed["agreed"],
        name=typed["name"],
        language=page_language(),
        offers=typed["offers"],
        offers_text=offers,
        designs=typed["designs"],
        picks=tuple(typed["picks"].items()),
    )
    try:
        sign_up(actor=BUYER_ACTOR, at=now, store_id=po.store_id, campaign_id=po.pk, typed=wish)
    except Invalid as wrong:
        field = str(wrong.params.get("field", "address"))
        return show_teaser(request, po, teaser, now, typed=typed, errors={field: sentence(wrong)})
    except SignedUpBefore:
        pass  # nobody is told who else is on the list
    except NoTeaser:
        return redirect("storefront:campaign", po.store.slug, po.slug)
    way = "email" if wish.way == BY_EMAIL else "wa"
    return see(reverse("storefront:signed_up", args=[po.store.slug, po.slug]) + f"?lewat={way}")


def _typed(request: HttpRequest, teaser: Teaser) -> dict[str, Any]:
    """What the form holds, as far as it can be read."""
    post = request.POST
    texts = {name: post.get(name, "")[:300] for name in ("address", "name")}
    texts = {name: "" if unreadable(text) else text for name, text in texts.items()}
    return {
        **texts,
        "agreed": post.get("agreed") == "1",
        "offers": post.get("offers") == "1",
        "designs": _designs(post),
        "picks": _picks(post, teaser),
    }


def _designs(post: Any) -> tuple[int, ...]:
    said = [text for text in post.getlist("desain")[:30] if text.isascii() and text.isdigit()]
    return tuple(int(text) for text in said if len(text) < 12)


def _picks(post: Any, teaser: Teaser | None) -> dict[str, str]:
    names = list(options_of(teaser)) if teaser else []
    return {name: post.get(f"suka-{number}", "")[:40] for number, name in enumerate(names)}


@require_safe
def signed_up(request: HttpRequest, store: str, campaign: str) -> HttpResponse:
    """The same for everybody, whether the address was new or not."""
    po, _teaser = teased_at(store, campaign, clock.now())
    way = WAYS.get(request.GET.get("lewat", ""), BY_PHONE)
    context = {"campaign": po, "shop": po.store, "by_email": way == BY_EMAIL, "now": clock.now()}
    return render(request, "storefront/signed_up.html", context)


@require_safe
def interest(request: HttpRequest, secret: str) -> HttpResponse:
    """Their own page: say yes, order early, vote, go away. Reading it changes nothing: letters are read by machines."""
    return _own(request, interest_of(secret), news=request.GET.get("kabar", ""))


def _own(
    request: HttpRequest, found: Interest, *, status: int = 200, news: str = "", refusal: str = ""
) -> HttpResponse:
    now = clock.now()
    context = {
        "page": interest_page(found, at=now),
        "shop": found.campaign.store,
        "news": _(NEWS[news]) if news in NEWS else "",
        "refusal": refusal,
        "now": now,
    }
    response = render(request, "storefront/interest.html", context, status=status)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@stranger_deed("teaser answered", most=60, seconds=3600)
def interest_deed(request: HttpRequest, secret: str, deed: str) -> HttpResponseBase:
    """`ya` (confirm), `pilih` (votes and offers), `keluar` (withdraw), `pesan` (on to the order form)."""
    found = interest_of(secret)
    facts: dict[str, Any] = {"actor": BUYER_ACTOR, "at": clock.now(), "store_id": found.store_id}
    if deed == "pesan":
        return _on_to_order(found, facts)
    try:
        _do(request, found, deed, facts | {"interest_id": found.pk})
    except WrongState:
        if deed != "ya":  # said yes twice is said yes
            return _own(request, interest_of(secret), status=409, refusal=sentence(WrongState()))
    except NotFound:
        raise
    except Refusal as refusal:
        return _own(request, interest_of(secret), status=refusal.http_status, refusal=sentence(refusal))
    return see(reverse("storefront:interest", args=[found.secret]) + f"?kabar={deed}")


def _do(request: HttpRequest, found: Interest, deed: str, facts: dict[str, Any]) -> None:
    if deed == "ya":
        confirm_interest(**facts)
    elif deed == "keluar":
        withdraw_interest(**facts)
    elif deed == "pilih":
        teaser = teaser_of(found.campaign)
        change_interest(
            **facts,
            designs=_designs(request.POST),
            picks=_picks(request.POST, teaser),
            offers=request.POST.get("offers") == "1",
            offers_text=consent_words(found.campaign)[1],
        )
    else:
        raise NotFound()


def _on_to_order(found: Interest, facts: dict[str, Any]) -> HttpResponseRedirect:
    """The order form with their code as it counts now. A post: what reads letters by machine does not count."""
    code = code_of(found)
    with suppress(Refusal):  # counted before
        open_by_link(**facts, interest_id=found.pk)
    form = reverse("storefront:order_form", args=[found.campaign.store.slug, found.campaign.slug])
    return see(f"{form}?{urlencode({'awal': code})}" if code else form)


def see(address: str) -> HttpResponseRedirect:
    """303: look there."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response

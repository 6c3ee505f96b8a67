"""What leads to a PO from elsewhere: short links, the picture of a link's preview, the widget of another site."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from bukapo.campaigns.links.clicks import Tally, at_once, soon
from bukapo.campaigns.links.reads import link_at
from bukapo.campaigns.links.rules import PARTNER, code_in, is_machine
from bukapo.campaigns.models import Campaign, ShortLink
from bukapo.faces.papers.posters.draw import JPEG
from bukapo.faces.papers.posters.kept import Wanted
from bukapo.faces.papers.posters.poster import LIGHT, LINK, PHOTO
from bukapo.faces.storefront.finds import campaign_at
from bukapo.faces.storefront.shown.posters import poster_answer
from bukapo.faces.storefront.shown.sharing import shared_poster
from bukapo.faces.storefront.shown.widget import SECONDS, shown_widget
from bukapo.journal import clock
from bukapo.journal.reckoning import reckoning
from bukapo.kernel.refusal import NotFound

PREVIEW = Wanted(PHOTO, LINK, LIGHT, JPEG)
tally = Tally(later=at_once if settings.TEST else soon)


@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """To the PO (or the store) it names. A partner's `?dari=` goes along, `lewat` says which link it was."""
    link = link_at(code_in(code)) if code_in(code) else None
    if link is None or (link.campaign and link.campaign.state == "draft"):
        raise NotFound()
    if request.method == "GET":
        agent, purpose = request.headers.get("User-Agent", ""), request.headers.get("Sec-Purpose", "")
        tally.add(link, clock.now(), machine=is_machine(agent[:400], purpose))
    response = HttpResponseRedirect(_target(link, request.GET.get("dari", "")))
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _target(link: ShortLink, partner: str) -> str:
    if link.campaign:
        path = reverse("storefront:campaign", args=[link.store.slug, link.campaign.slug])
    else:
        path = reverse("storefront:store", args=[link.store.slug])
    asked = {"dari": partner} if PARTNER.fullmatch(partner) else {}
    return f"{path}?{urlencode(asked | {'lewat': link.source})}"


@require_safe
def link_picture(request: HttpRequest, store: str, campaign: str) -> HttpResponse:
    """What chats show beside the link of a public PO: always the same layout, so strangers can't ask for work."""
    return poster_answer(request, shared_poster(campaign_at(store, campaign), clock.now()), PREVIEW)


View = Callable[..., HttpResponseBase]


def framed_anywhere(view: View) -> View:
    """The one page that other sites may show in a frame. It sets no cookie and reads none."""

    @wraps(view)
    def show(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        request.COOKIES = {}
        return view(request, *args, **kwargs)

    frames: View = csp_replace({"frame-ancestors": ["*"], "img-src": [SELF]})(xframe_options_exempt(show))
    return frames


@require_safe
@framed_anywhere
def widget(request: HttpRequest, store: str, campaign: str) -> HttpResponse:
    """A card of the PO for a frame on another site: price, where it stands, one button that opens the PO."""
    now = reckoning.now()
    found = campaign_at(store, campaign)
    context = {
        "card": shown_widget(found, at=now),
        "theme": {"terang": "light", "gelap": "dark"}.get(request.GET.get("warna", ""), ""),
        "now": now,
    }
    response = render(request, "storefront/widget.html", context)
    response["Cache-Control"] = f"public, max-age={_true_for(found, now)}"
    return response


def _true_for(campaign: Campaign, now: datetime) -> int:
    """Seconds for which the card may be kept: until the PO opens or closes, at most SECONDS."""
    turns = (campaign.opens_at, campaign.closes_at, campaign.early_until)
    ahead = [(moment - now).total_seconds() for moment in turns if moment and moment > now]
    return int(min([SECONDS, *ahead]))

"""Short links of a PO or of the store: made, put out of use, their codes to print."""

import io

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.campaigns import draft_reads
from bukapo.campaigns.links.rules import USUAL
from bukapo.campaigns.links.writes import make_link, resume_link, stop_link
from bukapo.campaigns.models import Campaign, ShortLink
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.storefront.shown.sharing import short
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.ui.qr import QUIET, qr_png
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal

DEEDS = {"mati": stop_link, "nyala": resume_link}


@require_POST
@seller_view
def make(request: SellerRequest, campaign: str) -> HttpResponse:
    """One link by its name, or (`biasa`) all the usual ones that are not there yet."""
    found = draft_reads.campaign_of(request.store, campaign)
    _make(request, found)
    return redirect(_page(request, found))


@require_POST
@seller_view
def make_for_store(request: SellerRequest) -> HttpResponse:
    """The same for the store's page."""
    _make(request, None)
    return redirect(_page(request, None))


def _make(request: SellerRequest, campaign: Campaign | None) -> None:
    names = USUAL if "biasa" in request.POST else (request.POST.get("source", "")[:60],)
    there = set(
        ShortLink.objects.of(request.store).filter(campaign=campaign).values_list("source", flat=True)
    )
    campaign_id = campaign.pk if campaign else None
    try:
        for name in names:
            if "biasa" not in request.POST or name not in there:
                make_link(
                    actor=request.actor,
                    at=clock.now(),
                    store=request.store,
                    source=name,
                    campaign_id=campaign_id,
                )
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Link pendek sudah siap dibagikan."))


@require_POST
@seller_view
def change(request: SellerRequest, campaign: str, link: int, deed: str) -> HttpResponse:
    """Off or on."""
    found = draft_reads.campaign_of(request.store, campaign)
    _change(request, link, deed)
    return redirect(_page(request, found))


@require_POST
@seller_view
def change_for_store(request: SellerRequest, link: int, deed: str) -> HttpResponse:
    """Off or on."""
    _change(request, link, deed)
    return redirect(_page(request, None))


def _change(request: SellerRequest, link: int, deed: str) -> None:
    if deed not in DEEDS or link not in _ids(request):
        raise NotFound()
    try:
        DEEDS[deed](actor=request.actor, at=clock.now(), store=request.store, link_id=link)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))


def _ids(request: SellerRequest) -> set[int]:
    """A number no column holds never reaches the database."""
    return set(ShortLink.objects.of(request.store).values_list("pk", flat=True))


@require_safe
@seller_view
def qr(request: SellerRequest, link: int, kind: str) -> HttpResponse:
    """The link's code as a file: PNG for a chat, SVG for the printer's."""
    if link not in _ids(request):
        raise NotFound()
    row = ShortLink.objects.of(request.store).get(pk=link)
    address = short(row.code)
    if kind == "png":
        content, mime = qr_png(address), "image/png"
    else:
        out = io.BytesIO()
        segno.make(address, error="m", micro=False).save(out, kind="svg", border=QUIET, scale=10)
        content, mime = out.getvalue(), "image/svg+xml"
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="qr-{row.source}-{row.code}.{kind}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _page(request: SellerRequest, campaign: Campaign | None) -> str:
    if campaign is None:
        return reverse("dashboard:store_look", args=[request.store.slug]) + "#link"
    return reverse("dashboard:share", args=[request.store.slug, campaign.slug]) + "#link"

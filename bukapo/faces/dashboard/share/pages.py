"""The page of telling, and the widget's."""

from dataclasses import dataclass

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.campaigns import draft_reads
from bukapo.campaigns.captions.rules import CHANNELS, Wish
from bukapo.campaigns.captions.writes import copy_caption
from bukapo.campaigns.links.reads import links_of
from bukapo.campaigns.links.rules import USUAL
from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.share.links_shown import shown_links
from bukapo.faces.dashboard.share.shown import address, facts_for, layout_names, share_page
from bukapo.faces.papers.posters.poster import FEED, LIGHT, LINK, SIZES, STORY, TONES
from bukapo.faces.storefront.shown.sharing import full, shared_facts, ways_to
from bukapo.faces.storefront.shown.widget import SOURCE, shown_widget
from bukapo.faces.ui import dates
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal


@dataclass(frozen=True)
class ShownPoster:
    layout: str
    name: str


def _published(request: SellerRequest, slug: str) -> Campaign | None:
    found = draft_reads.campaign_of(request.store, slug)
    return found if found.published_at else None


@require_safe
@seller_view
def share(request: SellerRequest, campaign: str) -> HttpResponse:
    """Captions, posters, links: what is true now, ready to be taken along."""
    found = _published(request, campaign)
    if found is None:
        return redirect("dashboard:campaign_edit", request.store.slug, campaign)
    now = clock.now()
    size = request.GET.get("ukuran", "")
    tone = request.GET.get("nuansa", "")
    links = links_of(request.store, found, today=dates.local(now, request.store.zone).date())
    context = {
        "campaign": found,
        "page": share_page(found, request.GET, at=now),
        "posters": [ShownPoster(layout, name) for layout, name in layout_names().items()],
        "size": size if size in SIZES else FEED,
        "tone": tone if tone in TONES else LIGHT,
        "sizes": ((FEED, _("Feed 4:5")), (STORY, _("Story 9:16")), (LINK, _("Link 1,91:1"))),
        "tones": ((TONES[0], _("Terang")), (TONES[1], _("Gelap"))),
        "links": shown_links(links),
        "unmade": not {link.link.source for link in links} & set(USUAL),
    }
    return render(request, "dashboard/share/share.html", context)


@require_POST
@seller_view
def share_copied(request: SellerRequest, campaign: str) -> HttpResponse:
    """The caption was taken along: from now on its facts are compared."""
    found = _published(request, campaign)
    if found is None:
        raise NotFound()
    now = clock.now()
    wish = Wish(*(request.POST.get(name, "")[:20] for name in ("suasana", "kanal", "bahasa")))
    try:
        ways = ways_to(found)
        base = shared_facts(found, ways, "", now)
        facts = facts_for(base, ways, wish) if wish.channel in CHANNELS else base
        copy_caption(actor=request.actor, at=now, campaign=found, facts=facts, wish=wish)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return redirect(reverse("dashboard:share", args=[request.store.slug, found.slug]) + address(wish))


@require_safe
@csp_update({"frame-src": [SELF]})
@seller_view
def widget(request: SellerRequest, campaign: str) -> HttpResponse:
    """The code for another site, and how it will look there."""
    found = _published(request, campaign)
    if found is None:
        return redirect("dashboard:campaign_edit", request.store.slug, campaign)
    tone = request.GET.get("nuansa", "")
    tone = tone if tone in TONES else ""
    frame = full(reverse("storefront:widget", args=[request.store.slug, found.slug]))
    frame += f"?warna={tone}" if tone else ""
    card = shown_widget(found, at=clock.now())
    context = {
        "campaign": found,
        "frame_path": frame.removeprefix(full("")),
        "frame_code": frame_code(frame, found.title),
        "button_code": button_code(card.url, _("Pesan %(title)s") % {"title": found.title}),
        "button_words": _("Pesan %(title)s") % {"title": found.title},
        "button_url": card.url,
        "tone": tone,
        "tones": (("", _("Ikut pengunjung")), (TONES[0], _("Terang")), (TONES[1], _("Gelap"))),
        "source": SOURCE,
    }
    return render(request, "dashboard/share/widget.html", context)


def frame_code(frame: str, title: str) -> str:
    """A card in a frame."""
    return (
        f'<iframe src="{escape(frame)}" title="{escape(title)}" width="100%" height="210" loading="lazy" '
        'style="border:0;max-width:480px"></iframe>'
    )


def button_code(address_: str, words: str) -> str:
    """A plain link that looks like a button, on whatever page it stands."""
    return (
        f'<a href="{escape(address_)}" target="_blank" rel="noopener" style="display:inline-block;padding:14px 22px;'
        f'background:#b3261e;color:#fff;font:700 16px/1.2 sans-serif;text-decoration:none;border-radius:4px">'
        f"{escape(words)}</a>"
    )

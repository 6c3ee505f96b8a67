"""The seller's posters, in every layout, size and tone, to look at and to keep."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from bukapo.campaigns import draft_reads
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.papers.posters.draw import KINDS
from bukapo.faces.papers.posters.kept import Wanted
from bukapo.faces.papers.posters.poster import LAYOUTS, SIZES, TONES
from bukapo.faces.storefront.shown.posters import poster_answer
from bukapo.faces.storefront.shown.sharing import shared_poster
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound


@require_safe
@seller_view
def poster(
    request: SellerRequest, campaign: str, layout: str, size: str, tone: str, kind: str
) -> HttpResponse:
    """`?unduh` as a file with a name. The browser asks each time and is told quickly that nothing changed."""
    found = draft_reads.campaign_of(request.store, campaign)
    known = layout in LAYOUTS and size in SIZES and tone in TONES and kind in KINDS
    if not found.published_at or not known:
        raise NotFound()
    told = shared_poster(found, clock.now(), language=(get_language() or "id")[:2])
    wanted = Wanted(layout, size, tone, kind)
    response = poster_answer(request, told, wanted, kept="private, no-cache")
    if "unduh" in request.GET:
        name = f"{found.slug}-{layout}-{size}-{tone}.{kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""Reviews of a store for everybody: all of them, a report against one, its card to share."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.faces.papers.posters.kept import kept_file
from bukapo.faces.papers.posters.review_card import SIZES, digest_of_card, drawn_card
from bukapo.faces.storefront.finds import campaign_at, store_at
from bukapo.faces.storefront.forms.review import ReportForm
from bukapo.faces.storefront.shown.posters import FOLDER, file_answer
from bukapo.faces.storefront.shown.review_cards import card_of
from bukapo.faces.storefront.shown.reviews import shown_review, shown_reviews
from bukapo.faces.storefront.shown.telling import base, page_telling
from bukapo.faces.storefront.views.doors import stranger_form
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER, Actor
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.stores.models import Store
from bukapo.trust.reviews.judging import report_review
from bukapo.trust.reviews.reads import Seen, review_at

MOST_PAGES = 10_000
ANYBODY = Actor(kind=BUYER, label="Pengunjung")


@require_safe
def reviews(request: HttpRequest, store: str) -> HttpResponse:
    """Every review of a store, or of one PO (`?po=`), page by page (`?hal=`)."""
    shop, slug = store_at(store), request.GET.get("po", "")[:60]
    campaign = campaign_at(shop.slug, slug) if slug else None
    title = _("Testimoni %(name)s") % {"name": campaign.title if campaign else shop.name}
    address = base() + reverse("storefront:reviews", args=[shop.slug])
    words = _("Ditulis pembeli yang sudah menerima barangnya.")
    context = {
        "shop": shop,
        "campaign": campaign,
        "reviews": shown_reviews(shop, campaign, number=_page(request.GET.get("hal", ""))),
        "title": title,
        "telling": page_telling(shop, title=title, text=words, address=address),
        "keep": f"?po={campaign.slug}&" if campaign else "?",
        "news": _("Laporan terkirim. Terima kasih, kami periksa.") if "lapor" in request.GET else "",
        "now": clock.now(),
    }
    return render(request, "storefront/reviews.html", context)


def _page(typed: str) -> int:
    """A page's number; the first for whatever is none."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 5 else 1
    return min(max(1, number), MOST_PAGES)


def _seen(store: str, review: int) -> tuple[Store, Seen]:
    shop = store_at(store)
    found = review_at(shop, review) if review < 2**63 else None
    if found is None:
        raise NotFound()
    return shop, found


@stranger_form("report review", most=10, seconds=3600)
def report(request: HttpRequest, store: str, review: int) -> HttpResponseBase:
    """Anybody says why a review may not stand; nothing changes until the operator has looked."""
    shop, found = _seen(store, review)
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                said = form.cleaned_data
                report_review(
                    store_id=shop.pk, review_id=review, reason=said["reason"], note=said["note"],
                    actor=ANYBODY, at=clock.now(),
                )  # fmt: skip
                return _back(reverse("storefront:reviews", args=[shop.slug]) + "?lapor")
            except Refusal as refusal:
                form.add_error(None, sentence(refusal))
                status = refusal.http_status
    context = {"shop": shop, "review": shown_review(found), "form": form, "now": clock.now()}
    response = render(request, "storefront/review_report.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _back(address: str) -> HttpResponseRedirect:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


@require_safe
def card(request: HttpRequest, store: str, review: int, size: str) -> HttpResponse:
    """A review as a picture to share; none of what is hidden."""
    shop, found = _seen(store, review)
    if size not in SIZES:
        raise NotFound()
    card_ = card_of(shop, found)
    name = digest_of_card(card_, size)
    folder = settings.MEDIA_ROOT / FOLDER
    return file_answer(
        request, name, "image/png", lambda: kept_file(folder, f"{name}.png", lambda: drawn_card(card_, size))
    )

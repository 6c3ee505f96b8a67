"""Partners of the store with their numbers, one partner, and the report to download."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bukapo.campaigns.models import FriendReward, Partner
from bukapo.campaigns.partners.writes import make_partner, partner_of
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.downloads import download
from bukapo.faces.dashboard.partners.forms import FriendForm, PartnerForm, PayForm
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.papers.partners_file import Report, partners_csv, partners_xlsx
from bukapo.faces.ui.promised import promised_words
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.commissions.reads import (
    Numbers,
    PartnerTold,
    inviters_of_store,
    partners_of_store,
    payouts_of,
    told_of,
)

MOST_BARS, LABEL = 6, 9
"""Bars, and letters under one: what a phone can show."""


@dataclass(frozen=True)
class Line:
    """A partner in the list."""

    told: PartnerTold
    words: str


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def partners(request: SellerRequest) -> HttpResponse:
    """The list with a chart, and the form for a new one."""
    form = PartnerForm(request.POST if request.method == "POST" else None, store=request.store)
    if form.is_bound and form.is_valid():
        try:
            made = make_partner(
                store_id=request.store.pk, terms=form.terms(), campaign_id=form.campaign_id,
                actor=request.actor, at=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            refuse(form, refusal, field="percent" if refusal.params.get("field") == "rate" else "")
        else:
            messages.success(request, _("Mitra %(code)s sudah aktif.") % {"code": made.code})
            return redirect("dashboard:partner", request.store.slug, made.partner_id)
    return show_partners(request, form, FriendForm(store=request.store))


def show_partners(request: SellerRequest, form: PartnerForm, friends: FriendForm) -> HttpResponse:
    """The page with both its forms."""
    told = partners_of_store(store_id=request.store.pk)
    busy = sorted((one for one in told if one.total.all_orders), key=lambda one: -one.total.orders)
    rewards = FriendReward.objects.of(request.store).filter(reward__gt=0).select_related("campaign")
    context = {
        "form": form,
        "friends": friends,
        "lines": [Line(one, promised_words(one.partner)) for one in told],
        "total": sum((one.total for one in told), Numbers()),
        "bars": [(_short(one.partner.code), one.total.orders) for one in busy[:MOST_BARS]],
        "rewards": rewards.order_by("-pk"),
        "invited": inviters_of_store(store_id=request.store.pk),
        "now": clock.now(),
    }
    wrong = form.errors or friends.errors
    return render(request, "dashboard/partners/partners.html", context, status=422 if wrong else 200)


def _short(code: str) -> str:
    return code if len(code) <= LABEL else f"{code[: LABEL - 1]}…"


@seller_view
def partner(request: SellerRequest, partner: int) -> HttpResponse:
    """One partner: links to hand out, numbers per PO, what may be paid and what was."""
    return show_partner(request, partner)


def show_partner(request: SellerRequest, partner_id: int, form: PayForm | None = None) -> HttpResponse:
    """The page; a refused form comes in its place."""
    row = partner_of(request.store.pk, partner_id)
    (told,) = told_of(request.store.pk, [row])
    host = settings.BASE_URL.rstrip("/")
    own = reverse("storefront:partner", args=[row.secret]) if row.secret else ""
    context = {
        "told": told,
        "partner": row,
        "words": promised_words(row),
        "link": link_of(row),
        "own": f"{host}{own}" if own else "",
        "vouchers": row.vouchers.all(),
        "payouts": payouts_of(store_id=request.store.pk, partner_id=row.pk),
        "form": form or PayForm(store=request.store, amount=max(0, told.total.payable)),
        "now": clock.now(),
    }
    status = 422 if form and form.errors else 200
    return render(request, "dashboard/partners/partner.html", context, status=status)


def link_of(row: Partner) -> str:
    """What a partner shares: the PO's page, or the store's, with the code."""
    slug = row.store.slug
    path = (
        reverse("storefront:campaign", args=[slug, row.campaign.slug])
        if row.campaign
        else reverse("storefront:store", args=[slug])
    )
    return f"{settings.BASE_URL.rstrip('/')}{path}?{urlencode({'dari': row.code})}"


@require_safe
@seller_view
def partners_file(request: SellerRequest, kind: str) -> FileResponse:
    """Every partner and PO, a row each: XLSX, or CSV as an Indonesian Excel opens it."""
    if kind not in ("csv", "xlsx"):
        raise NotFound()
    told = partners_of_store(store_id=request.store.pk)
    report = Report(request.store, told, clock.now(), (get_language() or "id")[:2])
    write = partners_xlsx if kind == "xlsx" else partners_csv
    return download(request, lambda out: write(out, report), f"mitra-{request.store.slug}.{kind}")

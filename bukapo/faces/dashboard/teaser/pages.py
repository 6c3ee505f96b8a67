"""The teaser's page and its deeds."""

from collections.abc import Sequence
from secrets import choice
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bukapo.campaigns import draft_reads
from bukapo.campaigns.models import Campaign, Teaser
from bukapo.campaigns.teaser import reads, writes
from bukapo.campaigns.teaser.rules import MOST_PHOTOS, is_shown
from bukapo.campaigns.vouchers import VoucherTerms
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.catalog import pictures
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.prepare.products import photo_page
from bukapo.faces.dashboard.teaser.forms import DesignForm, TeaserForm
from bukapo.faces.dashboard.teaser.shown import result_of
from bukapo.faces.papers.teaser_file import interests_csv
from bukapo.faces.storefront.views.teaser import show_teaser
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.ids import CROCKFORD
from bukapo.kernel.refusal import NotFound, Refusal

LISTED = 10


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def teaser(request: SellerRequest, campaign: str) -> HttpResponse:
    """What it says, and once somebody has signed up what that tells. POST saves the words."""
    po, known = _found(request, campaign)
    form = TeaserForm(request.POST if request.method == "POST" else None, campaign=po, teaser=known)
    if form.is_bound and form.is_valid() and _saved(request, po, form):
        messages.success(request, _("Teaser tersimpan."))
        return redirect("dashboard:teaser", request.store.slug, po.slug)
    return _page(request, po, known, form)


def _page(
    request: SellerRequest,
    po: Campaign,
    known: Teaser | None,
    form: TeaserForm | None = None,
    design_form: DesignForm | None = None,
) -> HttpResponse:
    now = clock.now()
    designs = reads.designs_of(known) if known else []
    opened = po.state == "published" and po.opens_at is not None and po.opens_at <= now
    context = {
        "campaign": po,
        "teaser": known,
        "form": form or TeaserForm(None, campaign=po, teaser=known),
        "design_form": design_form or DesignForm(campaign=po, designs=designs),
        "designs": designs,
        "photos": reads.photos_of(known) if known else [],
        "is_over": opened or po.state not in ("draft", "published"),
        "is_shown": known is not None
        and is_shown(shown_from=known.shown_from, state=po.state, opens_at=po.opens_at, at=now),
        "result": result_of(po, known),
        "interests": reads.interests_of(po, most=LISTED),
        "now": now,
    }
    wrong = (form and form.errors) or (design_form and design_form.errors)
    return render(request, "dashboard/teaser/page.html", context, status=422 if wrong else 200)


def _saved(request: SellerRequest, po: Campaign, form: TeaserForm) -> bool:
    who: dict[str, Any] = {"actor": request.actor, "at": clock.now(), "store": request.store}
    chosen = form.cleaned_data["voucher"]
    voucher_id = int(chosen) if chosen else None
    try:
        if percent := form.cleaned_data["percent"]:
            code = "AWAL" + "".join(choice(CROCKFORD) for _n in range(6))
            terms = VoucherTerms(code=code, bp=percent * 100, buyer_cap=1)
            made = make_voucher(**who, terms=terms, campaign_id=po.pk)
            voucher_id = getattr(made, "voucher_id", None)
        writes.save_teaser(**who, campaign_id=po.pk, plan=form.plan(voucher_id))
    except Refusal as refusal:
        refuse(form, refusal)
        return False
    return True


@require_POST
@seller_view
def teaser_show(request: SellerRequest, campaign: str) -> HttpResponse:
    """One tap: shown, or hidden again (`apa=sembunyi`)."""
    po, _known = _found(request, campaign)
    hide = request.POST.get("apa") == "sembunyi"
    verb = writes.hide_teaser if hide else writes.show_teaser
    try:
        verb(actor=request.actor, at=clock.now(), store=request.store, campaign_id=po.pk)
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(
            request, _("Teaser disembunyikan.") if hide else _("Teaser tampil di alamat PO ini.")
        )
    return redirect("dashboard:teaser", request.store.slug, po.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def teaser_photos(request: SellerRequest, campaign: str) -> HttpResponse:
    """Its sneak peeks."""
    po, known = _found(request, campaign)
    if known is None:
        return redirect("dashboard:teaser", request.store.slug, po.slug)

    def arrange(photo_ids: Sequence[int]) -> None:
        writes.arrange_teaser_photos(
            actor=request.actor,
            at=clock.now(),
            store=request.store,
            campaign_id=po.pk,
            photo_ids=photo_ids[:MOST_PHOTOS],
        )

    page = {"title": po.title, "of": po, "back": "teaser"}
    return photo_page(
        request, place=pictures.CAMPAIGN, shown=reads.photos_of(known), arrange=arrange, page=page
    )


@require_POST
@seller_view
def teaser_design(request: SellerRequest, campaign: str) -> HttpResponse:
    """One more to vote for, or (`buang=<id>`) one less."""
    po, known = _found(request, campaign)
    if known is None:
        return redirect("dashboard:teaser", request.store.slug, po.slug)
    who: dict[str, Any] = {"actor": request.actor, "at": clock.now(), "store": request.store}
    who["campaign_id"] = po.pk
    gone = request.POST.get("buang", "")
    if gone:
        if not (gone.isascii() and gone.isdigit() and len(gone) < 12):
            raise NotFound()
        writes.drop_design(**who, design_id=int(gone))
        return redirect("dashboard:teaser", request.store.slug, po.slug)
    form = DesignForm(request.POST, request.FILES, campaign=po, designs=reads.designs_of(known))
    if form.is_valid() and _designed(request, form, who):
        return redirect("dashboard:teaser", request.store.slug, po.slug)
    return _page(request, po, known, design_form=form)


def _designed(request: SellerRequest, form: DesignForm, who: dict[str, Any]) -> bool:
    data, photo = form.cleaned_data, None
    product = int(data["product"]) if data["product"] else None
    try:
        if data["photo"]:
            photo = pictures.keep_picture(request.store, data["photo"], pictures.CAMPAIGN, alt=data["name"])
        writes.add_design(
            **who,
            name=data["name"],
            product_id=product,
            photo_id=photo.pk if photo else None,
        )
    except Refusal as refusal:
        if photo is not None:
            pictures.forget_picture(photo)
        refuse(form, refusal, field="photo")
        return False
    return True


@require_safe
@seller_view
def teaser_preview(request: SellerRequest, campaign: str) -> HttpResponse:
    """Exactly what visitors see, shown or not."""
    po, known = _found(request, campaign)
    if known is None:
        return redirect("dashboard:teaser", request.store.slug, po.slug)
    return show_teaser(request, po, known, clock.now(), preview=True)


@require_safe
@seller_view
def teaser_file(request: SellerRequest, campaign: str) -> HttpResponse:
    """Who signed up, for a spreadsheet: personal data, for the store alone."""
    po, _known = _found(request, campaign)
    response = HttpResponse(
        interests_csv(reads.interests_of(po, most=100_000), zone=request.store.zone),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="pendaftar-{po.slug}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@seller_view
def teaser_renew(request: SellerRequest, campaign: str) -> HttpResponse:
    """Links of early access that got about are void; everybody's own page gives the new one."""
    po, _known = _found(request, campaign)
    try:
        writes.renew_early_code(actor=request.actor, at=clock.now(), store=request.store, campaign_id=po.pk)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Tautan buka awal yang lama tidak berlaku lagi."))
    return redirect("dashboard:teaser", request.store.slug, po.slug)


def _found(request: SellerRequest, slug: str) -> tuple[Campaign, Teaser | None]:
    po = draft_reads.campaign_of(request.store, slug)
    po.store = request.store
    return po, reads.teaser_of(po)

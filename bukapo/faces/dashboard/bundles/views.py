"""The packages of a PO: the list with what was sold, the form, the buttons."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bukapo.campaigns import draft_reads
from bukapo.campaigns.bundles.reads import bundle_of, packages_of
from bukapo.campaigns.bundles.rules import BundleDraft
from bukapo.campaigns.bundles.writes import remove_bundle, save_bundle, switch_bundle
from bukapo.campaigns.models import Bundle, Campaign
from bukapo.catalog.imaging import PictureRefused
from bukapo.catalog.pictures import CAMPAIGN, keep_picture
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.bundles.forms import BundleForm
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.bundles.reads import sold_bundles


@require_safe
@seller_view
def bundles(request: SellerRequest, campaign: str) -> HttpResponse:
    """What the PO sells as packages."""
    row = draft_reads.campaign_of(request.store, campaign)
    sold = {one.id: one for one in sold_bundles(row)}
    context = {
        "campaign": row,
        "rows": [(package, sold.get(package.row.pk)) for package in packages_of(row)],
    }
    return render(request, "dashboard/bundles/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def bundle_new(request: SellerRequest, campaign: str) -> HttpResponse:
    return _form_page(request, draft_reads.campaign_of(request.store, campaign), None)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def bundle_edit(request: SellerRequest, campaign: str, bundle: int) -> HttpResponse:
    row = draft_reads.campaign_of(request.store, campaign)
    return _form_page(request, row, bundle_of(row, bundle))


def _form_page(request: SellerRequest, row: Campaign, bundle: Bundle | None) -> HttpResponse:
    """Once the PO is open its packages are promised: there is only the list."""
    if row.state != "draft" and request.method != "POST":
        return redirect("dashboard:bundles", request.store.slug, row.slug)
    variants: dict[int, list[list[str]]] = defaultdict(list)
    for variant in draft_reads.variants_on_offer(row):
        variants[variant.product_id].append(variant.values)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = BundleForm(*sent, items=draft_reads.items_of(row), variants=variants, bundle=bundle)
    if form.is_bound and form.is_valid() and _saved(request, row, form, bundle):
        messages.success(request, _("Paket tersimpan."))
        return redirect("dashboard:bundles", request.store.slug, row.slug)
    context = {"campaign": row, "form": form, "bundle": bundle}
    status = 422 if form.errors else 200
    return render(request, "dashboard/bundles/form.html", context, status=status)


def _saved(request: SellerRequest, row: Campaign, form: BundleForm, bundle: Bundle | None) -> bool:
    try:
        save_bundle(
            actor=request.actor,
            at=clock.now(),
            store=request.store,
            campaign_id=row.pk,
            draft=_draft(request, form, bundle),
            bundle_id=bundle.pk if bundle else None,
        )
    except Refusal as refusal:
        refuse(form, refusal, field="photo" if isinstance(refusal, PictureRefused) else "slot_0")
        return False
    return True


def _draft(request: SellerRequest, form: BundleForm, bundle: Bundle | None) -> BundleDraft:
    upload = form.cleaned_data["photo"]
    if not upload:
        return form.draft(bundle.photo_id if bundle else None)
    form.draft(None).checked()  # nothing is kept of what would be refused anyway
    return form.draft(keep_picture(request.store, upload, CAMPAIGN, alt=form.cleaned_data["name"]).pk)


@require_POST
@seller_view
def bundle_remove(request: SellerRequest, campaign: str, bundle: int) -> HttpResponse:
    row = draft_reads.campaign_of(request.store, campaign)
    try:
        remove_bundle(
            actor=request.actor, at=clock.now(), store=request.store, campaign_id=row.pk, bundle_id=bundle
        )
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Paket dihapus."))
    return redirect("dashboard:bundles", request.store.slug, row.slug)


@require_POST
@seller_view
def bundle_switch(request: SellerRequest, campaign: str, bundle: int) -> HttpResponse:
    """POST `jual` = ya or tidak."""
    row = draft_reads.campaign_of(request.store, campaign)
    offered = request.POST.get("jual") == "ya"
    try:
        switch_bundle(
            actor=request.actor,
            at=clock.now(),
            store=request.store,
            campaign_id=row.pk,
            bundle_id=bundle,
            offered=offered,
        )
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Paket dijual lagi.") if offered else _("Paket tidak dijual lagi."))
    return redirect("dashboard:bundles", request.store.slug, row.slug)

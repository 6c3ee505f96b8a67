"""A workshop is written down, changed, put to rest, brought back; its link is given anew."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.workshops.forms import WorkshopForm
from bukapo.faces.dashboard.workshops.pages import found
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.production.models import Workshop
from bukapo.production.workshops.directory import (
    NothingNew,
    add_workshop,
    archive_workshop,
    bring_back_workshop,
    change_workshop,
)
from bukapo.production.writes.workshop_links import renew_workshop_link


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def add(request: SellerRequest) -> HttpResponse:
    """`?nama=` is a name that stands on work orders already."""
    if request.method != "POST":
        return _page(request, WorkshopForm(initial={"name": request.GET.get("nama", "")[:80]}))
    form = WorkshopForm(request.POST)
    if form.is_valid():
        try:
            made = add_workshop(details=form.details, **_who(request))
        except Refusal as refusal:
            refuse(form, refusal, field="name")
        else:
            messages.success(request, _("Konveksi tersimpan."))
            return redirect("dashboard:workshop", request.store.slug, made.workshop_id)
    return _page(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def change(request: SellerRequest, workshop: int) -> HttpResponse:
    """Everything that is typed of it."""
    row = found(request, workshop)
    if request.method != "POST":
        return _page(request, WorkshopForm(initial=WorkshopForm.of(row)), row)
    form = WorkshopForm(request.POST)
    if form.is_valid():
        try:
            change_workshop(workshop_id=row.pk, details=form.details, **_who(request))
        except NothingNew as refusal:
            messages.info(request, sentence(refusal))
            return redirect("dashboard:workshop", request.store.slug, row.pk)
        except Refusal as refusal:
            refuse(form, refusal, field="name")
        else:
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("dashboard:workshop", request.store.slug, row.pk)
    return _page(request, form, row, status=422)


@require_POST
@seller_view
def archive(request: SellerRequest, workshop: int) -> HttpResponse:
    """Not offered any more."""
    return _deed(request, workshop, archive_workshop, _("Konveksi masuk arsip. Catatannya tetap ada."))


@require_POST
@seller_view
def bring_back(request: SellerRequest, workshop: int) -> HttpResponse:
    """Offered again."""
    return _deed(request, workshop, bring_back_workshop, _("Konveksi kembali ke daftar."))


@require_POST
@seller_view
def renew(request: SellerRequest, workshop: int) -> HttpResponse:
    """The link to all of its work."""
    return _deed(request, workshop, renew_workshop_link, _("Tautan semua SPK konveksi ini sudah diganti."))


def _deed(request: SellerRequest, workshop: int, verb: Any, done: str) -> HttpResponse:
    row = found(request, workshop)
    try:
        verb(workshop_id=row.pk, **_who(request))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, done)
    return redirect("dashboard:workshop", request.store.slug, row.pk)


def _who(request: SellerRequest) -> dict[str, Any]:
    return {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}


def _page(
    request: SellerRequest, form: WorkshopForm, row: Workshop | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "dashboard/workshops/form.html", {"form": form, "row": row}, status=status)

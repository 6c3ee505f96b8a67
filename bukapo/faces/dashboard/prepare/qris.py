"""The store's QRIS: read the sticker, look at what it says, put it to use."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.faces.dashboard.access import SellerRequest, owner_view
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.prepare.forms.qris import LandingForm, StickerForm
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.qr import qr_svg
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.payments.qris.code import Qris, read_static
from bukapo.payments.sticker import set_static_qris, stop_static_qris
from bukapo.payments.sticker_picture import read_sticker
from bukapo.stores.reads import bank_accounts, static_qris


@require_http_methods(["GET", "HEAD", "POST"])
@owner_view
def store_qris(request: SellerRequest) -> HttpResponse:
    """The QRIS in use and the form for another; POST reads it and shows what it says. Nothing is kept yet."""
    if request.method != "POST":
        return _page(request, StickerForm())
    count_try("qris", str(request.user.pk), most=60, seconds=3600)
    form = StickerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    photo = form.cleaned_data["photo"]
    try:
        code = read_sticker(photo.read()) if photo else read_static(form.cleaned_data["text"])
    except Refusal as refusal:
        refuse(form, refusal, field="photo" if photo else "text")
        return _page(request, form, status=422)
    return _look(
        request, code, LandingForm(accounts=bank_accounts(request.store), initial=_first(request, code))
    )


@require_POST
@owner_view
def store_qris_use(request: SellerRequest) -> HttpResponse:
    """The seller has seen the name and says where the money lands."""
    form = LandingForm(request.POST, accounts=bank_accounts(request.store))
    try:
        code = read_static(request.POST.get("text", "")[:2_000])
    except Refusal as refusal:
        again = StickerForm({"text": request.POST.get("text", "")[:1_000]})
        again.is_valid()
        refuse(again, refusal, field="text")
        return _page(request, again, status=422)
    if not form.is_valid():
        return _look(request, code, form, status=422)
    try:
        set_static_qris(
            actor=request.actor,
            at=clock.now(),
            store=request.store,
            text=code.text,
            bank_account_id=form.cleaned_data["bank_account"],
        )
    except Refusal as refusal:
        refuse(form, refusal, field="bank_account")
        return _look(request, code, form, status=422)
    messages.success(request, _("QRIS dipakai. Pembeli sekarang bisa bayar dengan memindai kode."))
    return redirect("dashboard:store_qris", request.store.slug)


@require_POST
@owner_view
def store_qris_stop(request: SellerRequest) -> HttpResponse:
    try:
        stop_static_qris(actor=request.actor, at=clock.now(), store=request.store)
    except NotFound:  # stopped already: a form sent twice
        return redirect("dashboard:store_qris", request.store.slug)
    messages.success(request, _("QRIS dihentikan. Pembeli hanya ditawari transfer."))
    return redirect("dashboard:store_qris", request.store.slug)


def _first(request: SellerRequest, code: Qris) -> dict[str, Any]:
    accounts = bank_accounts(request.store)
    return {"text": code.text, "bank_account": accounts[0].pk if len(accounts) == 1 else None}


def _page(request: SellerRequest, form: StickerForm, status: int = 200) -> HttpResponse:
    used = static_qris(request.store.pk)
    context = {"form": form, "used": used, "drawn": qr_svg(used.payload, _("QRIS toko")) if used else ""}
    return render(request, "dashboard/prepare/qris.html", context, status=status)


def _look(request: SellerRequest, code: Qris, form: LandingForm, status: int = 200) -> HttpResponse:
    context = {"code": code, "form": form}
    return render(request, "dashboard/prepare/qris_check.html", context, status=status)

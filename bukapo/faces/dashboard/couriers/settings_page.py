"""Settings of courier services: enter keys, say where parcels come from, try them, switch off."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.faces.dashboard.access import SellerRequest, owner_view
from bukapo.faces.dashboard.couriers.forms import ServiceForm
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.shipping.couriers.reads import ServiceTold, services_told
from bukapo.shipping.couriers.trying import try_courier
from bukapo.shipping.couriers.writes import save_courier, switch_courier_off

PAGE = "dashboard/couriers/couriers.html"
RENAMED = {"from_city": "city", "from_postal_code": "postal_code"}


@require_safe
@owner_view
def couriers(request: SellerRequest) -> HttpResponse:
    """Every courier service of this installation and how it stands."""
    return _page(request)


def _page(request: SellerRequest, status: int = 200, **bound: Any) -> HttpResponse:
    cards = [_card(request, told, bound.get(told.name)) for told in services_told(store_id=request.store.pk)]
    return render(request, PAGE, {"cards": cards, "now": clock.now()}, status=status)


def _card(request: SellerRequest, told: ServiceTold, form: ServiceForm | None) -> dict[str, Any]:
    hook = reverse("hooks:courier", args=[told.account.token]) if told.account else ""
    return {
        "told": told,
        "form": form or ServiceForm(told, request.store),
        "hook": f"{settings.BASE_URL}{hook}" if hook else "",
        "opened": form is not None,
    }


@require_POST
@owner_view
def courier_save(request: SellerRequest, service: str) -> HttpResponse:
    """Save the keys, then try them at once and say what the service said."""
    told = next((one for one in services_told(store_id=request.store.pk) if one.name == service), None)
    if told is None:
        raise NotFound()
    form = ServiceForm(told, request.store, request.POST)
    if not form.is_valid():
        return _page(request, 422, **{service: form})
    try:
        event = save_courier(
            store_id=request.store.pk, service=service, mode=form.cleaned_data["mode"], keys=form.keys(),
            couriers=form.cleaned_data["couriers"], origin=form.origin(), actor=request.actor, at=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        field = str(refusal.params.get("field", ""))
        refuse(form, refusal, field=RENAMED.get(field, ""))
        return _page(request, 422, **{service: form})
    return _tried(request, event.account_id)


@require_POST
@owner_view
def courier_check(request: SellerRequest, account: int) -> HttpResponse:
    """Do the keys still open the door?"""
    return _tried(request, account)


def _tried(request: SellerRequest, account_id: int) -> HttpResponse:
    count_try("courier check", str(request.store.pk), most=30, seconds=3600)
    who: dict[str, Any] = {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}
    trouble = try_courier(**who, account_id=account_id)
    if trouble:
        messages.error(request, _("Belum tersambung: %(words)s") % {"words": _(trouble)})
    else:
        messages.success(request, _("Tersambung. Kuncinya benar."))
    return redirect("dashboard:couriers", request.store.slug)


@require_POST
@owner_view
def courier_off(request: SellerRequest, account: int) -> HttpResponse:
    """Nothing new is booked there."""
    try:
        switch_courier_off(store_id=request.store.pk, account_id=account, actor=request.actor, at=clock.now())
    except WrongState as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Dimatikan. Paket yang sudah jalan tetap dipantau."))
    return redirect("dashboard:couriers", request.store.slug)

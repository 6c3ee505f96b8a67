"""Settings of the gateways: enter keys, try them, choose ways to pay, switch off, and note what was paid out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.faces.dashboard.access import SellerRequest, owner_view
from bukapo.faces.dashboard.gateways.forms import KeysForm, PayoutForm
from bukapo.faces.dashboard.orders.forms import banks_of
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.machine import WrongState
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.gateways.doubts import doubts_of_store
from bukapo.payments.gateways.reads import GatewayTold, gateways_of_store, payouts_of_store
from bukapo.payments.gateways.trying import try_gateway
from bukapo.payments.gateways.writes import record_payout, save_gateway, switch_gateway_off

PAGE = "dashboard/gateways/gateways.html"


@require_safe
@owner_view
def gateways(request: SellerRequest) -> HttpResponse:
    """Every gateway of this installation and how it stands."""
    return _page(request)


def _page(request: SellerRequest, status: int = 200, **bound: Any) -> HttpResponse:
    banks = banks_of(request.store)
    told = gateways_of_store(store_id=request.store.pk)
    context = {
        "cards": [_card(request, one, banks, bound) for one in told],
        "payouts": payouts_of_store(store_id=request.store.pk),
        "doubts": doubts_of_store(store_id=request.store.pk),
        "now": clock.now(),
    }
    return render(request, PAGE, context, status=status)


def _card(
    request: SellerRequest, told: GatewayTold, banks: list[tuple[str, str]], bound: dict[str, Any]
) -> dict[str, Any]:
    account = told.account
    hook = reverse("hooks:notice", args=[told.name, account.token]) if account else ""
    payout = PayoutForm(
        prefix=f"cair-{told.name}", banks=banks, initial={"seen": account.version if account else None}
    )
    return {
        "told": told,
        "form": bound.get(f"keys-{told.name}") or KeysForm(told),
        "payout": bound.get(f"payout-{told.name}") or payout,
        "hook": f"{settings.BASE_URL}{hook}" if hook else "",
        "opened": f"keys-{told.name}" in bound,
        "paying_out": f"payout-{told.name}" in bound,
    }


def _told(request: SellerRequest, name: str) -> GatewayTold:
    found = [one for one in gateways_of_store(store_id=request.store.pk) if one.name == name]
    if not found:
        raise NotFound()
    return found[0]


@require_POST
@owner_view
def gateway_save(request: SellerRequest, gateway: str) -> HttpResponse:
    """Save the keys, then try them at once and say what the gateway said."""
    told = _told(request, gateway)
    form = KeysForm(told, request.POST)
    if not form.is_valid():
        return _page(request, 422, **{f"keys-{gateway}": form})
    try:
        event = save_gateway(
            store_id=request.store.pk, gateway=gateway, mode=form.cleaned_data["mode"], keys=form.keys(),
            methods=form.cleaned_data["methods"], actor=request.actor, at=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(request, 422, **{f"keys-{gateway}": form})
    return _tried(request, event.account_id)


@require_POST
@owner_view
def gateway_check(request: SellerRequest, account: int) -> HttpResponse:
    return _tried(request, account)


def _tried(request: SellerRequest, account_id: int) -> HttpResponse:
    count_try("gateway check", str(request.store.pk), most=30, seconds=3600)
    trouble = try_gateway(
        store_id=request.store.pk, account_id=account_id, actor=request.actor, at=clock.now()
    )
    if trouble:
        messages.error(request, _("Belum tersambung: %(words)s") % {"words": _(trouble)})
    else:
        messages.success(request, _("Tersambung. Kuncinya benar."))
    return redirect("dashboard:gateways", request.store.slug)


@require_POST
@owner_view
def gateway_off(request: SellerRequest, account: int) -> HttpResponse:
    """Buyers are not offered it any more."""
    try:
        switch_gateway_off(store_id=request.store.pk, account_id=account, actor=request.actor, at=clock.now())
    except WrongState as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Dimatikan. Pembayaran yang sudah berjalan tetap diproses."))
    return redirect("dashboard:gateways", request.store.slug)


@require_POST
@owner_view
def gateway_payout(request: SellerRequest, gateway: str) -> HttpResponse:
    """The gateway sent money to the bank."""
    told = _told(request, gateway)
    if told.account is None:
        raise NotFound()
    form = PayoutForm(request.POST, prefix=f"cair-{gateway}", banks=banks_of(request.store, all_of_them=True))
    if form.is_valid():
        data = form.cleaned_data
        try:
            event = record_payout(
                store_id=request.store.pk, account_id=told.account.id, amount=data["amount"], fee=data["fee"] or 0,
                bank_account_id=int(data["bank"]), note=data["note"], actor=request.actor, at=clock.now(),
                seen=data["seen"],
            )  # fmt: skip
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request, _("%(amount)s dicatat masuk ke rekening.") % {"amount": rupiah(event.amount)}
            )
            return redirect("dashboard:gateways", request.store.slug)
    return _page(request, 422, **{f"payout-{gateway}": form})

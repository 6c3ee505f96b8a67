"""The seller checks goods that arrived, counts back in what was put right, and says what defects cost."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.ui.fields import RupiahField
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.workshop.checking import CheckForm, ReturnForm, save_check
from bukapo.journal import clock
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.production.models import WorkOrder
from bukapo.production.quality.reads import Quality, quality_of
from bukapo.production.quality.returns import MOST_COST, price_defect, take_back, withdraw_inspection
from bukapo.production.quality.rules import ARRIVAL, BEARERS


class PriceForm(forms.Form):
    cost = RupiahField(
        label=gettext_lazy("Ongkosnya"),
        max_value=MOST_COST,
        error_messages={"required": gettext_lazy("Isi ongkosnya, 0 kalau tidak ada.")},
    )
    bearer = forms.ChoiceField(
        label=gettext_lazy("Ditanggung"),
        choices=[(key, gettext_lazy(words)) for key, words in BEARERS.items()],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def checks(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """How the pieces of a work order stand, and a check of what arrived."""
    po, order, quality = _found(request, campaign, number)
    if request.method != "POST":
        return _page(request, po, order, quality, CheckForm(quality, quality.stages))
    form = CheckForm(quality, quality.stages, request.POST, request.FILES)
    if not form.is_bound:  # a button asked for another row, or for all pieces
        return _page(request, po, order, quality, form)
    by = {**_by(request), "work_order_id": order.pk}
    if form.is_valid() and save_check(form, request.store, ARRIVAL, by):
        messages.success(request, _("Pemeriksaan tercatat."))
        return redirect("dashboard:work_order_checks", request.store.slug, po.slug, number)
    return _page(request, po, order, quality, form, status=422)


@require_POST
@seller_view
def check_return(request: SellerRequest, campaign: str, number: str, defect: int) -> HttpResponse:
    """Pieces of a defect came back."""
    po, order, quality = _found(request, campaign, number)
    if defect not in {one.id for one in quality.out}:
        raise NotFound()
    form = ReturnForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            take_back(
                **_by(request), defect_id=defect, passed=data["passed"] or 0, scrapped=data["scrapped"] or 0
            )
        except Refusal as refusal:
            form.add_error("passed", sentence(refusal))
        else:
            messages.success(request, _("Yang kembali tercatat."))
            return redirect("dashboard:work_order_checks", request.store.slug, po.slug, number)
    blank = CheckForm(quality, quality.stages)
    return _page(request, po, order, quality, blank, {defect: form}, status=422)


@require_POST
@seller_view
def check_price(request: SellerRequest, campaign: str, number: str, defect: int) -> HttpResponse:
    """What a defect costs and who bears it."""
    po, order, quality = _found(request, campaign, number)
    if defect not in {one.id for check in quality.inspections for one in check.defects}:
        raise NotFound()
    form = PriceForm(request.POST)
    if form.is_valid():
        try:
            price_defect(**_by(request), defect_id=defect, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("cost", sentence(refusal))
        else:
            messages.success(request, _("Ongkos tercatat."))
            return redirect("dashboard:work_order_checks", request.store.slug, po.slug, number)
    blank = CheckForm(quality, quality.stages)
    return _page(request, po, order, quality, blank, prices={defect: form}, status=422)


@require_POST
@seller_view
def check_withdraw(request: SellerRequest, campaign: str, number: str, inspection: int) -> HttpResponse:
    """A check was written down wrongly."""
    po, _order, quality = _found(request, campaign, number)
    if inspection not in {one.id for one in quality.inspections}:
        raise NotFound()
    reason = request.POST.get("reason", "")
    try:
        withdraw_inspection(**_by(request), inspection_id=inspection, reason=reason)
    except WrongState:
        pass  # a second tap
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Pemeriksaan dibatalkan."))
    return redirect("dashboard:work_order_checks", request.store.slug, po.slug, number)


def _found(request: SellerRequest, campaign: str, number: str) -> tuple[Campaign, WorkOrder, Quality]:
    po = campaign_at(request.store, campaign)
    order = WorkOrder.objects.of(request.store).filter(campaign=po, number=number).first()
    if order is None:
        raise NotFound()
    return po, order, quality_of(request.store.pk, order.pk, ARRIVAL)


def _page(
    request: SellerRequest,
    po: Campaign,
    order: WorkOrder,
    quality: Quality,
    form: CheckForm,
    returns: dict[int, ReturnForm] | None = None,
    prices: dict[int, PriceForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "campaign": po,
        "order": order,
        "quality": quality,
        "form": form,
        "open": order.state in ("working", "done"),
        "out": [
            (one, (returns or {}).get(one.id) or ReturnForm(auto_id=f"kembali{one.id}_%s"))
            for one in quality.out
        ],
        "history": [
            (check, [(one, (prices or {}).get(one.id) or _price_form(one)) for one in check.defects])
            for check in quality.inspections
        ],
        "wrong_price": next(iter(prices or {}), None),
    }
    return render(request, "dashboard/make/checks.html", context, status=status)


def _price_form(one: Any) -> PriceForm:
    told = {"cost": one.cost if one.bearer else None, "bearer": one.bearer or "workshop"}
    return PriceForm(initial=told, auto_id=f"ongkos{one.id}_%s")


def _by(request: SellerRequest) -> dict[str, Any]:
    return {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}

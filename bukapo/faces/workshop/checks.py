"""The workshop checks its goods: what passed, what goes back, what came back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.faces.ui.middleware import sentence
from bukapo.faces.workshop.access import workshop_view
from bukapo.faces.workshop.checking import CheckForm, ReturnForm, save_check
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.production.quality.reads import Quality, quality_of
from bukapo.production.quality.returns import take_back, withdraw_inspection
from bukapo.production.quality.rules import place_of_quality
from bukapo.production.reads import ToldWorkOrder
from bukapo.stores.models import Store

Returned = tuple[int, ReturnForm]
"""The defect whose form was sent, and that form."""


@require_http_methods(["GET", "HEAD", "POST"])
@workshop_view
def checks(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """How the pieces stand, and a new check."""
    quality = _quality(told)
    if request.method != "POST":
        return _page(request, told, secret, quality, CheckForm(quality, _stages(told, quality)))
    form = CheckForm(quality, _stages(told, quality), request.POST, request.FILES)
    if not form.is_bound:  # a button asked for another row, or for all pieces
        return _page(request, told, secret, quality, form)
    store = Store.objects.get(pk=told.store_id)
    by = {**_by(told), "work_order_id": told.id}
    if form.is_valid() and save_check(form, store, _place(told), by):
        messages.success(request, _("Pemeriksaan tercatat."))
        return redirect("workshop:checks", secret)
    return _page(request, told, secret, quality, form, status=422)


@require_POST
@workshop_view
def check_return(request: HttpRequest, told: ToldWorkOrder, secret: str, defect: int) -> HttpResponse:
    """Pieces of a defect came back."""
    quality = _quality(told)
    if defect not in {one.id for one in _own(told, quality)}:
        raise NotFound()
    form = ReturnForm(request.POST)
    if form.is_valid() and _taken_back(form, told, defect):
        messages.success(request, _("Yang kembali tercatat."))
        return redirect("workshop:checks", secret)
    shown = CheckForm(quality, _stages(told, quality))
    return _page(request, told, secret, quality, shown, (defect, form), status=422)


@require_POST
@workshop_view
def check_withdraw(request: HttpRequest, told: ToldWorkOrder, secret: str, inspection: int) -> HttpResponse:
    """A check was written down wrongly."""
    own = {one.id for one in _quality(told).inspections if one.place}
    if inspection not in own:
        raise NotFound()
    try:
        withdraw_inspection(**_by(told), inspection_id=inspection, reason=request.POST.get("reason", ""))
    except WrongState:
        pass  # a second tap
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Pemeriksaan dibatalkan."))
    return redirect("workshop:checks", secret)


def _taken_back(form: ReturnForm, told: ToldWorkOrder, defect: int) -> bool:
    data = form.cleaned_data
    try:
        take_back(**_by(told), defect_id=defect, passed=data["passed"] or 0, scrapped=data["scrapped"] or 0)
    except Refusal as refusal:
        form.add_error("passed", sentence(refusal))
        return False
    return True


def _page(
    request: HttpRequest,
    told: ToldWorkOrder,
    secret: str,
    quality: Quality,
    form: CheckForm,
    returned: Returned | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "told": told,
        "secret": secret,
        "quality": quality,
        "form": form,
        "stage": told.stages[_place(told)].name,
        "working": told.state == "working",
        "out": [(one, _form_of(one.id, returned)) for one in _own(told, quality)],
        "history": [one for one in quality.inspections if one.place],
        "arrivals": [one for one in quality.inspections if not one.place and one.state != "withdrawn"],
    }
    return render(request, "workshop/checks.html", context, status=status)


def _form_of(defect: int, returned: Returned | None) -> ReturnForm:
    if returned and returned[0] == defect:
        return returned[1]
    return ReturnForm(auto_id=f"kembali{defect}_%s")


def _own(told: ToldWorkOrder, quality: Quality) -> list[Any]:
    """Defects the workshop found itself and has not put right: what the store found, the store counts back in."""
    return [one for one in quality.out if one.place] if told.state == "working" else []


def _quality(told: ToldWorkOrder) -> Quality:
    return quality_of(told.store_id, told.id, _place(told))


def _place(told: ToldWorkOrder) -> int:
    return place_of_quality([stage.name for stage in told.stages])


def _stages(told: ToldWorkOrder, quality: Quality) -> tuple[str, ...]:
    """Where pieces may go back to."""
    return quality.stages[: _place(told) + 1]


def _by(told: ToldWorkOrder) -> dict[str, Any]:
    return {
        "store_id": told.store_id,
        "actor": Actor(kind=WORKSHOP, label=told.workshop_name),
        "at": clock.now(),
    }

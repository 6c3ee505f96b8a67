"""The workshop says itself how many pieces a day it makes; the seller's promises are worked out from that."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.faces.dashboard.promise.forms import PaceFormSet
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.workshop.access import workshop_view
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP, Actor
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.production.models import WorkOrder, Workshop
from bukapo.production.promise.facts import typed_paces
from bukapo.production.promise.usual import key_of
from bukapo.production.promise.writes import set_paces
from bukapo.production.reads import ToldWorkOrder


@require_http_methods(["GET", "HEAD", "POST"])
@workshop_view
def paces(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """Pieces a day per stage. NotFound for a work order whose workshop is in no directory."""
    workshop = _workshop(told)
    forms = PaceFormSet(request.POST if request.method == "POST" else None, initial=_rows(told, workshop))
    problem = ""
    if forms.is_bound and forms.is_valid():
        try:
            set_paces(
                store_id=told.store_id,
                workshop_id=workshop.pk,
                paces=[pace for form in forms if (pace := form.pace())],
                actor=Actor(kind=WORKSHOP, label=told.workshop_name),
                at=clock.now(),
            )
        except Refusal as refusal:
            problem = sentence(refusal)
        else:
            messages.success(request, _("Kapasitas tersimpan."))
            return redirect("workshop:work_order", secret)
    context = {"told": told, "secret": secret, "forms": forms, "problem": problem}
    return render(request, "workshop/paces.html", context, status=422 if forms.is_bound else 200)


def _workshop(told: ToldWorkOrder) -> Workshop:
    order = WorkOrder.objects.of(told.store_id).select_related("workshop").get(pk=told.id)
    if order.workshop is None:
        raise NotFound()
    workshop: Workshop = order.workshop
    return workshop


def _rows(told: ToldWorkOrder, workshop: Workshop) -> list[dict[str, Any]]:
    """What was typed, then this work order's other stages without a number: nobody should confirm a guess."""
    typed = typed_paces(told.store_id, workshop, own=True)
    known = {key_of(pace.stage) for pace in typed}
    rows = [vars(pace) for pace in typed]
    return rows + [{"stage": stage.name} for stage in told.stages if key_of(stage.name) not in known]

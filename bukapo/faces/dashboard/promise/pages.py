"""`Kapan jadi?`: the question and its answer; the paces and days behind it."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.promise.forms import (
    ClosureFormSet,
    DaysForm,
    FinishForm,
    PaceFormSet,
    templates,
)
from bukapo.faces.dashboard.promise.places import places, shop_at, stages_at, workshop_of
from bukapo.faces.dashboard.promise.shown import RUNS, ShownFinish, shown_finish
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.production.models import Workshop
from bukapo.production.patterns.rules import BUILT_IN
from bukapo.production.promise.facts import own_facts, typed_paces, work_days
from bukapo.production.promise.reads import finish_with
from bukapo.production.promise.usual import usual
from bukapo.production.promise.writes import set_paces, set_work_days

FIRST = {"pieces": 100, "people": 1}


@require_http_methods(["GET", "HEAD"])
@seller_view
def finish(request: SellerRequest) -> HttpResponse:
    """What if: pieces, workshop, first day, more hands, more days."""
    today = shop_at(request.store, "").today(clock.now())
    asked = request.GET if "pieces" in request.GET else None
    choices = places(request.store, _("Belum dipilih"))
    form = FinishForm(asked, places=choices, initial={**FIRST, "start": today})
    shown = _answer(request, form, today) if form.is_bound and form.is_valid() else None
    workshops = Workshop.objects.of(request.store).filter(archived_at=None).order_by("name")[:200]
    context = {"form": form, "finish": shown, "workshops": workshops}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "dashboard/promise/finish.html", context, status=status)


def _answer(request: SellerRequest, form: FinishForm, today: date) -> ShownFinish:
    data = form.cleaned_data
    shop = shop_at(request.store, data["place"])
    own = own_facts(shop)
    start = max(today, data["start"] or today)
    promised = data["promised"] and data["promised"] + timedelta(days=data["days"] or 0)
    stages = stages_at(own, shop, data["stages"])
    outlook = finish_with(own, stages, data["pieces"], start, today=today, runs=RUNS)
    return shown_finish(outlook, promised=promised or None, people=data["people"] or 0)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def paces(request: SellerRequest, workshop: int) -> HttpResponse:
    """Pieces a day per stage; 0 stands for any workshop without its own table."""
    found = workshop_of(request.store, workshop)
    template = request.GET.get("tahap", "")
    forms = PaceFormSet(
        request.POST if request.method == "POST" else None, initial=_rows(request, found, template)
    )
    problem = ""
    if forms.is_bound and forms.is_valid():
        typed = [pace for form in forms if (pace := form.pace())]
        try:
            set_paces(
                store_id=request.store.pk,
                workshop_id=found.pk if found else None,
                paces=typed,
                actor=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            problem = sentence(refusal)
        else:
            messages.success(request, _("Kapasitas tersimpan."))
            return redirect("dashboard:finish", request.store.slug)
    context = {"forms": forms, "problem": problem, "workshop": found, "templates": templates()}
    return _page(request, "paces", context, forms.is_bound)


def _rows(request: SellerRequest, workshop: Workshop | None, template: str) -> list[dict[str, Any]]:
    """What was typed, else a template with what is usual."""
    typed = typed_paces(request.store.pk, workshop, own=True)
    if template in BUILT_IN or not typed:
        names = BUILT_IN.get(template, BUILT_IN["umum"])
        return [{"stage": name, "each": usual(name).each, "people": usual(name).people} for name in names]
    return [vars(pace) for pace in typed]


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def work_calendar(request: SellerRequest, workshop: int) -> HttpResponse:
    """Working days, holidays, Lebaran, closures of its own."""
    found = workshop_of(request.store, workshop)
    now = clock.now()
    days = work_days(request.store.pk, found)
    data = request.POST if request.method == "POST" else None
    form = DaysForm(data, initial=DaysForm.of(days))
    rows = ClosureFormSet(data, initial=[vars(one) for one in days.closures], prefix="libur")
    if form.is_bound and form.is_valid() and rows.is_valid():
        closures = [closure for row in rows if (closure := row.closure())]
        try:
            set_work_days(
                store_id=request.store.pk,
                workshop_id=found.pk if found else None,
                days=form.days(closures),
                actor=request.actor,
                at=now,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Hari kerja tersimpan."))
            return redirect("dashboard:finish", request.store.slug)
    today = shop_at(request.store, "").today(now)
    off = [(day, why) for n in range(120) if (why := days.why_off(day := today + timedelta(days=n)))]
    context = {"form": form, "rows": rows, "workshop": found, "off": off[:20]}
    return _page(request, "calendar", context, form.is_bound)


def _page(request: SellerRequest, name: str, context: dict[str, Any], bound: bool) -> HttpResponse:
    return render(request, f"dashboard/promise/{name}.html", context, status=422 if bound else 200)

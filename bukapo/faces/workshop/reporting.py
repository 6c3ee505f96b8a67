"""A report from the sewing floor: a stage stands at so many pieces of each size. For forms, and for report.js."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from bukapo.catalog.imaging import PictureRefused
from bukapo.catalog.pictures import PROGRESS, forget_picture, keep_picture
from bukapo.faces.ui.limits import TooManyTries
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.workshop.access import floor_view, refuse_other_sites
from bukapo.faces.workshop.forms import ReportForm
from bukapo.faces.workshop.pages import Refused, floor_now, work_order_page
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP, Actor
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.production.floor.told import ToldFloor
from bukapo.production.refusals import AlreadySaid
from bukapo.production.writes.stages import report_stage
from bukapo.stores.models import Store


def _in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A script that asks for JSON gets its refusals in JSON too: it must tell them from a stranger's page."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            if not wants_json(request) or isinstance(refusal, TooManyTries):
                raise
            return _refused(sentence(refusal), refusal.http_status)

    return answer


@csrf_exempt
@require_POST
@_in_json
@floor_view
def report(request: HttpRequest, floor: ToldFloor, secret: str, position: int) -> HttpResponse:
    """One stage stands at so many pieces per size."""
    refuse_other_sites(request)
    if position >= len(floor.stages):
        raise NotFound()
    stage = floor.stages[position]
    form = ReportForm(
        request.POST, request.FILES, sizes=floor.sizes, stage=stage, auto_id=f"tahap{position}_%s"
    )
    if not form.is_valid():
        return _not_taken(request, secret, position, form, 422)
    if not (form.said() or form.cleaned_data["note"] or form.cleaned_data["photo"] or wants_json(request)):
        return redirect("workshop:work_order", secret)
    done, news = stage.total, {position: form.said()}
    try:
        done = _report(floor, position, form)
    except AlreadySaid:  # as if it had worked: it did, the first time
        news = {}
    except Refusal as refusal:
        if not (floor.working or wants_json(request)):  # its page shows no forms any more
            messages.error(request, sentence(refusal))
            return redirect("workshop:work_order", secret)
        form.add_error(_field(form, refusal), sentence(refusal))
        return _not_taken(request, secret, position, form, refusal.http_status)
    words = _("%(stage)s: %(n)s pcs tercatat.") % {"stage": stage.name, "n": done}
    messages.success(request, words)
    if wants_json(request):
        return JsonResponse({"ok": True, "said": words, "floor": floor_now(floor, news)})
    return redirect("workshop:work_order", secret)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _report(floor: ToldFloor, position: int, form: ReportForm) -> int:
    """Pieces the stage stands at. The picture is kept outside the write; one whose report is refused is thrown away."""
    data, kept = form.cleaned_data, None
    stage = floor.stages[position]
    if data["photo"]:
        kept = keep_picture(Store.objects.get(pk=floor.store_id), data["photo"], PROGRESS, alt=stage.name)
    try:
        return report_stage(
            store_id=floor.store_id,
            work_order_id=floor.work_order_id,
            position=position,
            counts=form.said(),
            seen=form.seen(),
            note=data["note"],
            photo=kept,
            key=data["key"],
            actor=Actor(kind=WORKSHOP, label=floor.workshop_name),
            at=clock.now(),
        ).done
    except Refusal:
        if kept:
            forget_picture(kept)
        raise


def _field(form: ReportForm, refusal: Refusal) -> str | None:
    if isinstance(refusal, PictureRefused):
        return "photo"
    place = refusal.params.get("place")
    return None if place is None else f"size-{form.names[place]}"


def _not_taken(
    request: HttpRequest, secret: str, position: int, form: ReportForm, status: int
) -> HttpResponse:
    if wants_json(request):
        return _refused(" ".join(str(error) for errors in form.errors.values() for error in errors), status)
    return work_order_page(request, secret, refused=Refused(stage=(position, form)), status=status)


def _refused(words: str, status: int) -> HttpResponse:
    response = JsonResponse({"ok": False, "said": words}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response

"""A report from the sewing floor: a stage stands at so many pieces of each size. From a form, or from report.js."""

from collections.abc import Callable, Mapping
from functools import wraps

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
from bukapo.faces.workshop.access import floor_view, head_view, refuse_other_sites
from bukapo.faces.workshop.forms import ReportForm, TotalsForm
from bukapo.faces.workshop.pages import Refused, work_order_page
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP, Actor
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.production.events import WorkOrderProgressed
from bukapo.production.floor.told import FloorHead, ToldFloor
from bukapo.production.refusals import AlreadySaid
from bukapo.production.writes.stages import report_stage
from bukapo.stores.models import Store


@csrf_exempt
@require_POST
def report(request: HttpRequest, secret: str, position: int) -> HttpResponse:
    """One stage stands at so many pieces per size."""
    if request.headers.get("Accept", "") == "application/json":
        return by_script(request, secret, position)
    return by_form(request, secret, position)


def _in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A script gets its refusals in JSON: it must tell them from the page of somebody's Wi-Fi."""

    @wraps(view)
    def answer(request: HttpRequest, secret: str, position: int) -> HttpResponse:
        try:
            return view(request, secret, position)
        except TooManyTries:
            raise
        except Refusal as refusal:
            return _refused(sentence(refusal), refusal.http_status)

    return answer


@_in_json
@head_view
def by_script(request: HttpRequest, head: FloorHead, secret: str, position: int) -> HttpResponse:
    """What a phone kept until there was a signal. A repeated key is answered as if it had worked: it did."""
    refuse_other_sites(request)
    form = TotalsForm.of_any_sizes(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(" ".join(str(error) for errors in form.errors.values() for error in errors), 422)
    words = ""
    try:
        words = _recorded(_report(head, position, form, form.counts()))
        messages.success(request, words)
    except AlreadySaid:
        pass
    return JsonResponse({"ok": True, "said": words, "at": int(clock.now().timestamp() * 1000)})


@floor_view
def by_form(request: HttpRequest, floor: ToldFloor, secret: str, position: int) -> HttpResponse:
    """The page's own form."""
    refuse_other_sites(request)
    if position >= len(floor.stages):
        raise NotFound()
    stage = floor.stages[position]
    form = ReportForm(
        request.POST, request.FILES, sizes=floor.sizes, stage=stage, auto_id=f"tahap{position}_%s"
    )
    if not form.is_valid():
        return work_order_page(request, secret, refused=Refused(stage=(position, form)), status=422)
    try:
        messages.success(request, _recorded(_report(floor, position, form, form.said())))
    except AlreadySaid:
        pass
    except Refusal as refusal:
        if floor.working:
            form.add_error(_field(form, refusal), sentence(refusal))
            refused = Refused(stage=(position, form))
            return work_order_page(request, secret, refused=refused, status=refusal.http_status)
        messages.error(request, sentence(refusal))  # its page shows no forms any more
    return redirect("workshop:work_order", secret)


def _report(
    told: FloorHead | ToldFloor, position: int, form: TotalsForm, counts: Mapping[int, int]
) -> WorkOrderProgressed:
    """The picture is kept outside the write; one whose report is refused is thrown away."""
    data, kept = form.cleaned_data, None
    if data["photo"]:
        kept = keep_picture(
            Store.objects.get(pk=told.store_id), data["photo"], PROGRESS, alt=_("Foto produksi")
        )
    try:
        return report_stage(
            store_id=told.store_id,
            work_order_id=told.work_order_id,
            position=position,
            counts=counts,
            seen=form.seen(),
            note=data["note"],
            photo=kept,
            key=data["key"],
            actor=Actor(kind=WORKSHOP, label=told.workshop_name),
            at=clock.now(),
        )
    except Refusal:
        if kept:
            forget_picture(kept)
        raise


def _recorded(event: WorkOrderProgressed) -> str:
    return _("%(stage)s: %(n)s pcs tercatat.") % {"stage": event.stage, "n": event.done}


def _field(form: ReportForm, refusal: Refusal) -> str | None:
    if isinstance(refusal, PictureRefused):
        return "photo"
    place = refusal.params.get("place")
    return None if place is None else f"size-{form.names[place]}"


def _refused(words: str, status: int) -> HttpResponse:
    response = JsonResponse({"ok": False, "said": words}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response

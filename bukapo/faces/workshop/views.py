"""The workshop's page: what to make, until when, and how far it is. No login, no script needed."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.campaigns.models import Campaign
from bukapo.catalog.imaging import PictureRefused
from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import PROGRESS, forget_picture, keep_picture
from bukapo.faces.papers.work_addenda import AfterSending, after_sending
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.workshop.access import workshop_view
from bukapo.faces.workshop.forms import ReportForm
from bukapo.faces.workshop.sheets import printed
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.production.reads import ToldWorkOrder
from bukapo.production.reads.work_orders import ToldStage
from bukapo.production.recap import Matrix, ProductCount, matrix
from bukapo.production.refusals import AlreadySaid
from bukapo.production.writes.stages import finish_work_order, report_stage
from bukapo.production.writes.work_orders import accept_work_order
from bukapo.stores.models import Store

STEPS = (1, 5, 10)


@dataclass(frozen=True)
class ShownStage:
    """A stage with its form. `jumps` are (label, count): one tap for a few more pieces."""

    stage: ToldStage
    form: ReportForm
    jumps: tuple[tuple[str, int], ...]
    refused: bool = False


@dataclass(frozen=True)
class ShownProduct:
    count: ProductCount
    table: Matrix
    names: list[tuple[int, list[str], str, int]]


@require_safe
@workshop_view
def work_order(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """The SPK."""
    return _page(request, told, secret)


@require_safe
@workshop_view
def paper(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """The SPK to print."""
    url = f"{settings.BASE_URL.rstrip('/')}{reverse('workshop:work_order', args=[secret])}"
    response = HttpResponse(
        printed(told, url=url, lang=get_language() or "id"), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="{told.number.lower()}.pdf"'
    return response


@require_POST
@workshop_view
def accept(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """`Terima SPK ini`. A second tap finds it accepted and changes nothing."""
    try:
        accept_work_order(**_by(told))
    except WrongState:
        pass
    else:
        messages.success(request, _("SPK diterima. Selamat bekerja!"))
    return redirect("workshop:work_order", secret)


@require_POST
@workshop_view
def report(request: HttpRequest, told: ToldWorkOrder, secret: str, position: int) -> HttpResponse:
    """One stage stands at so many pieces."""
    if position >= len(told.stages):
        raise NotFound()
    typed = request.POST.copy()
    if jump := typed.get("jadi"):
        typed["count"] = jump
    form = ReportForm(typed, request.FILES, prefix=None)
    if not form.is_valid():
        return _page(request, told, secret, (position, form), status=422)
    if told.state not in ("accepted", "working"):
        return redirect("workshop:work_order", secret)
    try:
        _report(told, position, form)
    except AlreadySaid:
        pass
    except PictureRefused as refusal:
        form.add_error("photo", sentence(refusal))
        return _page(request, told, secret, (position, form), status=refusal.http_status)
    except Refusal as refusal:
        form.add_error("count", sentence(refusal))
        return _page(request, told, secret, (position, form), status=refusal.http_status)
    else:
        said = _("%(stage)s: %(n)s pcs tercatat.")
        messages.success(
            request, said % {"stage": told.stages[position].name, "n": form.cleaned_data["count"]}
        )
    return redirect("workshop:work_order", secret)


def _report(told: ToldWorkOrder, position: int, form: ReportForm) -> None:
    data, kept = form.cleaned_data, None
    if data["photo"]:
        stage = told.stages[position].name
        kept = keep_picture(Store.objects.get(pk=told.store_id), data["photo"], PROGRESS, alt=stage)
    try:
        report_stage(**_by(told), position=position, count=data["count"], note=data["note"], photo=kept)
    except Refusal:
        _forget(kept)
        raise


def _forget(photo: Photo | None) -> None:
    if photo:
        forget_picture(photo)


@require_POST
@workshop_view
def finish(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """`Selesai semua`."""
    try:
        finish_work_order(**_by(told))
    except WrongState:
        pass
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Terima kasih! Pemesan sudah diberi tahu."))
    return redirect("workshop:work_order", secret)


def _by(told: ToldWorkOrder) -> dict[str, Any]:
    return {
        "store_id": told.store_id,
        "work_order_id": told.id,
        "actor": Actor(kind=WORKSHOP, label=told.workshop_name),
        "at": clock.now(),
    }


def _page(
    request: HttpRequest,
    told: ToldWorkOrder,
    secret: str,
    attempt: tuple[int, ReportForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = clock.now().astimezone(ZoneInfo(told.zone)).date()
    context = {
        "after": _after(told),
        "told": told,
        "secret": secret,
        "stages": [_stage(stage, attempt) for stage in told.stages],
        "products": [_product(count) for count in told.products],
        "days_left": (told.deadline - today).days,
        "days_late": (today - told.deadline).days,
        "refused": told.stages[attempt[0]] if attempt else None,
        "working": told.state in ("accepted", "working"),
    }
    return render(request, "workshop/work_order.html", context, status=status)


def _stage(stage: ToldStage, attempt: tuple[int, ReportForm] | None) -> ShownStage:
    jumps = tuple((f"+{n}", stage.done + n) for n in STEPS if stage.done + n < min(stage.most, stage.target))
    if attempt and attempt[0] == stage.position:
        return ShownStage(stage, attempt[1], jumps, refused=True)
    form = ReportForm(initial={"count": stage.done}, auto_id=f"tahap{stage.position}_%s")
    form.fields["count"].widget.attrs |= {"min": str(stage.least), "max": str(stage.most)}
    return ShownStage(stage, form, jumps)


def _product(count: ProductCount) -> ShownProduct:
    names = []
    for entry in count.names:
        texts = dict(entry.texts)
        written = [texts.get(field, "") for field in count.fields]
        names.append((entry.number, written, " · ".join(entry.values), entry.quantity))
    return ShownProduct(count, matrix(count), names)


def _after(told: ToldWorkOrder) -> AfterSending:
    campaign = Campaign.objects.of(told.store_id).get(work_orders=told.id)
    return after_sending(campaign, told.id)

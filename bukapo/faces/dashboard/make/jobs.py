"""Made to order: the queue of single orders, and one job with what the seller may do about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.job_forms import AgainForm, JobPromiseForm, TurnForm
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.making.writes import declare_made, move_in_queue, move_order_promise
from bukapo.production.jobs.again import send_job_again
from bukapo.production.jobs.board import JobLine, board_of, job_line
from bukapo.production.jobs.queue import promise_now


@require_safe
@seller_view
def jobs(request: SellerRequest, campaign: str) -> HttpResponse:
    """Every workshop's queue, late ones first; what a new order is promised now."""
    po, now = _campaign(request, campaign), clock.now()
    context = {
        "campaign": po,
        "now": now,
        "board": board_of(po, now),
        "foreseen": promise_now(po, now) if po.state == "published" else None,
    }
    return render(request, "dashboard/make/jobs.html", context)


@require_safe
@seller_view
def job(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """One order's production."""
    po = _campaign(request, campaign)
    return _page(request, po, _line(po, number))


@require_POST
@seller_view
def promise(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """New days for this buyer, with the reason they read."""
    po = _campaign(request, campaign)
    line = _line(po, number)
    form = JobPromiseForm(request.POST, line=line)

    def move() -> str:
        move_order_promise(
            **_by(request, line), moves=form.moves(), reason=form.cleaned_data["promise_reason"]
        )
        return _("Tanggal baru tercatat, pembelinya dikabari dengan alasannya.")

    return _done(request, po, line, form, move, {"reason": "promise_reason"})


@require_POST
@seller_view
def turn(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """Another place in the workshop's queue."""
    po = _campaign(request, campaign)
    line = _line(po, number)
    form = TurnForm(request.POST, line=line)

    def move() -> str:
        data = form.cleaned_data
        move_in_queue(**_by(request, line), ahead=data["turn"] - 1, reason=data["turn_reason"])
        return _("Urutannya sudah diubah.")

    return _done(request, po, line, form, move, {"reason": "turn_reason", "ahead": "turn"})


@require_POST
@seller_view
def made(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """The goods are there, by the seller's word."""
    po = _campaign(request, campaign)
    line = _line(po, number)
    try:
        declare_made(**_by(request, line))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(
            request, _("Pesanan %(number)s sudah jadi. Sisanya segera ditagih.") % {"number": number}
        )
    return redirect("dashboard:job", request.store.slug, po.slug, number)


@require_POST
@seller_view
def again(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """To a workshop once more, after the first one said no or was taken the work from."""
    po = _campaign(request, campaign)
    line = _line(po, number)
    form = AgainForm(request.POST)

    def send() -> str:
        send_job_again(**_by(request, line), workshop=form.cleaned_data["workshop"])
        return _("SPK baru sudah dibuat.")

    return _done(request, po, line, form, send, {})


def _done(
    request: SellerRequest,
    po: Campaign,
    line: JobLine,
    form: Form,
    deed: Callable[[], str],
    names: dict[str, str],
) -> HttpResponse:
    """Do it and go back to the job; or show it again with what was typed. `names`: the write's fields in the form."""
    if form.is_valid():
        try:
            said = deed()
        except Refusal as refusal:
            field = str(refusal.params.get("field", ""))
            refuse(form, refusal, field=names.get(field, ""))
        else:
            messages.success(request, said)
            return redirect("dashboard:job", request.store.slug, po.slug, line.order.number)
    return _page(request, po, line, form, status=422)


def _page(
    request: SellerRequest, po: Campaign, line: JobLine, tried: Form | None = None, status: int = 200
) -> HttpResponse:
    forms: dict[str, Form] = {
        "promise_form": JobPromiseForm(line=line),
        "turn_form": TurnForm(line=line),
        "again_form": AgainForm(initial={"workshop": line.job.workshop}),
    }
    if tried is not None:
        forms = {name: tried if type(form) is type(tried) else form for name, form in forms.items()}
    context: dict[str, Any] = {"campaign": po, "now": clock.now(), "line": line, **forms}
    return render(request, "dashboard/make/job.html", context, status=status)


def _by(request: SellerRequest, line: JobLine) -> dict[str, Any]:
    return {
        "store_id": request.store.pk,
        "order_id": line.order.pk,
        "actor": request.actor,
        "at": clock.now(),
    }


def _campaign(request: SellerRequest, slug: str) -> Campaign:
    po = campaign_at(request.store, slug)
    if not is_made_to_order(po):
        raise NotFound()
    return po


def _line(po: Campaign, number: str) -> JobLine:
    line = job_line(po, number, clock.now())
    if line is None:
        raise NotFound()
    return line

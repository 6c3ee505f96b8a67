"""A running PO made to order: its pace for the orders to come, and a later closing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.campaigns import draft_reads
from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.made.writes import change_pace, put_off_closing
from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.prepare.forms.made import ClosingForm, RunningPaceForm
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.production.jobs.queue import promise_now


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def campaign_pace(request: SellerRequest, campaign: str) -> HttpResponse:
    """What a new order is promised now; POST changes the pace behind it."""
    row = _made_to_order(request, campaign)
    form = RunningPaceForm(request.POST if request.method == "POST" else None, campaign=row)
    if form.is_bound and form.is_valid() and (pace := form.pace()):
        try:
            change_pace(
                actor=request.actor, at=clock.now(), store=request.store, campaign_id=row.pk, pace=pace
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Tersimpan. Berlaku untuk pesanan yang dikonfirmasi mulai sekarang."))
            return redirect("dashboard:campaign_pace", request.store.slug, row.slug)
    return _page(request, row, form, ClosingForm(campaign=row))


@require_POST
@seller_view
def campaign_closing(request: SellerRequest, campaign: str) -> HttpResponse:
    """Stay open longer."""
    row = _made_to_order(request, campaign)
    form = ClosingForm(request.POST, campaign=row)
    if form.is_valid():
        try:
            put_off_closing(
                actor=request.actor,
                at=clock.now(),
                store=request.store,
                campaign_id=row.pk,
                closes_at=form.cleaned_data["closes_at"],
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Waktu tutup diundur."))
            return redirect("dashboard:campaign_pace", request.store.slug, row.slug)
    return _page(request, row, RunningPaceForm(campaign=row), form)


def _page(request: SellerRequest, row: Campaign, form: RunningPaceForm, closing: ClosingForm) -> HttpResponse:
    context = {
        "campaign": row,
        "form": form,
        "closing": closing,
        "foreseen": promise_now(row, clock.now()),
        "running": row.state == "published",
    }
    wrong = form.errors or closing.errors
    return render(request, "dashboard/prepare/pace.html", context, status=422 if wrong else 200)


def _made_to_order(request: SellerRequest, slug: str) -> Campaign:
    row = draft_reads.campaign_of(request.store, slug)
    if not is_made_to_order(row) or row.state == "draft":
        raise NotFound()
    return row

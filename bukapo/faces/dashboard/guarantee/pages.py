"""Two pages: what the store's new POs begin with, and the ladder of one PO with its cost."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.campaigns import draft_reads
from bukapo.campaigns.guarantees.reads import declared_of, usual_of
from bukapo.campaigns.guarantees.writes import declare_ladder, declare_usual
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.guarantee.covers import covers_of
from bukapo.faces.dashboard.guarantee.forms import LadderForm
from bukapo.faces.dashboard.guarantee.shown import foreseen_shown, stake_shown
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.promise.step import step_finish
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def store_guarantee(request: SellerRequest) -> HttpResponse:
    """For POs that are not published yet."""
    form = LadderForm(_typed(request), declared=usual_of(request.store), own=False)
    if form.is_bound and form.is_valid():
        try:
            declare_usual(actor=request.actor, at=clock.now(), store=request.store, declared=form.declared())
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Tersimpan. Berlaku untuk PO yang terbit setelah ini."))
            return redirect("dashboard:store_guarantee", request.store.slug)
    context = {"form": form, "refund_after": request.store.late_refund_days}
    return render(request, "dashboard/guarantee/store.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def campaign_guarantee(request: SellerRequest, campaign: str) -> HttpResponse:
    """The PO's own ladder: free in a draft, only better once published."""
    row = draft_reads.campaign_of(request.store, campaign)
    now = clock.now()
    may = row.state in ("draft", "published")
    form = LadderForm(_typed(request) if may else None, declared=declared_of(row), own=True)
    if form.is_bound and form.is_valid():
        try:
            declare_ladder(
                actor=request.actor, at=now, store=request.store, campaign_id=row.pk, declared=form.declared()
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Garansi PO ini tersimpan."))
            return redirect("dashboard:campaign_guarantee", request.store.slug, row.slug)
    context = {
        "campaign": row,
        "form": form,
        "may": may,
        "foreseen": foreseen_shown(row, step_finish(request, request.store, row, now)) if may else None,
        "stake": stake_shown(request.store, [row], at=now),
        "covers": covers_of(row),
    }
    return render(request, "dashboard/guarantee/campaign.html", context, status=422 if form.errors else 200)


def _typed(request: SellerRequest) -> object:
    return request.POST if request.method == "POST" else None

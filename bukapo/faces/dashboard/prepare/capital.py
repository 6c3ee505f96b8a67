"""Is it safe to start? The numbers of a PO, and what the seller says it costs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.campaigns import draft_reads
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.start import meter_of, start_of
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.prepare.forms.capital import CapitalForm
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.production.capital.reads import capital_of
from bukapo.production.capital.writes import set_capital


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def campaign_capital(request: SellerRequest, campaign: str) -> HttpResponse:
    """The gate, the meter, and the form behind both."""
    row = draft_reads.campaign_of(request.store, campaign)
    form = CapitalForm(request.POST if request.method == "POST" else None, capital=capital_of(row))
    if form.is_bound and form.is_valid():
        try:
            set_capital(
                store_id=request.store.pk,
                campaign_id=row.pk,
                **form.plan(),
                actor=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("dashboard:campaign_capital", request.store.slug, row.slug)
    context = {"campaign": row, "form": form, "gate": start_of(row), "meter": meter_of(row)}
    return render(request, "dashboard/prepare/capital.html", context, status=422 if form.errors else 200)

"""The HPP calculator of a product, and a PO's cash by week."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bukapo.campaigns import draft_reads
from bukapo.catalog import reads as catalog
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.costing.forms import CostForm
from bukapo.faces.dashboard.costing.shown import answer, shown_cash, words
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.prepare.products import next_page
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.production.costing.reads import cash_course, margins, sheet_of
from bukapo.production.costing.rules import checked
from bukapo.production.costing.writes import save_cost_sheet


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def product_cost(request: SellerRequest, product: int) -> HttpResponse:
    """`Hitung` only reckons, `Simpan` keeps it as the product's HPP."""
    row = catalog.product_of(request.store, product)
    sheet, pieces = sheet_of(row)
    price, found = row.normal_price, None
    data = request.POST if request.method == "POST" else None
    form = CostForm(data, sheet=sheet, pieces=pieces, price=price)
    if form.is_bound and form.is_valid():
        sheet, pieces, price = form.sheet(), form.cleaned_data["pieces"], form.cleaned_data["price"] or 0
        try:
            checked(sheet.parts, sheet.steps, sheet.reject_bp, sheet.overhead_bp)
            found = answer(sheet, pieces, price)
            if "simpan" in request.POST:
                save_cost_sheet(
                    store=request.store, product_id=row.pk, sheet=sheet, pieces=pieces,
                    actor=request.actor, at=clock.now(),
                )  # fmt: skip
                messages.success(request, _("HPP tersimpan di produknya."))
                return redirect(next_page(request) or request.path)
        except Refusal as refusal:
            refuse(form, refusal)
    elif not form.is_bound and sheet.parts:
        found = answer(sheet, pieces, price)
    context = {"product": row, "form": form, "answer": found}
    return render(request, "dashboard/costing/hpp.html", context, status=422 if form.errors else 200)


@require_safe
@seller_view
def campaign_cash(request: SellerRequest, campaign: str) -> HttpResponse:
    """Margin and break-even per product, and the weeks."""
    row = draft_reads.campaign_of(request.store, campaign)
    cash = cash_course(row, words=words(), at=clock.now())
    context = {
        "campaign": row,
        "margins": margins(row),
        "cash": shown_cash(cash) if cash and cash.course.weeks else None,
    }
    return render(request, "dashboard/costing/cash.html", context)

"""Vouchers of the store: made, listed with what they gave, stopped."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.campaigns.writes.voucher import make_voucher, stop_voucher
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.prepare.forms.voucher import VoucherForm
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.reads.vouchers import vouchers_of_store


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def vouchers(request: SellerRequest) -> HttpResponse:
    """The list, and the form for a new one (`?po=<slug>` chooses a PO beforehand)."""
    now = clock.now()
    data = request.POST if request.method == "POST" else None
    form = VoucherForm(data, store=request.store, campaign=request.GET.get("po", "")[:60])
    if form.is_bound and form.is_valid():
        try:
            made = make_voucher(
                actor=request.actor,
                at=now,
                store=request.store,
                terms=form.terms(),
                campaign_id=form.campaign_id,
                partner_id=form.partner_id,
            )
        except Refusal as refusal:
            refuse(form, refusal, field=_FIELDS.get(str(refusal.params.get("field", "")), ""))
        else:
            code = getattr(made, "code", "")
            messages.success(request, _("Voucher %(code)s sudah berlaku.") % {"code": code})
            return redirect("dashboard:vouchers", request.store.slug)
    context = {"form": form, "vouchers": vouchers_of_store(store_id=request.store.pk, at=now), "now": now}
    return render(request, "dashboard/prepare/vouchers.html", context, status=422 if form.errors else 200)


_FIELDS = {"bp": "percent"}
"""What the write calls otherwise than the form."""


@require_POST
@seller_view
def voucher_stop(request: SellerRequest, voucher: int) -> HttpResponse:
    """From now on nobody may use it."""
    try:
        stop_voucher(actor=request.actor, at=clock.now(), store=request.store, voucher_id=voucher)
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Voucher dihentikan. Pesanan yang sudah memakainya tidak berubah."))
    return redirect("dashboard:vouchers", request.store.slug)

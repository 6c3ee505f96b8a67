"""What the store asks of its packers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.faces.dashboard.access import SellerRequest, owner_view
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid
from bukapo.orders.packing.gates import rule_of
from bukapo.orders.packing.rules import EACH, FREE, SCAN
from bukapo.orders.packing.writes import set_packing_rule


@require_http_methods(["GET", "HEAD", "POST"])
@owner_view
def packing_rule(request: SellerRequest) -> HttpResponse:
    """Free, every piece, or scans only."""
    wrong, status = "", 200
    if request.method == "POST":
        try:
            rule = request.POST.get("rule", "")
            set_packing_rule(store=request.store, rule=rule, actor=request.actor, at=clock.now())
        except Invalid as refusal:
            wrong, status = sentence(refusal), refusal.http_status
        else:
            messages.success(request, _("Aturan kemas disimpan."))
            return redirect("dashboard:packing_rule", request.store.slug)
    context = {"rules": _choices(), "current": rule_of(request.store.pk), "wrong": wrong}
    return render(request, "dashboard/packing/rule.html", context, status=status)


def _choices() -> list[tuple[str, str, str]]:
    return [
        (FREE, _("Bebas"), _("Pesanan boleh dicentang “Dikemas” tanpa dicek satu-satu.")),
        (
            EACH,
            _("Cek setiap barang"),
            _("Setiap barang dipindai, atau diketuk “Ada”, sebelum paket ditutup."),
        ),
        (SCAN, _("Wajib pindai"), _("Setiap barang dipindai stikernya. Ketukan saja tidak dihitung.")),
    ]

"""The fee table by zone."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.prepare.forms.store import ZoneFormSet
from bukapo.faces.dashboard.prepare.products import next_page
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.shipping.areas.coverage import Coverage, coverage
from bukapo.shipping.fee_table import STARTER
from bukapo.shipping.models import Zone
from bukapo.shipping.writes import save_zones

COLUMNS = ("name", "areas", "courier", "first_kg", "next_kg", "days")

MOST_NAMED = 8


def left_out(zones: Sequence[tuple[int, str, str]]) -> str:
    """Where nobody finds a row of the table, in a sentence; "" for a table that is empty or leaves nobody out."""
    found = coverage(zones) if zones else Coverage((), 0)
    if not found.left:
        return ""
    if not found.cities:
        return _(
            "Belum ada wilayah yang menyebut kota atau provinsi, jadi pembeli harus memilih sendiri. "
            "Tulis daerahnya di tiap wilayah supaya terpilih sendiri waktu alamat diisi."
        )
    told = ", ".join(found.left[:MOST_NAMED])
    more = len(found.left) - MOST_NAMED
    if more > 0:
        told = _("%(places)s, dan %(more)s lainnya") % {"places": told, "more": more}
    return _("Pembeli di sana tidak menemukan wilayahnya: %(places)s.") % {"places": told}


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def zones(request: SellerRequest) -> HttpResponse:
    """The whole table on one page. A row whose name is emptied goes; a suggested row without a fee does not count."""
    rows = list(Zone.objects.of(request.store).filter(active=True).values(*COLUMNS))
    start = rows or [{"name": name, "areas": areas} for name, areas in STARTER]
    problem = ""
    if request.method == "POST":
        forms = ZoneFormSet(request.POST, initial=start)
        if forms.is_valid():
            drafts = [draft for form in forms if (draft := form.draft())]
            try:
                save_zones(actor=request.actor, at=clock.now(), store=request.store, zones=drafts)
            except Refusal as refusal:
                problem = sentence(refusal)
            else:
                messages.success(request, _("Tabel ongkir tersimpan."))
                return redirect(next_page(request) or request.path)
    else:
        forms = ZoneFormSet(initial=start)
    context = {
        "forms": forms,
        "problem": problem,
        "empty": not rows,
        "next": next_page(request),
        "left": left_out([(number, row["name"], row["areas"]) for number, row in enumerate(rows)]),
    }
    return render(
        request, "dashboard/prepare/zones.html", context, status=422 if request.method == "POST" else 200
    )

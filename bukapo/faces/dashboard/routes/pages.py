"""Own delivery: choose packed parcels, print the sheet, send the driver off, see what was brought."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.attachments import attachment
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.send.forms import chosen_numbers
from bukapo.faces.papers.route_pdf import route_pdf
from bukapo.faces.ui.dates import local
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, Refusal
from bukapo.orders.models import Order
from bukapo.orders.routes.reads import RouteTold, parcels_to_bring, route_told, routes_of
from bukapo.orders.routes.writes import drop_route, make_route, send_route


class RouteForm(forms.Form):
    driver = forms.CharField(label=gettext_lazy("Nama pengantar"), max_length=60)
    day = forms.DateField(
        label=gettext_lazy("Tanggal antar"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def routes(request: SellerRequest, campaign: str) -> HttpResponse:
    """Parcels that may be brought, and the routes there are. POST makes one of those ticked."""
    po = campaign_at(request.store, campaign)
    today = local(clock.now(), request.store).date()
    form, status, ticked = (
        RouteForm(initial={"day": today}), 200, chosen_numbers(request.POST.getlist("pilih")),
    )  # fmt: skip
    if request.method == "POST":
        form, status = RouteForm(request.POST), 422
        ids = (
            Order.objects.of(request.store)
            .filter(campaign=po, number__in=ticked)
            .values_list("pk", flat=True)
        )
        if form.is_valid():
            try:
                made = make_route(order_ids=list(ids), **form.cleaned_data, **_by(request))
            except Invalid as refusal:
                form.add_error(refusal.params["field"], sentence(refusal))
            except Refusal as refusal:
                form.add_error(None, sentence(refusal))
            else:
                return redirect("dashboard:delivery_route", request.store.slug, made.route_id)
    context = {
        "campaign": po, "form": form, "parcels": parcels_to_bring(po), "routes": routes_of(request.store.pk),
        "ticked": ticked,
    }  # fmt: skip
    return render(request, "dashboard/routes/routes.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def route(request: SellerRequest, route: int) -> HttpResponse:
    """One route; POST with `apa`: berangkat or buang."""
    told = route_told(request.store.pk, route if route < 2**62 else 0)
    if request.method == "POST":
        try:
            messages.success(request, _act(request, told.route.pk))
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        return redirect("dashboard:delivery_route", request.store.slug, told.route.pk)
    return render(request, "dashboard/routes/route.html", {"told": told, "link": _link(told)})


def _act(request: SellerRequest, route_id: int) -> str:
    """The sentence of what was done."""
    if request.POST.get("apa") == "buang":
        drop_route(route_id=route_id, **_by(request))
        return _("Rute dibatalkan.")
    left = send_route(route_id=route_id, **_by(request))
    said = _("Pengantar berangkat, pembeli diberi tahu.")
    stayed = _("Tidak ikut karena tidak bisa dikirim lagi: %(numbers)s.") % {
        "numbers": ", ".join(left.numbers)
    }
    return f"{said} {stayed}" if left.numbers else said


@require_safe
@seller_view
def sheet(request: SellerRequest, route: int) -> HttpResponse:
    """The route on paper."""
    told = route_told(request.store.pk, route if route < 2**62 else 0)
    content = route_pdf(told, store=request.store.name, made_at=clock.now(), lang=get_language() or "id")
    return attachment(content, f"rute-{told.route.pk}.pdf", inline=True)


def _link(told: RouteTold) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse('storefront:driver', args=[told.route.secret])}"


def _by(request: SellerRequest) -> dict[str, Any]:
    return {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}
